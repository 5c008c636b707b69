import { inputsOf } from './look.ts';
import type { FakeView } from './world.ts';

export type Typed = Readonly<Record<string, string | readonly string[]>>;

// biome-ignore lint/suspicious/noExplicitAny: Block Kit parts, checked when they came in
type Part = any;

/** Asks the bot for the options of a field that looks them up. */
type Suggest = (action: { action_id: string; block_id: string }, query: string) => Promise<Part[]>;

const labelled = (options: Part[], label: string): Part => {
  const found = options.find((option) => option.text.text === label) ?? options.find((one) => one.value === label);
  if (!found) throw new Error(`no option 「${label}」 among ${options.map((one) => one.text.text).join('、')}`);
  return found;
};

const entered = async (block: Part, typed: string | readonly string[], suggest: Suggest): Promise<Part> => {
  const { element } = block;
  const { type } = element;
  const single = typeof typed === 'string' ? typed : (typed[0] ?? '');
  const several = typeof typed === 'string' ? [typed] : typed;
  switch (type) {
    case 'plain_text_input':
    case 'number_input':
      if (element.max_length && Array.from(single).length > element.max_length)
        throw new Error(`Slack takes at most ${element.max_length} characters in 「${block.label.text}」`);
      return { type, value: single === '' ? null : single };
    case 'datepicker':
      return { type, selected_date: single === '' ? null : single };
    case 'radio_buttons':
    case 'static_select':
      return { type, selected_option: single === '' ? null : labelled(element.options, single) };
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: several.filter(Boolean).map((label) => labelled(element.options, label)) };
    case 'external_select': {
      const options = await suggest({ action_id: element.action_id, block_id: block.block_id }, single);
      const found = options.find((option) => option.text.text.includes(single));
      if (!found) throw new Error(`nobody is offered for 「${single}」`);
      return { type, selected_option: found };
    }
    default:
      throw new Error(`nobody can fill in a ${type}`);
  }
};

/** Types into the open window, field by field, by label (or block id). */
export const fillIn = async (view: FakeView, typed: Typed, suggest: Suggest): Promise<void> => {
  const inputs = inputsOf(view);
  for (const [name, value] of Object.entries(typed)) {
    const input = inputs.find(({ label, block }) => label === name || block.block_id === name);
    if (!input) throw new Error(`no field 「${name}」 among ${inputs.map(({ label }) => label).join('、')}`);
    const { block } = input;
    view.state[block.block_id] = { [block.element.action_id]: await entered(block, value, suggest) };
  }
};

const isEmpty = (state: Part): boolean =>
  (state.value ?? state.selected_date ?? state.selected_option ?? (state.selected_options?.length || null)) === null;

/** What Slack's own client refuses to send: a required field left empty. */
export const unfilled = (view: FakeView): string[] =>
  inputsOf(view)
    .filter(({ block }) => block.optional !== true && isEmpty(view.state[block.block_id]?.[block.element.action_id]))
    .map(({ label }) => label);
