import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staffTable } from '../support/admin-desk.ts';
import { eventually } from '../support/fake-slack/people.ts';
import { inputsOf, wordsOf } from '../support/fake-teams/look.ts';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';

const newcomer = ['new1', '新入 みなと', 'new1@example.jp', '事業部', '企画グループ', '', '固有職員', '2026-07-01', ''];
const wrong = [...newcomer.slice(0, 5), '課長', ...newcomer.slice(6)];

describe('the administration, chat by chat', () => {
  let world: TwoPlatforms;
  beforeEach(async () => {
    world = await twoPlatforms({ slack: ['security', 'staff'], teams: ['chief', 'leader'] });
  });
  afterEach(() => world.close());

  const known = () =>
    eventually(
      async () => (await world.store.directory()).people.some(({ id }) => id === 'new1') || undefined,
      'the newcomer in the chart',
    );

  it('takes a pasted table in a window of Slack, names the wrong lines at the field, and keeps what was pasted', async () => {
    const { slack } = world;
    const user = slackId('security');
    await slack.command(user, '名簿');
    await slack.modal(user);
    const first = await slack.submit(user, { 貼り付ける欄: staffTable({}, [wrong]), 表にない方: 'そのまま残す' });
    expect(JSON.stringify(first.json)).toContain('12行目: 役職「課長」は使えません');
    expect(first.json).toMatchObject({ response_action: 'errors' });
    await slack.submit(user, { 貼り付ける欄: staffTable({}, [newcomer]) });
    await slack.click(user, await world.onSlack('security', '新入 みなと'), '反映する');
    await known();
  });

  it('takes it in a dialog of Teams, with what was pasted still there after a mistake', async () => {
    const { teams } = world;
    const user = teamsId('chief');
    await teams.say(user, '名簿');
    await teams.press(user, await world.onTeams('chief', '名簿の取り込み', '必要なことを順に'), 'フォームを開く');
    await teams.submit(user, '変わることを見る', { 貼り付ける欄: staffTable({}, [wrong]), 表にない方: 'そのまま残す' });
    const dialog = teams.dialog(user);
    expect(dialog && wordsOf(dialog.card)).toContain('12行目: 役職「課長」は使えません');
    const field = dialog && inputsOf(dialog.card).find(({ id }) => id === 'parts.0.table');
    expect(field?.value).toContain('新入 みなと');
    await teams.submit(user, '変わることを見る', { 貼り付ける欄: staffTable({}, [newcomer]) });
    await teams.press(user, await world.onTeams('chief', '新入 みなと'), '反映する');
    await known();
  });

  it('asks the 責任者 on Teams for what the 管理者 prepared on Slack', async () => {
    const { slack, teams } = world;
    const user = slackId('security');
    await slack.command(user, '監査責任者の指名');
    await slack.modal(user);
    await slack.submit(user, { 監査責任者: 'staff', いつから: '2026-06-01' });
    await slack.click(user, await world.onSlack('security', '監査責任者'), '反映する');
    const card = await world.onTeams('chief', '確認のお願い');
    await teams.press(teamsId('chief'), card, '確認して反映する');
    expect((await world.store.directory()).roles.auditLead).toBe('staff');
  });

  it('tells everybody else on both that it is not theirs, in the same words', async () => {
    const { slack, teams } = world;
    const sent = await slack.command(slackId('staff'), '名簿');
    expect(JSON.stringify(sent.json)).toContain('情報セキュリティ責任者だけができます');
    await teams.say(teamsId('leader'), '管理');
    await world.onTeams('leader', '情報セキュリティ責任者だけができます');
  });
});
