import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, inputsOf, wordsOf } from '../support/fake-teams/look.ts';
import { type TwoPlatforms, teamsId, twoPlatforms, typedTakeout } from '../support/two-platforms.ts';

const id = 'takeout-2026-1';

describe('a takeout on Teams, from the menu to the return', () => {
  let world: TwoPlatforms;
  beforeEach(async () => {
    world = await twoPlatforms({ teams: ['staff', 'leader', 'head', 'infra', 'security'] });
  });
  afterEach(() => world.close());

  const ask = async (): Promise<void> => {
    await world.teams.say(teamsId('staff'), '持ち出し');
    const offer = await world.onTeams('staff', '持ち出しの申請');
    await world.teams.press(teamsId('staff'), offer, 'フォームを開く');
    const answer = await world.teams.submit(teamsId('staff'), '送信', typedTakeout);
    expect(answer.status).toBe(200);
    const left = world.teams.dialog(teamsId('staff'));
    expect(left && wordsOf(left.card)).toBeUndefined();
  };

  it('opens by a sentence, is decided in the card, and the card changes at once', async () => {
    await ask();
    const card = await world.onTeams('leader', '貸出用ノート');
    const answer = await world.teams.press(teamsId('leader'), card, '承認');
    expect(answer.json.type).toBe('application/vnd.microsoft.card.adaptive');
    expect(buttonsOf(answer.json.value)).not.toContain('承認');
    await world.onTeams('staff', '承認済み');
    const types = (await world.store.ledger.recordsOf(id)).map((record) => record.type);
    expect(types).toEqual(['request.submitted', 'request.routed', 'request.approved']);
    await world.teams.press(teamsId('staff'), await world.onTeams('staff', '承認済み', '貸出用ノート'), '返却した');
    await world.teams.submit(teamsId('staff'), '送信', { データの消去: '消すデータはない' });
    const returned = await world.onTeams('leader', '貸出用ノート', '返却');
    expect(buttonsOf(returned.card)).toContain('返却を確認');
  });

  it('puts the sentence at the field to correct, and loses nothing that was typed', async () => {
    await world.teams.command(teamsId('staff'), 'menu');
    await world.teams.submit(teamsId('staff'), '持ち出し');
    await world.teams.submit(teamsId('staff'), '送信', { ...typedTakeout, 返却予定日: '2026-06-01' });
    const dialog = world.teams.dialog(teamsId('staff'));
    expect(dialog && inputsOf(dialog.card).find(({ id }) => id === 'purpose')?.value).toBe(typedTakeout.目的);
    expect(dialog && inputsOf(dialog.card).some(({ errorMessage }) => errorMessage)).toBe(true);
    await world.teams.submit(teamsId('staff'), '送信', { 返却予定日: '2026-06-03' });
    expect(world.teams.dialog(teamsId('staff'))).toBeUndefined();
    expect((await world.store.loadCase(id))?.status).toBe('pending');
  });

  it('refuses with a reason from a dialog behind the button', async () => {
    await ask();
    await world.teams.press(teamsId('leader'), await world.onTeams('leader', '貸出用ノート'), '却下');
    await world.teams.submit(teamsId('leader'), '送信', { 理由: '別の方法があるため' });
    await world.onTeams('staff', '別の方法があるため');
    expect((await world.store.loadCase(id))?.status).toBe('refused');
  });

  it('changes nothing when the same invoke comes again, with the same id or with a new one (promise 4)', async () => {
    await ask();
    const card = await world.onTeams('leader', '貸出用ノート');
    await world.teams.press(teamsId('leader'), card, '承認');
    const before = JSON.stringify([await world.store.loadCase(id), await world.store.ledger.recordsOf(id)]);
    for (let again = 0; again < 4; again++) await world.teams.press(teamsId('leader'), card, '承認');
    expect(JSON.stringify([await world.store.loadCase(id), await world.store.ledger.recordsOf(id)])).toBe(before);
  });

  it('decides nothing for whoever has a copy of the card', async () => {
    await ask();
    const card = await world.onTeams('leader', '貸出用ノート');
    await world.teams.press(teamsId('staff'), card, '承認');
    await world.teams.press(teamsId('infra'), card, '承認');
    expect((await world.store.loadCase(id))?.status).toBe('pending');
    expect(world.teams.said(teamsId('infra')).at(-1)).toMatch(/。/);
    const refusals = (await world.store.ledger.recordsOf(id)).filter(({ type }) => type === 'refused');
    expect(refusals).toHaveLength(2);
  });

  it('keeps a home card in the chat and draws it anew', async () => {
    const home = await world.onTeams('leader', 'いま、あなたの返事を待っているものはありません。');
    await ask();
    await world.onTeams('leader', '私の番(1件)');
    const homes = world.teams.messages(teamsId('leader')).filter(({ card }) => wordsOf(card).startsWith('守り Mamori'));
    expect(homes).toHaveLength(1);
    expect(homes[0]?.id).toBe(home.id);
  });

  it('carries a message over into a report of an incident', async () => {
    const link = 'https://teams.microsoft.com/l/message/19:abc/1700';
    await world.teams.command(teamsId('staff'), 'incidentFromMessage', {
      messagePayload: {
        body: { contentType: 'html', content: '<div>USBを<b>なくした</b> &amp; 探しています</div>' },
        linkToMessage: link,
      },
    });
    const dialog = world.teams.dialog(teamsId('staff'));
    expect(JSON.stringify(dialog?.card)).toContain('USBをなくした & 探しています');
  });
});

describe('people who may report and never decide', () => {
  it('lets a guest report an incident and nothing else', async () => {
    const world = await twoPlatforms({ teams: ['staff', 'leader', 'security'], guests: ['visitor'] });
    await world.teams.say(teamsId('visitor'), '持ち出し');
    await world.onTeams('visitor', 'まだ職員名簿と結び付いていません');
    await world.teams.press(teamsId('visitor'), await world.onTeams('visitor', 'はじめまして'), '事故の報告');
    await world.teams.submit(teamsId('visitor'), '送信', { 件名: '鞄をなくした', 内容: '駅で' });
    await world.onTeams('security', '鞄をなくした');
    await world.close();
  });
});
