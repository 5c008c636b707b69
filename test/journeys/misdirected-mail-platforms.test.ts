import { afterEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../support/fake-teams/look.ts';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';

const id = 'misdirectedMail-2026-1';
const taps = {
  どんな間違い: '違うファイルを付けた',
  送った人数: '2〜10人',
  送り先: '中と外の両方',
  個人情報: '含まれる(100人分まで)',
  送った時: 'たった今',
};
const addresses = 'ichiro@example.com, <jiro@example.net>';
const hidden = /ichiro|jiro|example\.(com|net)/u;

describe('a misdirected mail, told on one platform and carried on the other', () => {
  let world: TwoPlatforms;
  afterEach(() => world.close());

  const ticks = async (): Promise<string[]> =>
    (await world.store.ledger.recordsOf(id)).filter(({ type }) => type === 'mail.ticked').map(({ data }) => data);

  it('is told in five taps on Slack, and read as counts on Teams', async () => {
    world = await twoPlatforms({ slack: ['staff'], teams: ['leader', 'security'] });
    const staff = slackId('staff');
    await world.slack.command(staff, '誤送信');
    await world.slack.modal(staff, '誤送信');
    await world.slack.submit(staff, taps);
    const card = await world.onSlack('staff', 'いまできること');
    expect(card.text).toContain('このメッセージを取り消す');
    expect(card.text).toContain('取り消しは効きません');
    await world.slack.click(staff, card, '宛先を登録');
    await world.slack.modal(staff, '宛先の登録');
    await world.slack.submit(staff, { 宛先のメールアドレス: addresses });
    await world.slack.click(staff, await world.onSlack('staff', '2件(まだ依頼していない 2件)'), '宛先ごとに記録');
    await world.slack.modal(staff, '宛先ごとの確認');
    await world.slack.submit(staff, { '宛先2(j…@example.net)': '開かれた' });
    const read = await world.onTeams('leader', '開かれた 1件');
    expect(wordsOf(read.card)).toContain('違うファイルを付けた');
    expect(await ticks()).toEqual(['{"recipient":2,"state":"opened"}']);
    for (const person of ['leader', 'security'])
      for (const said of world.teamsTexts(person)) expect(said).not.toMatch(hidden);
  });

  it('is told in five taps on Teams, and read as counts on Slack', async () => {
    world = await twoPlatforms({ teams: ['staff'], slack: ['leader', 'security'] });
    const staff = teamsId('staff');
    await world.teams.say(staff, '誤送信');
    await world.teams.press(staff, await world.onTeams('staff', '誤送信の報告'), 'フォームを開く');
    await world.teams.submit(staff, '送信', taps);
    await world.teams.press(staff, await world.onTeams('staff', 'いまできること'), '宛先を登録');
    await world.teams.submit(staff, '送信', { 宛先のメールアドレス: addresses });
    await world.teams.press(staff, await world.onTeams('staff', '2件(まだ依頼していない 2件)'), '宛先ごとに記録');
    await world.teams.submit(staff, '送信', { '宛先1(i…@example.com)': '開かずに削除' });
    const read = await world.onSlack('leader', '開かずに削除 1件');
    expect(read.text).not.toMatch(hidden);
    expect(await ticks()).toEqual(['{"recipient":1,"state":"unread"}']);
  });
});
