import type { Card } from '../../src/core/card.ts';
import type { Actor, CaseAsk, Ctx } from '../../src/core/feature.ts';
import type { Form, RawValues } from '../../src/core/form.ts';
import { requests } from '../../src/core/requests/feature.ts';
import type { AnyKind } from '../../src/core/requests/kind.ts';
import { mayAskFor } from '../../src/core/requests/may-ask.ts';
import { stepForms } from '../../src/core/requests/step-forms.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { aDay, chartData } from './chart.ts';
import { aLife, type Life } from './life.ts';
import { fieldsOf, validFor } from './typed-everywhere.ts';

const start = `${aDay}T01:00:00.000Z`;
const decisions = ['approve', 'accept'];

/** What everybody is shown along the way. */
export type Shown = { cards: Card[]; forms: Form[] };

/** Somebody who may ask for this kind, and is not the one who decides. */
export const requesterOf = (life: Life, kind: AnyKind): string =>
  ['staff', 'leader2', 'infra', 'leader', 'head', 'security'].find((person) =>
    mayAskFor(life.dir(), kind.name, person, aDay),
  ) ?? 'staff';

const stepValues = (step: string, words: (name: string) => string): RawValues =>
  Object.fromEntries(
    fieldsOf(stepForms[step]?.fields ?? {}).map((field, at) => {
      if (field.kind === 'choice') return [field.name, field.options[0]?.value ?? ''];
      if (field.kind === 'date') return [field.name, field.required ? `2026-06-${10 + at}` : ''];
      return [field.name, words(`${step}.${field.name}`)];
    }),
  );

/** A request of this kind with `words` in every field, sent in; its life goes on in `walk`. */
export const submitted = (kind: AnyKind, words: (name: string) => string) => {
  const life = aLife(chartData(), `${kind.name}-2026-1`, start);
  const requester = requesterOf(life, kind);
  const { raw, written } = validFor(kind, aDay, words);
  const shown: Shown = { cards: [], forms: [] };
  const collect = (asked: ReturnType<Life['ask']>): void => {
    shown.cards.push(...asked.pings.map(({ card }) => card), ...(life.shown()?.slots ?? []).map(({ card }) => card));
  };
  const ask = (person: string, asked: CaseAsk): boolean => {
    const outcome = life.ask(life.as(person), asked);
    collect(outcome);
    return outcome.refused === undefined;
  };
  const went = ask(requester, { type: 'submit', form: `${kind.name}/new`, context: {}, values: raw });
  return { life, requester, raw, written, shown, ask, went };
};

export type Submitted = ReturnType<typeof submitted>;

/** Takes every step there is, by whoever may take it, with `words` wherever a step asks for some. */
export const walk = (
  kind: AnyKind,
  { life, requester, raw, ask }: Submitted,
  words: (name: string) => string,
): void => {
  const revision = () => (life.state() as { revision: number } | undefined)?.revision ?? 0;
  const people = (): string[] => [...life.sitters().map(({ person }) => person), requester];
  const step = (name: string): void => {
    for (const person of people()) {
      const context = { case: `${kind.name}-2026-1`, version: revision() };
      const taken = decisions.includes(name)
        ? ask(person, { type: 'press', verb: name, ...context })
        : ask(person, {
            type: 'submit',
            form: `${kind.name}/${name}`,
            context,
            values: name === 'change' ? { ...raw, answer: words('answer') } : stepValues(name, words),
          });
      if (taken) return;
    }
  };
  const path = ['sendBack', 'change', 'condition', 'condition', 'accept', 'approve', 'extend', 'refuseExtension'];
  for (const name of [...path, 'giveBack', 'notReturned', 'giveBack', 'confirmReturn', 'revoke', 'refuse']) step(name);
};

/** The forms of a request as they come back with everything wrong in them. */
export const corrected = (kind: AnyKind, { life, requester, shown }: Submitted, words: string): void => {
  const actor: Actor = life.as(requester);
  const ctx: Ctx = { now: start, dir: life.dir(), settings: defaultSettings, actor };
  const values = Object.fromEntries(fieldsOf(kind.fields).map(({ name }) => [name, words]));
  const ask = { type: 'submit' as const, form: `${kind.name}/new`, context: {}, values };
  const decided = requests.decide(ctx, ask, undefined, `${kind.name}-2026-2`);
  const drawn = requests.redraw(ctx, ask, undefined, decided.ok ? undefined : decided.refusal);
  if (drawn.ok) shown.forms.push(drawn.value);
};
