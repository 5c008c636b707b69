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

const inAsk = (ask: Ask): { ask: Ask; masked: boolean } => {
  if (ask.type === 'say') {
    const { text, masked } = maskPasswords(ask.text);
    return { ask: masked ? { ...ask, text } : ask, masked };
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
