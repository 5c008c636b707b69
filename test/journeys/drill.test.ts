import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { buttonsOf, textOf } from '../support/world.ts';

let desk: RegisterDesk;
beforeEach(async () => {
  desk = await aRegisterDesk();
});
afterEach(() => desk.close());

const begin = (person: string, more: RawValues = {}): Promise<Reply> =>
  desk.world.submit(person, 'drill/new', { script: 'lostUsb', player: 'staff', aim: '15分以内に受け付ける', ...more });

const other = async (person: string, id: string, label: string, values: RawValues): Promise<Reply> => {
  const more = await desk.world.press(person, id, 'ほかの操作');
  const action = more.kind === 'say' ? buttonsOf(more.card).find((each) => each.label === label)?.action : undefined;
  if (action?.do !== 'open') throw new Error(`${label} is not offered to ${person}`);
  const { do: _, form, ...context } = action;
  return desk.world.ask(person, { type: 'submit', form, context, values });
};
const end = (id: string): Promise<Reply> =>
  other('security', id, '訓練を終える', { result: '受け付けまで早かった', improvements: '市の連絡先を張り出す' });
const at = (clock: string) => desk.world.travel(`2026-06-01T${clock}:00+09:00`);

describe('a drill', () => {
  it('runs the path of an incident with a made-up accident, and says on every card and every ring that it is one', async () => {
    expect((await begin('chief')).kind).toBe('done');
    const id = 'drill-2026-1';
    await at('10:07');
    await desk.world.press('leader', id, '受け付けた');
    for (const person of ['staff', 'leader', 'security']) {
      const card = desk.world.card(person, id);
      expect(card.title).toMatch(/^【訓練】/);
      expect(card.notice).toMatch(/^【訓練】/);
      expect(textOf(card)).toContain('これは訓練です');
    }
    for (const { card } of desk.world.rung) expect(card.title).toContain('訓練');
    expect(textOf(desk.world.card('staff', id))).toContain('USBメモリが見当たらない');
    expect(textOf(desk.world.card('security', id))).toContain('7分');
  });

  it('is measured step by step, held against the last one, and kept with its result and improvements', async () => {
    await begin('security');
    await at('10:10');
    await desk.world.press('leader', 'drill-2026-1', '受け付けた');
    await end('drill-2026-1');
    await begin('security', { script: 'wrongMail' });
    await at('10:14');
    await desk.world.press('leader', 'drill-2026-2', '受け付けた');
    await end('drill-2026-2');
    const shown = textOf(desk.world.card('security', 'drill-2026-2'));
    expect(shown).toContain('4分(前回より6分早い)');
    expect(shown).toContain('市の連絡先を張り出す');
    const records = await desk.world.store.ledger.recordsOf('drill-2026-2');
    expect(JSON.parse(records.find(({ type }) => type === 'drill.ended')?.data ?? '{}')).toMatchObject({
      times: [{ label: '受け付け', minutes: 4 }],
      before: 'drill-2026-1',
    });
  });

  it('stands in a register of its own and in no other, and takes no number of an accident', async () => {
    await begin('security');
    await desk.world.submit('staff', 'incident/new', { subject: '本当の事故', body: '名簿' });
    await desk.mamori('register', 'export', 'incident', '--out', desk.file('incident.csv'));
    const drills = await desk.mamori('register', 'export', 'drill', '--out', desk.file('drill.csv'));
    expect(drills.text).toContain('緊急時対応訓練台帳');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(desk.file('incident.csv'), 'utf8')).not.toContain('USBメモリ');
    expect(readFileSync(desk.file('incident.csv'), 'utf8')).toContain('2026-0001');
    expect(readFileSync(desk.file('drill.csv'), 'utf8')).toContain('USBメモリの紛失');
    expect((await desk.mamori('report', 'causes')).text).toContain('報告 1件');
  });

  it('is started by the 責任者 or the 情報セキュリティ管理者 alone, with somebody in post as the reporter', async () => {
    for (const person of ['staff', 'leader', 'infra']) {
      const reply = await begin(person);
      expect(reply.kind === 'say' && textOf(reply.card)).toContain('訓練を始められるのは');
      const form = await desk.world.ask(person, { type: 'open', form: 'drill/new', context: {} });
      expect(form.kind).toBe('say');
    }
    expect((await begin('security', { player: 'だれか' })).kind).toBe('errors');
    expect(await desk.world.store.findCases({ kind: 'drill' })).toEqual([]);
  });

  it('opens by the word 訓練, which no report of an accident is taken for', async () => {
    const word = await desk.world.ask('chief', { type: 'say', text: '訓練', canOpen: 'always' });
    expect(word.kind === 'form' && word.form.name).toBe('drill/new');
    const real = await desk.world.ask('staff', { type: 'say', text: '事故', canOpen: 'always' });
    expect(real.kind === 'form' && real.form.name).toBe('incident/new');
  });

  it('marks the drafts and the paper too', async () => {
    await begin('security');
    await desk.world.press('leader', 'drill-2026-1', '受け付けた');
    await desk.world.fill('security', 'drill-2026-1', '漏えいの確認', {
      owner: 'own',
      entrustor: '',
      personal: 'yes',
      myNumber: 'no',
      myNumberSystem: 'no',
      publicView: 'no',
      encrypted: 'unknown',
      recovered: 'no',
      sensitive: 'yes',
      property: 'no',
      wrongful: 'no',
      persons: '120',
    });
    const press = { type: 'press' as const, verb: 'draft', case: 'drill-2026-1', arg: 'press' };
    const draft = await desk.world.ask('security', press);
    expect(draft.kind === 'say' && textOf(draft.card)).toContain('【訓練】実際の事故ではありません');
    const { code } = await desk.mamori('report', 'export', 'drill-2026-1', '--out', desk.file('d.pdf'));
    expect(code).toBe(0);
  });
});
