import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

const main = 'suspiciousMail-2026-1';
const body = '請求書という件名の、知らない差出人のメールが届きました';
const crowd = Array.from({ length: 200 }, (_, n) => `q${n}`);

describe('two hundred people who tell of the same mail', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld({ chart: { posts: crowd.map((person) => ({ person, unit: 'jigyo-2' })) } });
  });
  afterEach(() => world.close());

  const tell = (person: string, said = body) =>
    world.submit(person, 'suspiciousMail/new', { subject: '不審なメール', body: said });
  /** At the same moment, and delivered when all have told. */
  const all = async (people: readonly string[]): Promise<void> => {
    const values = { subject: '不審なメール', body };
    await Promise.all(people.map((person) => world.submitOnly(person, 'suspiciousMail/new', values)));
    await world.tick();
  };
  const state = async (id: string) => (await world.store.loadCase(id))?.state as Record<string, never>;
  const members = async (): Promise<{ id: string; reporter: string }[]> =>
    ((await state(main)) as unknown as { crowd?: { members: { id: string; reporter: string }[] } }).crowd?.members ??
    [];
  const ringsAbout = (person: string) => world.rung.filter(({ to, slot }) => to === person && slot.startsWith('case/'));

  it('are each acknowledged and kept, and ring their receivers twice, not two hundred times', async () => {
    await all(crowd);
    expect((await members()).length).toBe(199);
    const rows = await world.store.findCases({ kind: 'suspiciousMail', limit: 500 });
    expect(rows).toHaveLength(200);
    for (const row of rows) {
      const records = await world.store.ledger.recordsOf(row.id);
      expect(records.some(({ type }) => type === 'report.told')).toBe(true);
      expect(textOf(world.card(row.owner, row.id))).toContain('知らせてくださり');
    }
    for (const person of ['security', 'infra']) expect(ringsAbout(person)).toHaveLength(2);
    expect(textOf(world.card('infra', main))).toContain('同じような報告が、ほかに100件以上届いています');
  }, 60_000);

  it('are joined with one tap, and all of them read how it goes on', async () => {
    await all(crowd.slice(0, 30));
    expect((await world.press('infra', main, 'まとめて対応する')).kind).toBe('done');
    const [one] = await members();
    if (!one) throw new Error('nobody follows');
    const follower = await state(one.id);
    expect(follower.follows).toMatchObject({ main, joined: { by: 'infra' } });
    expect(textOf(world.card(one.reporter, one.id))).toContain('["いまの状態","届いた"]');
    await world.press('infra', main, '受け付けた');
    for (const { id, reporter } of await members())
      expect(textOf(world.card(reporter, id))).toContain('["いまの状態","対応中"]');
    await tell('staff');
    expect(textOf(world.card('staff', 'suspiciousMail-2026-31'))).toContain('まとめて対応しています');
  });

  it('do it once, however often the button comes', async () => {
    await all(crowd.slice(0, 5));
    const press = { type: 'press' as const, verb: 'join', case: main, version: 1 };
    await Promise.all(Array.from({ length: 20 }, (_, n) => world.ask('infra', press, `join${n}`)));
    const joined = (await world.store.ledger.recordsOf(main)).filter(({ type }) => type === 'report.crowdJoined');
    expect(joined).toHaveLength(1);
  });

  it('hide nothing that is something else', async () => {
    await tell('q0');
    await tell('q1', 'サーバー室の入退室カードを貸してほしいと電話がありました');
    expect((await state('suspiciousMail-2026-2')).follows).toBeUndefined();
    expect(ringsAbout('infra')).toHaveLength(2);
  });

  it('hide no second mail that somebody sent by mistake', async () => {
    const taps = { mistake: 'bcc', recipients: '10', place: 'inside', personal: 'no', sent: 'now' };
    for (const person of ['q0', 'q1']) await world.submit(person, 'misdirectedMail/new', taps);
    expect((await state('misdirectedMail-2026-2')).follows).toBeUndefined();
    await world.submit('q2', 'misdirectedMail/new', { body: '全員のアドレスが見えるメールが届いた' });
    await world.submit('q3', 'misdirectedMail/new', { body: '全員のアドレスが見えるメールが届きました' });
    expect((await state('misdirectedMail-2026-4')).follows).toMatchObject({ main: 'misdirectedMail-2026-3' });
  });

  it('hide nothing that weighs more', async () => {
    for (const person of crowd.slice(0, 3))
      await world.submit(person, 'incident/new', { subject: '画面が変', body, personal: 'no' });
    await world.submit('q9', 'incident/new', { subject: '画面が変', body, personal: 'yes' });
    expect((await state('incident-2026-4')).follows).toBeUndefined();
    expect(world.has('security', 'incident-2026-4', '受け付けた')).toBe(true);
  });

  it('can be taken apart: what is another matter reaches its own people at once', async () => {
    await all(crowd.slice(0, 4));
    const shown = await world.press('infra', main, '似た報告を見る');
    const part = shown.kind === 'say' ? buttonsOf(shown.card).find(({ label }) => label === '別の件にする') : undefined;
    if (part?.action.do !== 'press') throw new Error('no way apart');
    const { do: _, ...press } = part.action;
    await world.ask('infra', { type: 'press', ...press });
    const id = String(press.arg);
    expect((await state(id)).follows).toBeUndefined();
    expect(world.has('infra', id, '受け付けた')).toBe(true);
    expect((await members()).some((each) => each.id === id)).toBe(false);
  });

  it('are not lost with the first of them: the next takes its place', async () => {
    await all(crowd.slice(0, 6));
    const { owner } = (await world.store.loadCase(main)) ?? { owner: '' };
    const opened = await world.ask(owner, { type: 'open', form: 'suspiciousMail/withdraw', context: { case: main } });
    if (opened.kind !== 'form') throw new Error(opened.kind);
    const { context } = opened.form;
    await world.ask(owner, { type: 'submit', form: 'suspiciousMail/withdraw', context, values: { why: '勘違い' } });
    const heirs = (await world.store.findCases({ kind: 'suspiciousMail', open: true })).filter(
      ({ status }) => status === 'reported',
    );
    expect(heirs).toHaveLength(1);
    const heir = heirs[0]?.id ?? '';
    expect(world.has('infra', heir, '受け付けた')).toBe(true);
    expect(((await state(heir)) as unknown as { crowd: { members: unknown[] } }).crowd.members).toHaveLength(4);
  });

  it('are held together for an hour, not longer', async () => {
    await tell('q0');
    await world.travel('2026-06-01T11:01:00+09:00');
    await tell('q1');
    expect((await state('suspiciousMail-2026-2')).follows).toBeUndefined();
  });

  it('may be joined by nobody whom the report did not reach', async () => {
    await all(crowd.slice(0, 3));
    await world.ask('q7', { type: 'press', verb: 'join', case: main, version: 1 });
    expect((await members()).length).toBe(2);
    expect((await state(main)) as object).not.toHaveProperty('crowd.joined');
  });
});
