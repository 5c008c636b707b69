import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aRegisterDesk, type RegisterDesk } from '../../support/register-desk.ts';
import { textOf } from '../../support/world.ts';

let desk: RegisterDesk;
beforeEach(async () => {
  desk = await aRegisterDesk();
});
afterEach(() => desk.close());

const tell = (person: string, kind = 'incident', more = {}) =>
  desk.world.submit(person, `${kind}/new`, { subject: '件名', body: '内容', ...more });

describe('what a unit has had more than once', () => {
  it('is listed by unit and kind with its numbers, most frequent first, and one of a kind is not', async () => {
    for (const person of ['staff', 'colleague', 'staff2', 'staff', 'staff2']) await tell(person);
    await tell('staff', 'systemFault');
    const { text } = await desk.mamori('report', 'causes');
    const [head, ...lines] = text.split('\n');
    expect(head).toContain('報告 6件');
    expect(lines[0]).toBe('事業部 企画グループ 事故 3件(2026-0001、2026-0002、2026-0004)');
    expect(lines[2]).toBe('事業部 運営グループ 事故 2件(2026-0003、2026-0005)');
    expect(text).not.toContain('障害');
  });

  it('leaves out what was withdrawn, and a violation whose reporter stays hidden', async () => {
    await tell('staff');
    await tell('staff');
    await tell('staff', 'violation', { hide: 'hidden' });
    await tell('staff', 'violation', { hide: 'hidden' });
    const context = { case: 'incident-2026-2' };
    await desk.world.ask('staff', { type: 'submit', form: 'incident/withdraw', context, values: { why: '勘違い' } });
    expect((await desk.mamori('report', 'causes', '--year', '2026')).text).toContain(': 0組');
  });

  it('stands under the register in chat, for the whole house or for one’s own units alone', async () => {
    // More than an hour apart: each is an event of its own.
    for (const [at, person] of ['staff', 'colleague', 'staff2', 'staff2'].entries()) {
      await desk.world.travel(`2026-06-01T${10 + 2 * at}:00:00+09:00`);
      await tell(person);
    }
    const read = async (person: string): Promise<string> => {
      const reply = await desk.world.ask(person, { type: 'press', verb: 'register/incident' });
      return reply.kind === 'say' ? textOf(reply.card) : '';
    };
    const all = await read('security');
    expect(all).toContain('事業部 企画グループ 2件 原因はまだ書かれていません');
    expect(all).toContain('事業部 運営グループ 2件');
    const unit = await read('leader');
    expect(unit).toContain('事業部 企画グループ 2件');
    expect(unit).not.toContain('運営グループ 2件');
    expect(await read('staff')).not.toContain('繰り返している');
  });
});
