import type { Ask } from '../core/ask.ts';
import type { RawValues } from '../core/form.ts';
import { maskPasswords } from '../core/passwords.ts';
import type { Intent } from './intents.ts';

const inValues = (values: RawValues): { values: RawValues; masked: boolean } => {
  let found = false;
  const mask = (value: string | readonly string[]): string | readonly string[] => {
    if (typeof value !== 'string') return value;
    const { text, masked } = maskPasswords(value);
    found ||= masked;
    // What holds no password stays exactly as it was typed.
    return masked ? text : value;
  };
  const kept = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, mask(value)]));
  return { values: kept, masked: found };
};

type Masked<T> = { value: T; masked: boolean };

/** Texts at any depth of what a button or a shortcut carries. */
const inCarried = (value: unknown): Masked<unknown> => {
  if (typeof value === 'string') {
    const { text, masked } = maskPasswords(value);
    return masked ? { value: text, masked } : { value, masked };
  }
  if (typeof value !== 'object' || value === null) return { value, masked: false };
  const inside = Object.entries(value).map(([name, each]) => [name, inCarried(each)] as const);
  if (!inside.some(([, { masked }]) => masked)) return { value, masked: false };
  const kept = inside.map(([name, each]) => [name, each.value] as const);
  return { value: Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept), masked: true };
};

/** The argument of a button is text, most often JSON of ours. */
const inArgument = (arg: string | undefined): Masked<string> => {
  if (arg === undefined) return { value: '', masked: false };
  try {
    const { value, masked } = inCarried(JSON.parse(arg));
    return { value: JSON.stringify(value), masked };
  } catch {
    const { text, masked } = maskPasswords(arg);
    return { value: text, masked };
  }
};

const inAsk = (ask: Ask): { ask: Ask; masked: boolean } => {
  if (ask.type === 'say') {
    const { text, masked } = maskPasswords(ask.text);
    return { ask: masked ? { ...ask, text } : ask, masked };
  }
  if (ask.type === 'press') {
    const { value: arg, masked } = inArgument(ask.arg);
    return { ask: masked ? { ...ask, arg } : ask, masked };
  }
  // A message that was taken along is masked before the form opens, not only when it is sent.
  if (ask.type === 'open') {
    const { value: arg, masked } = inArgument(ask.context.arg);
    return { ask: masked ? { ...ask, context: { ...ask.context, arg } } : ask, masked };
  }
  if (ask.type !== 'submit' && ask.type !== 'redraw') return { ask, masked: false };
  const { values, masked } = inValues(ask.values);
  return { ask: masked ? { ...ask, values } : ask, masked };
};

/** Before anything else looks at what was typed: a password must not reach a row, a log or a card (2-7(4)(イ)②). */
export const withoutPasswords = (intent: Intent): { intent: Intent; masked: boolean } => {
  const { ask, masked } = inAsk(intent.ask);
  return { intent: { ...intent, ask }, masked };
};
