import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/app/desk.ts';
import { registerIds, registerRow } from '../../src/app/register-rows.ts';
import { sourceOf } from '../../src/app/register-source.ts';
import type { Card } from '../../src/core/card.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { registerOf } from '../../src/core/registers/registers.ts';
import { sortable } from '../../src/core/registers/style.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  const roles = { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'clerk' };
  world = await aWorld({ chart: { roles } });
});
afterEach(() => world.close());

const rows = async (name: string): Promise<Record<string, string>[]> => {
  const register = registerOf(name);
  if (!register) throw new Error(name);
  const dir = indexDirectory(await world.store.directory());
  const source = sourceOf(createDesk(world.store, world.now), register);
  const reading = { source, register, dir, style: sortable };
  const ids = await registerIds(source, {});
  const made = await Promise.all(ids.map((id) => registerRow(reading, id)));
  return made.map((each) => Object.fromEntries(register.headings.map(({ label }, at) => [label, each?.row[at] ?? ''])));
};
const cardIn = (reply: Awaited<ReturnType<World['ask']>>): Card => {
  if (reply.kind !== 'say') throw new Error(reply.kind);
  return reply.card;
};
const says = async (person: string, verb: string): Promise<string> =>
  textOf(cardIn(await world.ask(person, { type: 'press', verb })));
const shown = async (person: string, id: string): Promise<string> =>
  textOf(cardIn(await world.ask(person, { type: 'press', verb: 'show', case: id })));

describe('the registers of reports', () => {
  it('hold each kind in its own, and whatever is carried as an accident among the accidents', async () => {
    await world.submit('staff', 'incident/new', { subject: '見知らぬ接続', body: '夜のうちに', personal: 'no' });
    await world.submit('staff', 'lostDevice/new', { subject: '鞄', body: '電車に', personal: 'no' });
    await world.submit('staff', 'systemFault/new', { subject: '会計が開かない', body: '朝から' });
    await world.submit('staff', 'misdirectedMail/new', { mistake: 'person', place: 'inside', personal: 'no' });
    await world.submit('staff2', 'misdirectedMail/new', { mistake: 'bcc', place: 'outside', recipients: '100' });
    expect((await rows('incident')).map((row) => row.種類)).toEqual(['事故', '紛失・盗難', '誤送信']);
    expect((await rows('systemFault')).map((row) => row.件名)).toEqual(['会計が開かない']);
    expect((await rows('misdirectedMail')).map((row) => [row.どんな間違い, row.個人情報])).toEqual([
      ['違う相手に送った', '含まれない'],
      ['BccでなくTo・Ccに入れた', '含まれる'],
    ]);
  });

  it('count the recipients of a misdirected mail and hold no address', async () => {
    await world.submit('staff', 'misdirectedMail/new', { mistake: 'bcc', place: 'outside', recipients: '10' });
    const id = 'misdirectedMail-2026-1';
    await world.fill('staff', id, '宛先を登録', { addresses: 'a@example.com\nb@example.com' });
    await world.fill('staff', id, '宛先ごとに記録', { to1: 'opened' });
    const [row] = await rows('誤送信');
    expect(row?.宛先の確認).toBe('開かれた 1件\nまだ依頼していない 1件');
    expect(JSON.stringify(row)).not.toContain('example.com');
  });

  it('mark a report that was taken back, with its reason', async () => {
    await world.submit('staff', 'systemFault/new', { subject: '動かない', body: '朝から' });
    const context = { case: 'systemFault-2026-1' };
    const opened = await world.ask('staff', { type: 'open', form: 'systemFault/withdraw', context });
    if (opened.kind !== 'form') throw new Error(opened.kind);
    const ask = { type: 'submit' as const, form: 'systemFault/withdraw', context: opened.form.context };
    await world.ask('staff', { ...ask, values: { why: '電源が抜けていた' } });
    const [row] = await rows('systemFault');
    expect([row?.状態, row?.備考]).toEqual(['取り下げ', '取り下げの理由: 電源が抜けていた']);
  });

  it('never hold a drill', async () => {
    await world.submit('staff', 'systemFault/new', { subject: '訓練の障害', body: '訓練' });
    const found = await world.store.loadCase('systemFault-2026-1');
    if (!found) throw new Error('no case');
    const next = { ...found, version: found.version + 1, state: { ...(found.state as object), drill: true } };
    const change = { key: 'drill', at: world.now(), facts: [], slots: [], timers: [], homes: [] };
    await world.store.commit({ ...change, cases: [{ next, expected: found.version }] });
    expect(await rows('systemFault')).toEqual([]);
    expect(await says('clerk', 'register/systemFault')).toContain('まだ1件もありません');
  });
});

describe('a violation whose reporter asked not to be named', () => {
  const id = 'violation-2026-1';
  beforeEach(() =>
    world.submit('staff', 'violation/new', { subject: '持ち帰り', body: '名簿を', whom: 'colleague', hide: 'hidden' }),
  );

  it('has no name in the register, on paper or in chat', async () => {
    const [row] = await rows('violation');
    expect([row?.報告者, row?.所属]).toEqual(['氏名は伏せています', '']);
    const card = await shown('leader', id);
    expect(card).not.toMatch(/staff(?!2)/u);
    expect(await says('leader', 'register/violation')).toContain('["ポリシー違反","0件"]');
  });

  it('is read by the auditor, and never by whom it is about', async () => {
    expect(await says('clerk', 'register/violation')).toContain('["ポリシー違反","1件"]');
    expect(await shown('clerk', id)).toContain('持ち帰り');
    expect(await shown('colleague', id)).toContain('あなたが見られるものではありません');
  });

  it('is not read by a head it is about, though it is of their unit', async () => {
    await world.submit('staff', 'violation/new', { subject: '鍵', body: '開いていた', whom: 'head', hide: 'shown' });
    expect(await shown('head', 'violation-2026-2')).toContain('あなたが見られるものではありません');
    expect(await says('head', 'register/violation')).toContain('["ポリシー違反","0件"]');
  });
});
