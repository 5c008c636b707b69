import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import { mayGoOn } from '../../src/core/retention/periods.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { aTakeout, textOf, type World } from '../support/world.ts';

let desk: RegisterDesk;
let world: World;
beforeEach(async () => {
  desk = await aRegisterDesk({ at: '2026-06-01T10:00:00+09:00' });
  world = desk.world;
  for (let at = 0; at < 3; at++) {
    await world.submit(
      'staff',
      'takeout/new',
      aTakeout({ from: '2026-06-02', until: '2026-06-03', purpose: '相談会の名簿' }),
    );
    await world.fill('leader', `takeout-2026-${at + 1}`, '却下', { said: '別の方法があるため' });
  }
  await world.submit('staff', 'takeout/new', aTakeout({ from: '2026-06-02', until: '2026-06-03' }));
});
afterEach(() => desk.close());

const said = (reply: Reply): string => (reply.kind === 'say' ? textOf(reply.card) : reply.kind);
const typesOf = async (chain: string) => (await world.store.ledger.recordsOf(chain)).map(({ type }) => type);
const exists = async () =>
  (await Promise.all([1, 2, 3, 4].map((at) => world.store.loadCase(`takeout-2026-${at}`)))).map(Boolean);
/** The clock jumps: years pass without a tick, as they may for a machine that was off. */
const later = (to: string) => world.jump(to);

describe('the time a case is kept', () => {
  it('is counted in full 年度 after the one in which it was closed', () => {
    expect(mayGoOn('2026-06-01', 5)).toBe('2032-04-01');
    expect(mayGoOn('2027-03-31', 5)).toBe('2032-04-01');
    expect(mayGoOn('2027-04-01', 5)).toBe('2033-04-01');
  });

  it('is not over a day early: nothing is offered on the last of March', async () => {
    await later('2032-03-29T10:00:00+09:00');
    expect((await desk.mamori('retention', 'preview')).text).toContain('保存期間を過ぎた案件は0件です');
    await later('2032-04-01T10:00:00+09:00');
    expect((await desk.mamori('retention', 'preview')).text).toContain('持ち出し 3件(終わった年度のあと5年)');
    await desk.mamori('retention', 'years', 'takeout', '7');
    expect((await desk.mamori('retention', 'preview')).text).toContain('保存期間を過ぎた案件は0件です');
    expect(await typesOf('org')).toContain('retention.rules');
  });
});

describe('the monthly offer', () => {
  beforeEach(() => later('2032-04-01T09:30:00+09:00'));

  it('goes once a month to the 情報セキュリティ管理者, who erases; the chain stays and verifies', async () => {
    await desk.seal();
    const card = world.card('security', 'retention-2032-1');
    expect(textOf(card)).toContain('保存期間を過ぎた案件が3件あります');
    await world.press('security', 'retention-2032-1', '消す');
    await world.tick();
    await world.tick();
    expect(await exists()).toEqual([false, false, false, true]);
    expect(textOf(world.card('security', 'retention-2032-1'))).toContain('までに3件の内容を消しました');
    expect(textOf(world.card('staff', 'takeout-2026-1'))).toContain('保存期間を過ぎたため、内容を消しました');
    expect(textOf(world.card('staff', 'takeout-2026-1'))).not.toContain('名簿');
    const chain = await typesOf('takeout-2026-1');
    expect(chain).toEqual(expect.arrayContaining(['request.submitted', 'request.refused', 'retention.erased']));
    for (const { text, salt } of await world.store.ledger.detailsOf('takeout-2026-1'))
      expect([text, salt]).toEqual([null, '']);
    expect(await typesOf('retention-2032-1')).toEqual(['retention.offered', 'retention.decided', 'retention.done']);
    expect((await desk.mamori('ledger', 'verify')).text).toContain('書き換えられたところはありません');
  });

  it('leaves open cases, what is held, and everything when somebody decides to keep it', async () => {
    await desk.mamori('retention', 'hold', 'takeout-2026-2', '--why', '訴訟のため');
    await world.press('security', 'retention-2032-1', '消す');
    await world.tick();
    await world.tick();
    expect(await exists()).toEqual([false, true, false, true]);
    await desk.mamori('retention', 'release', 'takeout-2026-2');
    await later('2032-05-06T09:30:00+09:00');
    await world.fill('security', 'retention-2032-2', '今月は消さない', { why: '監査の途中のため' });
    await world.tick();
    expect(await exists()).toEqual([false, true, false, true]);
    expect(textOf(world.card('security', 'retention-2032-2'))).toContain('監査の途中のため');
  });

  it('is decided by nobody else, and not twice', async () => {
    const press = { type: 'press' as const, verb: 'erase', case: 'retention-2032-1', version: 3 };
    for (const person of ['staff', 'leader', 'infra', 'head'])
      expect(said(await world.ask(person, press))).toContain('決められるのは');
    expect(said(await world.ask('security', { ...press, version: 2 }))).toContain('件数が変わっています');
    await world.ask('security', press);
    expect(said(await world.ask('chief', press))).toContain('もう決まっています');
  });
});

describe('the command', () => {
  beforeEach(() => later('2032-04-01T09:30:00+09:00'));

  it('shows first, erases with --yes, and only for whoever may decide it', async () => {
    const erase = (...more: string[]) => desk.mamori('retention', 'erase', ...more);
    expect((await erase('--decided-by', 'staff', '--yes')).code).toBe(1);
    const first = await erase('--decided-by', 'security');
    expect(first.text).toContain('まだ何も消していません');
    expect(await exists()).toEqual([true, true, true, true]);
    const second = await erase('--decided-by', 'security', '--yes');
    expect(second.text).toContain('3件の内容を消しました');
    expect(await exists()).toEqual([false, false, false, true]);
    expect((await desk.mamori('retention', 'show')).text).toContain('takeout 持ち出し: 終わった年度のあと5年');
  });

  it('leaves a copy of the register that was made before as it can be checked', async () => {
    await desk.mamori('register', 'export', 'takeout', '--out', desk.file('a.csv'));
    await desk.mamori('retention', 'erase', '--decided-by', 'security', '--yes');
    const { code, text } = await desk.mamori('register', 'verify', desk.file('a.csv'));
    expect(text).toContain('書き出したときのままです');
    expect(code).toBe(0);
  });
});
