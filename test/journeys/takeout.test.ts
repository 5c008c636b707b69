import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTakeout, aWorld, textOf, type World } from '../support/world.ts';

const id = 'takeout-2026-1';

describe('a takeout from the request to the return', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  it('goes to the group leader, who approves; the requester is told by name and brings it back', async () => {
    expect(await world.submit('staff', 'takeout/new', aTakeout())).toEqual({ kind: 'done' });
    expect(textOf(world.card('staff', id))).toContain('leaderさんの返事を待っています');
    expect(textOf(world.card('leader', id))).toContain('貸出用ノート');
    await world.press('leader', id, '承認');
    expect(textOf(world.card('staff', id))).toContain('承認済み');
    expect(world.has('leader', id, '承認')).toBe(false);
    expect(textOf(world.rings('staff').at(-1)!)).toContain('leaderさんが2026年6月1日(月) 10:00に決めました');
    await world.fill('staff', id, '返却した', { erased: 'none' });
    expect(world.has('staff', id, '返却した')).toBe(false);
    await world.fill('leader', id, '返却を確認', { checked: 'thing' });
    expect(textOf(world.card('staff', id))).toContain('完了');
    const types = (await world.store.ledger.recordsOf(id)).map((record) => record.type);
    expect(types).toEqual([
      'request.submitted',
      'request.routed',
      'request.approved',
      'request.handedIn',
      'request.routed',
      'request.returnConfirmed',
    ]);
  });

  it('keeps what was typed and names the clause where 機密性2 goes out unprotected', async () => {
    const reply = await world.submit(
      'staff',
      'takeout/new',
      aTakeout({ confidentiality: '2', protection: [], purpose: '残るはず' }),
    );
    if (reply.kind !== 'errors') throw new Error(reply.kind);
    const shown = JSON.stringify(reply.form);
    expect(shown).toContain('対策基準 4(2)(キ)①');
    expect(shown).toContain('残るはず');
    expect(await world.store.loadCase(id)).toBeUndefined();
  });

  it('stops マイナンバー data, keeps the draft and lets the manager open the 例外措置 form', async () => {
    const reply = await world.submit('staff', 'takeout/new', aTakeout({ myNumber: 'yes' }));
    expect(reply.kind).toBe('say');
    expect(world.cards.has(`case/${id}/leader`)).toBe(false);
    await world.press('staff', id, '情報管理者に相談');
    const asked = world.rings('leader').at(-1)!;
    expect(textOf(asked)).toContain('対策基準 5(1)(イ)②');
    expect(textOf(asked)).toContain('exception/new');
  });

  it('approves on conditions that the requester accepts', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.fill('leader', id, '条件付き承認', { conditions: '名簿は置いていく', until: '2026-06-02' });
    expect(world.rings('staff').at(-1)!.notice).toContain('条件があります');
    await world.press('staff', id, '条件を受け入れる');
    expect(textOf(world.card('staff', id))).toContain('2026年6月2日(火)');
    expect((await world.store.loadCase(id))?.status).toBe('approved');
  });

  it('comes back with a question, keeps its number and shows what changed', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.fill('leader', id, '差し戻し', { said: '行き先はどこですか' });
    await world.fill('staff', id, '修正して再提出', { destination: '丘の上会館', answer: '変わりました' });
    const card = textOf(world.card('leader', id));
    expect(card).toContain('持出先: 港町会館 → 丘の上会館');
    expect(card).toContain('答え: 変わりました');
    expect(world.has('leader', id, '承認')).toBe(true);
  });

  it('is refused with a reason, withdrawn, or revoked with the thing to be brought back at once', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.fill('leader', id, '却下', { said: '別の方法があるため' });
    expect(textOf(world.rings('staff').at(-1)!)).toContain('別の方法があるため');
    await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-01' }));
    await world.press('leader', 'takeout-2026-2', '承認');
    await world.fill('leader', 'takeout-2026-2', '承認を取り消す', { said: '押し間違い' });
    expect(textOf(world.rings('staff').at(-1)!)).toContain('すぐに戻して');
    expect(world.has('staff', 'takeout-2026-2', '返却した')).toBe(true);
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.press('staff', 'takeout-2026-3', '取り下げ');
    expect(world.has('leader', 'takeout-2026-3', '承認')).toBe(false);
  });

  it('is extended by a new decision', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.press('leader', id, '承認');
    await world.fill('staff', id, '延長を申請', { until: '2026-06-10', reason: '一日延びたため' });
    await world.press('leader', id, '延長を承認');
    expect(textOf(world.card('staff', id))).toContain('2026年6月10日(水)');
  });

  it('reminds after four office hours and asks the next person up after a business day', async () => {
    await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-05', until: '2026-06-06' }));
    await world.travel('2026-06-01T15:30:00+09:00');
    expect(textOf(world.rings('leader').at(-1)!)).toContain('お返事を待っています');
    expect(world.cards.has(`case/${id}/head`)).toBe(false);
    await world.travel('2026-06-02T12:00:00+09:00');
    expect(world.has('head', id, '承認')).toBe(true);
    await world.press('head', id, '承認');
    const late = await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(JSON.stringify(late)).toContain('headさん');
  });

  it('reminds the borrower the day before and on the day, then the managers too', async () => {
    await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-02', until: '2026-06-04' }));
    await world.press('leader', id, '承認');
    await world.travel('2026-06-04T12:00:00+09:00');
    expect(world.rings('staff').filter((card) => card.title.includes('返却予定日です'))).toHaveLength(2);
    expect(world.rings('leader').some((card) => card.title.includes('過ぎています'))).toBe(false);
    await world.travel('2026-06-05T12:00:00+09:00');
    expect(world.rings('leader').some((card) => card.title.includes('過ぎています'))).toBe(true);
    expect(world.rings('security').some((card) => card.title.includes('過ぎています'))).toBe(false);
    await world.travel('2026-06-09T12:00:00+09:00');
    expect(world.rings('security').some((card) => card.title.includes('過ぎています'))).toBe(true);
  });

  it('lets nobody but the approver decide, and records who tried', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    for (const person of ['staff', 'colleague', 'leader2', 'staff2']) {
      const reply = await world.ask(person, { type: 'press', verb: 'approve', case: id, version: 1 });
      expect(reply.kind).toBe('say');
    }
    expect((await world.store.loadCase(id))?.status).toBe('pending');
    expect((await world.store.ledger.recordsOf(id)).filter((record) => record.type === 'refused')).toHaveLength(4);
  });

  it('is decided by a deputy in the manager’s place, who gets the list afterwards', async () => {
    await world.submit('leader', 'deputy/new', { deputy: 'colleague', from: '2026-06-01', until: '2026-06-02' });
    await world.submit('staff', 'takeout/new', aTakeout());
    await world.press('colleague', id, '承認');
    expect(textOf(world.rings('staff').at(-1)!)).toContain('colleagueさん(leaderさんの代行)');
    await world.travel('2026-06-03T12:00:00+09:00');
    const list = world.rings('leader').find((card) => card.title.includes('代行中'));
    expect(textOf(list!)).toContain('貸出用ノート');
  });

  it('moves to the new leader when the chart changes under it', async () => {
    await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-05', until: '2026-06-06' }));
    await world.change({
      posts: [
        {
          person: 'leader',
          posts: [
            {
              person: 'leader',
              unit: 'jigyo-1',
              position: 'グループリーダー',
              employment: '',
              from: '2020-04-01',
              until: '2026-06-01',
            },
          ],
        },
        {
          person: 'colleague',
          posts: [
            { person: 'colleague', unit: 'jigyo-1', position: 'グループリーダー', employment: '', from: '2026-06-02' },
          ],
        },
      ],
    });
    await world.travel('2026-06-02T08:00:00+09:00');
    expect(world.has('colleague', id, '承認')).toBe(true);
    expect(world.has('leader', id, '承認')).toBe(false);
    expect(textOf(world.card('leader', id))).toContain('ほかの担当者に移りました');
  });

  it('makes one case of a form sent twice, and one decision of fifty clicks', async () => {
    const submit = () =>
      world.ask('staff', { type: 'submit', form: 'takeout/new', context: { once: 'same' }, values: aTakeout() });
    await Promise.all([submit(), submit(), submit()]);
    expect(await world.store.findCases({ kind: 'takeout' })).toHaveLength(1);
    const made = (await world.store.findCases({ kind: 'takeout' }))[0]!.id;
    await Promise.all(
      Array.from({ length: 50 }, () => world.ask('leader', { type: 'press', verb: 'approve', case: made, version: 1 })),
    );
    expect(
      (await world.store.ledger.recordsOf(made)).filter((record) => record.type === 'request.approved'),
    ).toHaveLength(1);
  });
});
