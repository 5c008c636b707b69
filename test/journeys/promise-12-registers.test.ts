import { describe, expect, it } from 'vitest';
import { createDesk } from '../../src/app/desk.ts';
import { registerIds, registerRow } from '../../src/app/register-rows.ts';
import { sourceOf } from '../../src/app/register-source.ts';
import type { RawValues } from '../../src/core/form.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { registerOf } from '../../src/core/registers/registers.ts';
import { sortable } from '../../src/core/registers/style.ts';
import { reportKinds } from '../../src/core/reports/kinds.ts';
import { nasty as all } from '../support/nasty.ts';
import { harmlessOnPaper } from '../support/on-paper.ts';
import { wrongWithCard, wrongWithForm } from '../support/read-outputs.ts';
import { thorough } from '../support/thorough.ts';
import { aWorld, type World } from '../support/world.ts';

const nasty = thorough ? all : all.filter((_, at) => at % 20 === 3);

/** Every field people write into gets one of them, each form and step going on where the last one ended. */
const inTurn = (first: number) => {
  let at = first;
  return (): string => nasty[at++ % nasty.length] ?? '';
};

const asked = async (world: World, person: string, form: string, context: Record<string, string>) => {
  const opened = await world.ask(person, { type: 'open', form, context });
  // What the law wants reported is not taken back.
  if (opened.kind !== 'form' && form.endsWith('/withdraw')) return undefined;
  if (opened.kind !== 'form') throw new Error(`${form} does not open: ${opened.kind}`);
  expect(wrongWithForm(opened.form)).toBeUndefined();
  return opened.form;
};

/** Fills in what the form asks, with `words` wherever somebody writes. */
const send = async (
  world: World,
  person: string,
  form: string,
  context: Record<string, string>,
  words: () => string,
) => {
  const drawn = await asked(world, person, form, context);
  if (!drawn) return;
  const values: RawValues = Object.fromEntries(
    drawn.fields.flatMap((field) => {
      if (field.kind === 'text' || field.kind === 'paragraph')
        return [[field.name, Array.from(words()).slice(0, field.max).join('')]];
      return field.kind === 'choice' ? [[field.name, field.options[0]?.value ?? '']] : [];
    }),
  );
  await world.ask(person, { type: 'submit', form, context: drawn.context, values });
};

describe('promise 12: what people write into a report stays words in its register', { timeout: 900_000 }, () => {
  it.each(reportKinds.map((kind) => [kind.label, kind.name] as const))('%s', async (_, name) => {
    const world = await aWorld({
      chart: { roles: { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1' } },
    });
    for (const at of nasty.keys()) {
      await send(world, at % 2 === 0 ? 'staff' : 'staff2', `${name}/new`, {}, inTurn(at * 3));
    }
    const cases = await world.store.findCases({ kind: name });
    expect(cases.length).toBeGreaterThan(nasty.length / 2);
    for (const [at, { id }] of cases.entries()) {
      const step = at % 4 === 0 ? `${name}/withdraw` : `${name}/fill`;
      const reporter = (await world.store.loadCase(id))?.state as { reporter?: string } | undefined;
      await send(world, reporter?.reporter ?? 'staff', step, { case: id }, inTurn(at * 3 + 7));
    }
    const register = registerOf(name);
    if (!register) throw new Error(`${name} has no register`);
    const dir = indexDirectory(await world.store.directory());
    const source = sourceOf(createDesk(world.store, world.now), register);
    const ids = await registerIds(source, {});
    const rows = await Promise.all(ids.map((id) => registerRow({ source, register, dir, style: sortable }, id)));
    const drawn = rows.flatMap((made) => (made ? [made.row] : []));
    expect(new Set(drawn.flat()).size).toBeGreaterThan(nasty.length);
    await harmlessOnPaper(register, drawn);
    for (const card of world.cards.values()) expect(wrongWithCard(card)).toBeUndefined();
    await world.close();
  });
});
