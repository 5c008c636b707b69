import { z } from 'zod';
import type { RawValues } from '../../src/core/form.ts';

const option = z.object({ value: z.string() });
const State = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
});

/** Several may be chosen: an empty list then says "none", where an empty string would say "nothing typed". */
const several: readonly string[] = ['checkboxes', 'multi_static_select'];

const readState = (raw: unknown): string | readonly string[] | undefined => {
  const parsed = State.safeParse(raw);
  if (!parsed.success) return undefined;
  const { type, value, selected_date, selected_option, selected_options } = parsed.data;
  if (several.includes(type)) return (selected_options ?? []).map((one) => one.value);
  return value ?? selected_date ?? selected_option?.value ?? '';
};

/** Slack's `state.values` (block, then element) as flat field names: block and element carry the same name. */
export const readValues = (values: Readonly<Record<string, Readonly<Record<string, unknown>>>>): RawValues =>
  Object.fromEntries(
    Object.values(values).flatMap((block) =>
      Object.entries(block).flatMap(([name, raw]) => {
        const value = readState(raw);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  );
