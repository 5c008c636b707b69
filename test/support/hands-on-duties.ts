import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { buttonsOf, textOf, type World } from './world.ts';

/** Everything a test does with duties, as people do it in chat. */
export const withDuties = (world: World) => {
  const typedIn = (opened: Reply): RawValues => {
    if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
    return Object.fromEntries(
      opened.form.fields
        .flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]))
        .map((field) => [field.name, field.value]),
    );
  };

  const propose = async (name: string, id: string, values: RawValues = {}, by = 'security'): Promise<Reply> => {
    const form = `duty/${name}/new`;
    const opened = await world.ask(by, { type: 'open', form, context: {} });
    const filled = { ...typedIn(opened), ...values };
    return world.ask(by, { type: 'submit', form, context: { once: id }, values: filled });
  };

  const start = async (id: string, by = 'security'): Promise<Reply> => {
    const button = buttonsOf(world.card(by, id)).find(({ label }) => label.endsWith('に始める'));
    const reply = await world.press(by, id, button?.label ?? '');
    await world.tick();
    await world.tick();
    return reply;
  };

  return {
    propose,
    start,
    run: async (name: string, id: string, values: RawValues = {}, by = 'security'): Promise<void> => {
      const sent = await propose(name, id, values, by);
      if (sent.kind !== 'done') throw new Error(JSON.stringify(sent));
      await start(id, by);
    },
    edit: async (id: string, values: RawValues, by = 'security'): Promise<Reply> => {
      const opened = await world.ask(by, { type: 'open', form: 'duty/edit', context: { case: id } });
      if (opened.kind !== 'form') return opened;
      const filled = { ...typedIn(opened), ...values };
      return world.ask(by, { type: 'submit', form: 'duty/edit', context: { case: id }, values: filled });
    },
    press: (person: string, verb: string, id: string, arg?: string): Promise<Reply> =>
      world.ask(person, { type: 'press', verb, case: id, ...(arg ? { arg } : {}) }),
    morning: (person: string, on: string): string => {
      const card = world.cards.get(`duties/${person}/${on}`);
      return card ? textOf(card) : '';
    },
    /** The days on which a message of a morning went out to somebody. */
    mornings: (person: string): string[] =>
      [...world.cards.keys()].flatMap((slot) =>
        slot.startsWith(`duties/${person}/`) ? [slot.slice(slot.lastIndexOf('/') + 1)] : [],
      ),
    say: async (person: string, text: string): Promise<string> => {
      const reply = await world.ask(person, { type: 'say', text, canOpen: 'always' });
      return reply.kind === 'say' ? textOf(reply.card) : reply.kind;
    },
  };
};

export const said = (reply: Reply): string => (reply.kind === 'say' ? textOf(reply.card) : JSON.stringify(reply));
