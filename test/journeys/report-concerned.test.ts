import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { otherStep } from '../support/other-step.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

let world: World;
const id = 'incident-2026-1';

beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const said = (reply: Reply): string => {
  if (reply.kind !== 'say') throw new Error(`${reply.kind}: ${JSON.stringify(reply)}`);
  return textOf(reply.card);
};
const report = (values = {}) =>
  world.submit('staff', 'incident/new', { subject: '共有リンクを外に送った', body: '昼に気づいた', ...values });
const facts = async (of = id): Promise<{ type: string; data: string }[]> => world.store.ledger.recordsOf(of);
const other = (person: string, label: string, values?: RawValues): Promise<Reply> =>
  otherStep(world, person, id, label, values);

describe('whoever caused it', () => {
  it('does not confirm it: the case stays open, a stand-in is recorded, the 監査責任者 is told', async () => {
    await world.change({
      roles: { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'clerk' },
    });
    await report();
    await world.press('security', id, '受け付けた');
    await world.fill('security', id, '内容を足す・直す', { cause: '確かめなかった' });
    await other('security', '関係する方を記録', { whom: 'chief', what: 'add' });
    await world.fill('security', id, '再発防止策を出す', { plan: '二人で確かめる' });
    expect([...world.cards.keys()]).not.toContain(`case/${id}/chief`);
    expect(
      said(
        await world.ask('chief', {
          type: 'submit',
          form: 'incident/confirm',
          context: { case: id, version: 6 },
          values: { verdict: 'none', said: 'よい' },
        }),
      ),
    ).toContain('担当していない');
    await world.fill('security', id, '代わりに確認する方', { whom: 'leader2', why: '役員会で決定' });
    expect(world.rings('clerk').at(-1)?.title).toContain('責任者に代わる方が記録されました');
    await world.fill('leader2', id, '確認して指示する', { verdict: 'none', said: '費用がかからず済んでいる' });
    expect((await world.store.loadCase(id))?.status).toBe('closed');
  });

  it('does not stop it where an office is empty: whoever stands above does its part, and somebody else confirms', async () => {
    await world.change({ posts: [{ person: 'security', posts: [] }] });
    await report();
    await world.press('chief', id, '受け付けた');
    await world.fill('chief', id, '内容を足す・直す', { cause: '確かめなかった' });
    await world.fill('chief', id, '再発防止策を出す', { plan: '二人で確かめる' });
    expect(world.has('chief', id, '確認して指示する')).toBe(false);
    await other('chief', '代わりに確認する方', { whom: 'head', why: '役員会で決定' });
    await world.fill('head', id, '確認して指示する', { verdict: 'none', said: '済んでいる' });
    expect((await world.store.loadCase(id))?.status).toBe('closed');
  });

  it('is asked for by telephone where nobody can be reached', async () => {
    await world.close();
    world = await aWorld({ chart: { unreachable: ['security', 'leader', 'head', 'chief'] } });
    await report();
    expect(textOf(world.card('staff', id))).toContain('すぐに、総務部へ電話してください');
    expect((await facts()).map(({ type }) => type)).toContain('report.unroutable');
    expect(world.rings('infra').at(-1)?.title).toContain('受け付けられる方がいません');
  });

  it('never has it on a card, in a list or in a register', async () => {
    await world.submit('staff', 'violation/new', {
      subject: 'かぎを掛けていない',
      body: '夜に開いていた',
      whom: 'leader',
    });
    const of = 'violation-2026-1';
    const slots = [...world.cards.keys()].filter((slot) => slot.includes(of));
    expect(new Set(slots)).toEqual(new Set([`case/${of}/staff`, `case/${of}/head`]));
    expect(said(await world.ask('leader', { type: 'press', verb: 'show', case: of }))).toContain(
      '見られるものではありません',
    );
  });
});
