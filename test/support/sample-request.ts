import type { RawValues } from '../../src/core/form.ts';
import { type AnyField, type Fields, readForm } from '../../src/core/form-schema.ts';
import { afterOf } from '../../src/core/requests/after.ts';
import type { AnyKind } from '../../src/core/requests/kind.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { plusDays } from '../../src/core/time.ts';
import { aDay } from './chart.ts';
import { canary } from './life.ts';

type Raw = string | readonly string[];

/** What somebody might enter in one field, the plainest first. `until`, and days after the first, lie later. */
const entries = (name: string, field: AnyField, day: number): readonly Raw[] => {
  const view = field.view('', undefined, String);
  switch (view.kind) {
    case 'text':
    case 'paragraph':
      return [`${canary} ${name}`];
    case 'number':
      return ['5'];
    case 'date':
      return [plusDays(aDay, day)];
    case 'choice':
      return view.options.map(({ value }) => value);
    case 'choices':
      return [...(view.required ? [] : [[]]), view.options.slice(0, 2).map(({ value }) => value)];
    case 'person':
      return ['p0'];
  }
};

const flat = (fields: Fields): [name: string, field: AnyField][] =>
  Object.entries(fields).flatMap(([name, field]): [string, AnyField][] =>
    field.kind === 'rows'
      ? Object.entries(field.fields).map(([key, cell]) => [`${name}.0.${key}`, cell])
      : [[name, field]],
  );

/** Every way to fill the fields in, one after the other. */
export function* waysToFill(fields: Fields, from = 2): Generator<RawValues> {
  let day = from;
  const listed = flat(fields).map(([name, field]) => {
    const isDate = field.view('', undefined, String).kind === 'date';
    const list = entries(name, field, day);
    if (isDate) day += 5;
    return [name, list] as const;
  });
  const total = listed.reduce((ways, [, list]) => ways * list.length, 1);
  for (let way = 0; way < Math.min(total, 20_000); way++) {
    let rest = way;
    const raw: Record<string, Raw> = {};
    for (const [name, list] of listed) {
      raw[name] = list[rest % list.length] ?? '';
      rest = Math.floor(rest / list.length);
    }
    yield raw;
  }
}

const everyRole = ['informationManager', 'infrastructureManager', 'securityManager', 'chiefOfficer'];

/** Values of this kind that `wanted` accepts of what its checks say. */
const found = (
  kind: AnyKind,
  wanted: (problem: ReturnType<AnyKind['check']>, values: object) => boolean,
): RawValues => {
  for (const raw of waysToFill(kind.fields)) {
    const read = readForm(kind.fields, raw);
    if (read.ok && wanted(kind.check(read.value as never, aDay, everyRole, defaultSettings), read.value)) return raw;
  }
  throw new Error(`no such values for ${kind.name}`);
};

const samples = new Map<AnyKind, RawValues>();

/** A request of any kind that its own checks let through and that waits for an approver. */
export const sampleOf = (kind: AnyKind): RawValues => {
  const known = samples.get(kind) ?? found(kind, (problem, values) => !problem && !kind.first?.when(values as never));
  samples.set(kind, known);
  return known;
};

/** What is told at the end of it, so that nothing contradicts it. */
export const endOf = (kind: AnyKind, raw: RawValues): { said: RawValues; checked: string } | undefined => {
  const read = readForm(kind.fields, raw);
  const after = read.ok ? afterOf(kind, read.value as never) : undefined;
  const checked = after?.checks[0]?.value;
  if (!after || checked === undefined) return undefined;
  for (const said of waysToFill(after.fields, 0)) {
    const told = readForm(after.fields, said);
    if (told.ok && !after.contradicts?.(told.value, checked))
      return { said: { ...said, note: `${canary}申し送り` }, checked };
  }
  throw new Error(`nothing ends ${kind.name}`);
};

/** What is answered in place of a decision. */
export const answerOf = (kind: AnyKind): RawValues | undefined =>
  kind.answer && [...waysToFill(kind.answer.fields, 0)][0];
