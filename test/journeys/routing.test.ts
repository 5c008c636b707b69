import { afterEach, describe, expect, it } from 'vitest';
import { aConsoleAccount, aPost, type ChartChange } from '../support/chart.ts';
import { aTakeout, aWorld, textOf, type World } from '../support/world.ts';

const id = 'takeout-2026-1';
let world: World;
const open = async (chart: ChartChange = {}, at?: string): Promise<World> => {
  world = await aWorld({ chart, ...(at ? { at } : {}) });
  return world;
};
afterEach(() => world.close());

const factsOf = async (type: string): Promise<Record<string, unknown>[]> =>
  (await world.store.ledger.recordsOf(id))
    .filter((record) => record.type === type)
    .map((record) => JSON.parse(record.data) as Record<string, unknown>);

describe('finding whoever decides', () => {
  it('lets a colleague file for somebody without an account; neither of the two decides, the record names both', async () => {
    await open({ unreachable: ['paper'], posts: [{ person: 'paper', unit: 'jigyo-1' }] });
    expect(await world.submit('leader', 'takeout/new', aTakeout({ onBehalf: 'paper' }))).toEqual({ kind: 'done' });
    expect(world.has('head', id, '承認')).toBe(true);
    expect(textOf(world.card('head', id))).toContain('申請の代理: leaderさん');
    expect(textOf(world.card('leader', id))).toContain('paperさんの分を申請しています');
    const [submitted] = await world.store.ledger.recordsOf(id);
    expect(submitted).toMatchObject({ actor: 'leader', onBehalfOf: 'paper' });
    const tried = await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(JSON.stringify(tried)).toContain('対策基準 3(2)(カ)①');
    await world.press('head', id, '承認');
    await world.fill('leader', id, '返却した', { erased: 'none' });
    expect(world.has('head', id, '返却を確認')).toBe(true);
    expect([...world.cards.keys()].some((slot) => slot.startsWith(`case/${id}/paper`))).toBe(false);
  });

  it('does not let one file for somebody who can ask themselves, and keeps what was typed', async () => {
    await open();
    const reply = await world.submit('colleague', 'takeout/new', aTakeout({ onBehalf: 'staff', purpose: '残る目的' }));
    if (reply.kind !== 'errors') throw new Error(reply.kind);
    expect(JSON.stringify(reply.form)).toContain('ご本人から申請');
    expect(JSON.stringify(reply.form)).toContain('残る目的');
  });

  it('asks somebody in two posts which unit the request is for', async () => {
    await open({ posts: [{ person: 'staff', unit: 'jigyo-2' }] });
    const opened = await world.ask('staff', { type: 'open', form: 'takeout/new', context: {} });
    expect(JSON.stringify(opened)).toContain('どちらの所属の申請ですか');
    const without = await world.submit('staff', 'takeout/new', aTakeout());
    expect(JSON.stringify(without)).toContain('どちらの申請かを選んでください');
    await world.submit('staff', 'takeout/new', aTakeout({ unit: 'jigyo-2' }));
    const [found] = await world.store.findCases({ kind: 'takeout' });
    expect(world.has('leader2', found!.id, '承認')).toBe(true);
  });

  it('goes to the next one up where the post is vacant, and records the post it passed', async () => {
    await open({ vacant: ['jigyo-1'] });
    await world.submit('staff', 'takeout/new', aTakeout());
    expect(world.has('head', id, '承認')).toBe(true);
    expect(JSON.stringify(await factsOf('request.routed'))).toContain('vacant');
  });

  it('leaves an approver who has gone, and asks the next one up', async () => {
    await open();
    await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-05', until: '2026-06-06' }));
    await world.change({ accounts: [{ ...aConsoleAccount('leader'), active: false }] });
    await world.tick();
    expect(world.has('head', id, '承認')).toBe(true);
    const tried = await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(tried.kind).toBe('say');
    expect((await world.store.loadCase(id))?.status).toBe('pending');
  });

  it('brings the chief’s own request to the 情報セキュリティ管理者: 上位者がいないため, on the card and in the record', async () => {
    await open();
    await world.submit('chief', 'takeout/new', aTakeout());
    expect(textOf(world.card('security', id))).toContain('上位者がいないため');
    await world.press('security', id, '承認');
    expect((await factsOf('request.approved'))[0]).toMatchObject({ note: '上位者がいないため' });
    expect(textOf(world.rings('chief').at(-1)!)).toContain('上位者がいないため');
  });

  it('tells the requester and whoever runs the bot where nobody may decide', async () => {
    await open({ unreachable: ['leader', 'head', 'security', 'chief'] });
    await world.submit('staff', 'takeout/new', aTakeout());
    expect(textOf(world.card('staff', id))).toContain('承認できる方が、いま見つかりません。担当者に知らせました。');
    const told = world.rings('infra').at(-1)!;
    expect(textOf(told)).toContain('承認できる方がいません');
    expect(told.notice).not.toContain('staff');
    expect(textOf(told)).not.toContain('貸出用ノート');
    await world.change({ accounts: [aConsoleAccount('leader')] });
    await world.tick();
    expect(world.has('leader', id, '承認')).toBe(true);
    expect(textOf(world.card('staff', id))).toContain('leaderさんの返事を待っています');
  });

  it('climbs to the top, then reminds each business day and tells whoever runs the bot once', async () => {
    await open({}, '2026-06-01T09:00:00+09:00');
    await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-25', until: '2026-06-26' }));
    await world.travel('2026-06-15T18:00:00+09:00');
    for (const who of ['leader', 'head', 'security', 'chief']) expect(world.has(who, id, '承認')).toBe(true);
    expect((await factsOf('request.escalated')).map(({ level }) => level)).toEqual([1, 2, 3]);
    const told = world.rings('infra').filter(({ title }) => title.includes('返事がありません'));
    expect(told).toHaveLength(1);
    const rung = world.rings('chief').filter(({ title }) => title.includes('お返事を待っています'));
    expect(rung.length).toBeGreaterThanOrEqual(5);
    expect(rung.length).toBeLessThanOrEqual(9);
    await world.press('leader', id, '承認');
    expect((await world.store.dueTimers('2026-06-23T00:00:00.000Z', 10)).map(({ what }) => what)).toEqual([]);
  });

  it('moves nobody’s card at night: the new leader is asked in the morning', async () => {
    await open();
    await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-25', until: '2026-06-26' }));
    await world.change({
      posts: [
        {
          person: 'leader',
          posts: [aPost({ person: 'leader', unit: 'jigyo-1', position: 'グループリーダー', until: '2026-06-01' })],
        },
        {
          person: 'colleague',
          posts: [aPost({ person: 'colleague', unit: 'jigyo-1', position: 'グループリーダー', from: '2026-06-02' })],
        },
      ],
    });
    await world.travel('2026-06-02T07:00:00+09:00');
    expect(world.rings('colleague')).toEqual([]);
    const tried = await world.ask('leader', { type: 'press', verb: 'approve', case: id, version: 1 });
    expect(tried.kind).toBe('say');
    await world.travel('2026-06-02T09:00:00+09:00');
    expect(world.has('colleague', id, '承認')).toBe(true);
    expect(await world.store.dueTimers('2026-06-02T00:00:00.000Z', 10)).toEqual([]);
  });

  it('reminds a manager who chose あとで two office hours later, and decides nothing meanwhile', async () => {
    await open({}, '2026-06-01T09:00:00+09:00');
    await world.submit('staff', 'takeout/new', aTakeout());
    expect(JSON.stringify(await world.press('leader', id, 'あとで'))).toContain('2026年6月1日(月) 11:00');
    await world.travel('2026-06-01T10:30:00+09:00');
    expect(world.rings('leader')).toHaveLength(1);
    await world.travel('2026-06-01T11:30:00+09:00');
    expect(world.rings('leader').at(-1)!.title).toContain('お返事を待っています');
    expect(world.has('leader', id, '承認')).toBe(true);
  });
});
