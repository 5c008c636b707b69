import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

// A Monday; the chart has security (情報セキュリティ管理者), leader over staff and colleague, and so on.
const start = '2026-06-01T10:00:00+09:00';

let world: World;
beforeEach(async () => {
  world = await aWorld({ at: start });
});
afterEach(() => world.close());

const plan = 'duty-2026-1';

const begin = async (name: string, values = {}): Promise<void> => {
  const opened = await world.ask('security', { type: 'open', form: 'duty/new', context: { arg: name } });
  if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
  const typed = Object.fromEntries(
    opened.form.fields.flatMap((field) => (field.kind === 'rows' ? [] : [[field.name, field.value]])),
  );
  const context = { arg: name, once: `once-${name}` };
  const sent = await world.ask('security', {
    type: 'submit',
    form: 'duty/new',
    context,
    values: { ...typed, ...values },
  });
  if (sent.kind !== 'done') throw new Error(JSON.stringify(sent));
};

const morning = (person: string, on: string): string => textOf(world.cards.get(`duties/${person}/${on}`)!);

const pressOn = (person: string, on: string, label: string) => {
  const card = world.cards.get(`duties/${person}/${on}`);
  const button = card && buttonsOf(card).find((each) => each.label === label);
  if (button?.action.do !== 'press') throw new Error(`no ${label} on ${card && textOf(card)}`);
  const { do: _, ...what } = button.action;
  return world.ask(person, { type: 'press', ...what });
};

describe('a duty that comes round', () => {
  it('tells how many people it would reach before anybody hears of it', async () => {
    await begin('virusScan');
    expect(textOf(world.card('security', plan))).toContain('10人に届きます');
    await world.tick();
    expect(world.cards.has('duties/staff/2026-06-01')).toBe(false);
  });

  it('reaches everybody with one message, and is over with one tap', async () => {
    await begin('virusScan');
    await world.press('security', plan, '10人に始める');
    await world.tick();
    await world.tick();
    expect(morning('staff', '2026-06-01')).toContain('ウイルスの全体検査');
    await pressOn('staff', '2026-06-01', '完了');
    expect(morning('staff', '2026-06-01')).toContain('すべて終わっています');
    const again = await world.ask('staff', { type: 'press', verb: 'finish', case: plan });
    expect(again.kind === 'say' && textOf(again.card)).toContain('終わったと記録されています');
  });

  it('asks for a password change without ever asking for a password', async () => {
    await begin('password');
    await world.press('security', plan, '10人に始める');
    await world.tick();
    await world.tick();
    const text = morning('staff', '2026-06-01');
    expect(text).toContain('このボットはパスワードを尋ねません');
    expect(text).not.toMatch(/https?:/);
  });
});
