import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { buttonsOf, textOf, type World } from './world.ts';

/** Takes a step of a report that lies behind 「ほかの操作」. */
export const otherStep = async (
  world: World,
  person: string,
  id: string,
  label: string,
  values: RawValues = {},
): Promise<Reply> => {
  const menu = await world.press(person, id, 'ほかの操作');
  if (menu.kind !== 'say') throw new Error(menu.kind);
  const action = buttonsOf(menu.card).find((each) => each.label === label)?.action;
  if (!action) throw new Error(`no ${label}: ${textOf(menu.card)}`);
  if (action.do === 'press') {
    const { do: _, ...what } = action;
    return world.ask(person, { type: 'press', ...what });
  }
  const { do: _, form, ...context } = action;
  const opened = await world.ask(person, { type: 'open', form, context });
  if (opened.kind !== 'form') return opened;
  return world.ask(person, { type: 'submit', form, context: opened.form.context, values });
};
