import { afterEach, describe, expect, it } from 'vitest';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';

const id = 'lostDevice-2026-1';
const long = 'あ'.repeat(2900);

describe('a report, told on one platform and carried on the other', () => {
  let world: TwoPlatforms;
  afterEach(() => world.close());

  const types = async (): Promise<string[]> => (await world.store.ledger.recordsOf(id)).map(({ type }) => type);

  it('from Slack to Teams: first aid before the form, orders, and what leaked in a private answer', async () => {
    world = await twoPlatforms({ slack: ['staff'], teams: ['leader', 'security', 'infra', 'chief'] });
    const staff = slackId('staff');
    await world.slack.command(staff, '紛失');
    const modal = await world.slack.modal(staff, '紛失・盗難の報告');
    expect(JSON.stringify(modal)).toContain('情報基盤管理者が');
    await world.slack.submit(staff, { 件名: 'タブレット', 内容: long });
    await world.onSlack('staff', '知らせてくださり');
    await world.teams.press(teamsId('security'), await world.onTeams('security', 'タブレット'), '受け付けた');
    await world.onSlack('staff', '受け付けました');
    await world.teams.press(
      teamsId('security'),
      await world.onTeams('security', 'タブレット', '受け付け securityさん'),
      '応急の指示を出す',
    );
    await world.teams.submit(teamsId('security'), '送信', {
      すること: 'IDを止める',
      だれに: '情報基盤管理者',
      期限の日: '2026-06-01',
    });
    await world.teams.press(teamsId('infra'), await world.onTeams('infra', 'あなたへの応急1'), '引き受けた');
    await world.slack.click(staff, await world.onSlack('staff', '受け付けました'), '内容を足す・直す');
    await world.slack.modal(staff, '内容を足す・直す');
    await world.slack.submit(staff, { 漏えいした情報: '申込書 約30人分' });
    const card = await world.onTeams('leader', 'タブレット', '漏えいした情報');
    expect(world.teamsTexts('leader').join()).not.toContain('申込書');
    await world.teams.press(teamsId('leader'), card, 'ほかの操作');
    await world.teams.press(
      teamsId('leader'),
      await world.onTeams('leader', '2026-0001 ほかの操作'),
      '漏えいした情報を見る',
    );
    // Beside the card, for a moment: it does not stay in the chat.
    expect(world.teams.said(teamsId('leader')).at(-1)).toContain('申込書 約30人分');
    expect(world.teamsTexts('leader').join()).not.toContain('申込書');
    expect(await types()).toEqual(
      expect.arrayContaining([
        'report.told',
        'report.received',
        'report.ordered',
        'report.orderTaken',
        'report.filled',
        'report.leakViewed',
      ]),
    );
  });

  it('from Teams to Slack, with texts as long as they may be', async () => {
    world = await twoPlatforms({ teams: ['staff'], slack: ['leader', 'security', 'infra', 'chief'] });
    const staff = teamsId('staff');
    await world.teams.say(staff, '紛失');
    await world.teams.press(staff, await world.onTeams('staff', '紛失・盗難の報告'), 'フォームを開く');
    await world.teams.submit(staff, '送信', { 件名: 'タブレット', 内容: long });
    const security = slackId('security');
    await world.slack.click(security, await world.onSlack('security', 'タブレット'), '受け付けた');
    await world.onTeams('staff', '受け付けました');
    for (const action of ['原因', '策'] as const) {
      const label = action === '原因' ? '内容を足す・直す' : '再発防止策を出す';
      await world.slack.click(
        security,
        await world.onSlack('security', action === '原因' ? '受け付け securityさん' : '続報1 securityさん'),
        label,
      );
      await world.slack.modal(security, action === '原因' ? '内容を足す・直す' : '再発防止策');
      await world.slack.submit(
        security,
        action === '原因' ? { 想定される原因: long.slice(0, 1000) } : { 再発防止策: long.slice(0, 2000) },
      );
    }
    const chief = slackId('chief');
    await world.slack.click(chief, await world.onSlack('chief', '再発防止策'), '確認して指示する');
    await world.slack.modal(chief, '再発防止策の確認と指示');
    await world.slack.submit(chief, { 実施の期限: '2026-06-30' });
    await world.onSlack('leader', 'あなたへの対策1');
    expect(await types()).toContain('report.confirmed');
  });
});
