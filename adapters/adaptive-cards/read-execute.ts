import { z } from 'zod';
import type { Ask } from '../../src/core/ask.ts';
import { Action } from '../../src/core/card.ts';
import type { FormContext, RawValues } from '../../src/core/form.ts';
import { assertNever } from '../../src/core/result.ts';

const Context = z.object({
  case: z.string().max(80).optional(),
  version: z.number().int().nonnegative().optional(),
  arg: z.string().max(1000).optional(),
  once: z.string().max(80).optional(),
});

const Name = z.string().min(1).max(120);

const SentForm = z.object({
  name: z.string().min(1).max(60),
  context: Context,
  fields: z.array(Name).max(1000),
  /** Fields that hold several values; they arrive joined by commas. */
  lists: z.array(Name).max(1000),
  /** The rows that grow by one: the form is drawn again instead of sent. */
  more: Name.optional(),
});
export type SentForm = z.input<typeof SentForm> & { context: FormContext };

const Executed = z.union([
  z.object({ action: Action }),
  z.looseObject({ form: SentForm }).transform(({ form, ...values }) => ({ form, values })),
]);

const valuesOf = (form: z.infer<typeof SentForm>, values: Readonly<Record<string, unknown>>): RawValues =>
  Object.fromEntries(
    form.fields.map((name) => {
      const value = values[name];
      const text = typeof value === 'string' ? value : '';
      return [name, form.lists.includes(name) ? text.split(',').filter((part) => part !== '') : text];
    }),
  );

/** `exactOptionalPropertyTypes`: what is absent must not come out as `undefined`. */
const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const askOfAction = (action: Action): Ask => {
  const context = present({ case: action.case, version: action.version, arg: action.arg });
  switch (action.do) {
    case 'press':
      return { type: 'press', verb: action.verb, ...context };
    case 'open':
      return { type: 'open', form: action.form, context };
    default:
      return assertNever(action);
  }
};

/** What somebody asked for with the data of an Action.Execute, inputs merged; undefined when it is none of ours. */
export const readExecute = (data: unknown): Ask | undefined => {
  const read = Executed.safeParse(data);
  if (!read.success) return undefined;
  if ('action' in read.data) return askOfAction(read.data.action);
  const { form, values } = read.data;
  const asked = { form: form.name, context: present(form.context), values: valuesOf(form, values) };
  return form.more ? { type: 'redraw', ...asked, more: form.more } : { type: 'submit', ...asked };
};
