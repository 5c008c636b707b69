import type { Reply } from '../../src/core/ask.ts';
import type { Action, Card } from '../../src/core/card.ts';
import { table } from '../../src/core/desk/words.ts';
import { features } from '../../src/core/features.ts';
import type { FieldView, Form, RawValues } from '../../src/core/form.ts';
import { jstDate, plusDays } from '../../src/core/time.ts';
import { aConsoleAccount, aPost } from './chart.ts';
import { buttonsOf, type World } from './world.ts';

export type Sample = { name: string } & ({ is: 'card'; card: Card } | { is: 'form'; form: Form });

const people = ['staff', 'leader', 'head', 'security', 'infra', 'chief', 'colleague', 'never-seen'];

/** Every word of the desk, and sentences that are more than a word; where they lead is the code's own affair. */
const sentences = [
  ...table.map(({ words }) => words.find((word) => word !== '') ?? ''),
  ...['家で仕事していい?', 'USBをなくした', 'パスワードは hunter2hunter です', 'Can I use my own PC?', '昼ごはんは何?'],
  ...['ノートPCを持って出張したい', 'マイナンバーの書類を持ち出していい?', 'あああ'],
];

const fieldsOf = (form: Form): FieldView[] =>
  form.fields.flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]));

/** As somebody might fill it in: another try chooses otherwise. */
const filled = (form: Form, attempt: number, today: string): RawValues => {
  let days = 0;
  const next = (): string => new Date(Date.parse(today) + ++days * 86_400_000).toISOString().slice(0, 10);
  const typed = (field: FieldView): string | readonly string[] => {
    switch (field.kind) {
      case 'text':
      case 'paragraph':
        return field.value === '' ? '港町会館での相談会 <本庁> & 分室' : field.value;
      case 'number':
        return '3';
      case 'date':
        return next();
      case 'choice':
        return field.options.at(attempt === 0 ? -1 : (attempt - 1) % Math.max(field.options.length, 1))?.value ?? '';
      case 'choices':
        return field.options.slice(0, 2).map(({ value }) => value);
      case 'person':
        return attempt % 2 === 0 ? 'colleague' : 'leader2';
    }
  };
  return Object.fromEntries(fieldsOf(form).map((field) => [field.name, typed(field)]));
};

/** The same look with other numbers in it is no other card. */
const nameOf = (title: string, parts: readonly string[]): string =>
  `${title.replace(/[\d-]+/g, 'n')} [${[...new Set(parts)].join('、')}]`;

const lastDay = (now: string): string => plusDays(jstDate(now), 20);

type Choice = { person: string; action: Action; label: string };

/**
 * Every card and form that a walk through the desk comes to: people press what they see, least pressed first, fill in whatever
 * opens, and days go by. A new feature is met on the way as soon as something leads to it.
 */
export const everyCard = async (world: World, steps: number): Promise<{ samples: Sample[]; met: Set<string> }> => {
  const samples = new Map<string, Sample>();
  const met = new Set<string>();
  let heard = 0;
  const pressed = new Map<string, number>();
  const offered = new Map<string, { person: string; card: Card }>();

  const cardName = (card: Card): string =>
    nameOf(card.title, [card.tone, ...buttonsOf(card).map(({ label }) => label)]);
  const keepCard = (card: Card): void => {
    const name = cardName(card);
    if (!samples.has(name)) samples.set(name, { name, is: 'card', card });
  };
  const keepForm = (form: Form): void => {
    const wrong = fieldsOf(form).some(({ error }) => error) ? '誤り' : '';
    const name = nameOf(form.title, [form.name, wrong]);
    if (!samples.has(name)) samples.set(name, { name, is: 'form', form });
  };
  const offer = (person: string, card: Card): void => {
    keepCard(card);
    offered.set(`${person} ${cardName(card)}`, { person, card });
  };

  const submit = async (person: string, form: Form, attempt = 0): Promise<void> => {
    keepForm(form);
    met.add(form.name.split('/')[0] ?? '');
    const values = filled(form, attempt, world.now());
    const sent = await world.ask(person, { type: 'submit', form: form.name, context: form.context, values });
    if (sent.kind === 'errors') {
      keepForm(sent.form);
      if (attempt < 4) return submit(person, form, attempt + 1);
    } else await look(person, sent);
  };
  const look = async (person: string, reply: Reply): Promise<void> => {
    if (reply.kind === 'say' || reply.kind === 'home') offer(person, reply.card);
    if (reply.kind === 'form') {
      await world
        .ask(person, { type: 'submit', form: reply.form.name, context: reply.form.context, values: {} })
        .then((empty) => {
          if (empty.kind === 'errors') keepForm(empty.form);
        });
      await submit(person, reply.form);
    }
  };

  const choices = (): Choice[] => {
    for (const { card } of world.rung.slice(heard)) keepCard(card);
    heard = world.rung.length;
    const slots = [...world.cards].flatMap(([slot, card]) => {
      const person = !slot.startsWith('say/') && people.find((one) => `${slot}/`.includes(`/${one}/`));
      if (person) keepCard(card);
      return person ? [{ person, card }] : [];
    });
    return [...slots, ...offered.values()].flatMap(({ person, card }) =>
      buttonsOf(card).map(({ action, label }) => ({ person, action, label })),
    );
  };
  const keyOf = ({ action, person }: Choice): string => {
    const { do: what, ...rest } = action;
    const kind = rest.case?.split('-')[0] ?? '';
    return `${what} ${'verb' in rest ? rest.verb : rest.form} ${kind} ${rest.case ? '' : person}`;
  };
  const timesOf = (choice: Choice): number => pressed.get(keyOf(choice)) ?? 0;

  const take = async (choice: Choice): Promise<void> => {
    const { person, action } = choice;
    pressed.set(keyOf(choice), timesOf(choice) + 1);
    met.add((action.do === 'open' ? action.form : action.verb).split('/')[0] ?? '');
    if (action.case) met.add(action.case.split('-')[0] ?? '');
    if (action.do === 'press') {
      const { do: _, ...press } = action;
      return look(person, await world.ask(person, { type: 'press', ...press }));
    }
    const { do: _, form, ...context } = action;
    return look(person, await world.ask(person, { type: 'open', form, context }));
  };

  // Where to be written to is asked only of people with two accounts.
  await world.change({ accounts: [{ ...aConsoleAccount('leader'), platform: 'teams', space: 'tenant' }] });
  // Somebody leaves, by what the chart says.
  await world.change({
    posts: [{ person: 'staff2', posts: [aPost({ person: 'staff2', unit: 'jigyo-2', until: lastDay(world.now()) })] }],
  });
  await world.tick();
  for (const kind of features.flatMap(({ kinds }) => kinds))
    for (const person of ['staff', 'leader', 'infra', 'chief'])
      await look(person, await world.ask(person, { type: 'open', form: `${kind}/new`, context: {} }));
  for (const text of sentences)
    for (const person of ['staff', 'leader', 'security', 'never-seen'])
      await look(person, await world.ask(person, { type: 'say', text, canOpen: 'always' }));

  for (let step = 0; step < steps; step++) {
    const all = choices();
    const least = Math.min(...all.map(timesOf));
    const next = all.filter((choice) => timesOf(choice) === least);
    const chosen = next[(step * 7) % next.length];
    if (chosen) await take(chosen);
    // Now and then something new is asked for and a working day goes by, so that all that waits comes round.
    if (step % 12 === 11)
      await look('staff', await world.ask('staff', { type: 'say', text: '持ち出し', canOpen: 'always' }));
    if (step % 80 === 79) await world.travel(new Date(Date.parse(world.now()) + 86_400_000).toISOString());
  }
  // What is past its time is offered years later.
  await world.jump('2033-04-04T09:30:00+09:00');
  for (const choice of choices().filter(({ action }) => action.case?.startsWith('retention-'))) await take(choice);
  for (const person of people) keepCard(await world.homeCard(person));
  return { samples: [...samples.values()], met };
};
