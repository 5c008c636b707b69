import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderForm as onTeams } from '../../../adapters/adaptive-cards/render-form.ts';
import { renderForm as onSlack } from '../../../adapters/slack/render-form.ts';
import { requestsCard } from '../../../src/core/desk/cards.ts';
import { hear } from '../../../src/core/desk/words.ts';
import { type Fields, readForm } from '../../../src/core/form-schema.ts';
import type { ApproverRole } from '../../../src/core/people/directory.ts';
import { shippedDigest } from '../../../src/core/policies/shipped.ts';
import { registerOf } from '../../../src/core/registers/registers.ts';
import { afterOf } from '../../../src/core/requests/after.ts';
import { requests } from '../../../src/core/requests/feature.ts';
import type { AnyKind } from '../../../src/core/requests/kind.ts';
import { kinds } from '../../../src/core/requests/kinds.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { aChart, aDay, chartData } from '../../support/chart.ts';
import { aLife, canary, wordsOf } from '../../support/life.ts';
import { answerOf, endOf, sampleOf } from '../../support/sample-request.ts';
import { buttonsOf } from '../../support/world.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const clauses = new Set(shippedDigest().map(({ id }) => id));
const start = `${aDay}T01:00:00.000Z`;
const asker = (kind: AnyKind): string => (kind.mayAsk ? 'infra' : 'staff');
const fileOf = (kind: AnyKind): string =>
  join(root, 'src/core/requests/kinds', `${kind.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`);

/** A request of this kind, sent and waiting. */
const sent = (kind: AnyKind) => {
  const life = aLife(chartData(), `${kind.name}-2026-1`, start);
  const asked = { type: 'submit' as const, form: `${kind.name}/new`, context: {}, values: sampleOf(kind) };
  expect(life.ask(life.as(asker(kind)), asked).refused).toBeUndefined();
  return life;
};

const cardOf = (life: ReturnType<typeof sent>, person: string) => {
  const card = life.shown()?.slots.find(({ slot }) => slot.endsWith(`/${person}`))?.card;
  if (!card) throw new Error(`${person} has no card`);
  return card;
};

describe.each(kinds.map((kind) => [kind.label, kind] as const))('%s, as every kind of request', (_, kind) => {
  it('is in the menu, and each of its words opens its form and no other', () => {
    const open = buttonsOf(requestsCard()).map(({ action }) => (action.do === 'open' ? action.form : ''));
    expect(open).toContain(`${kind.name}/new`);
    for (const word of [kind.label, ...kind.words])
      expect(hear(word), word).toMatchObject({ want: 'form', form: `${kind.name}/new` });
  });

  it('rests on clauses that there are, its end too', () => {
    const named = [...kind.clauses, ...[kind.after, kind.first?.report].flatMap((after) => after?.clause ?? [])];
    for (const clause of named) expect(clauses, clause).toContain(clause);
  });

  it('has labels that differ, in the form and in its register', () => {
    const labels = Object.values(kind.fields as Fields).map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    const headings = registerOf(kind.name)?.headings.map(({ label }) => label) ?? [];
    expect(headings).toEqual(expect.arrayContaining(labels));
    expect(new Set(headings).size, headings.join()).toBe(headings.length);
  });

  it('draws its form on Slack and Teams, within what they take', () => {
    const life = sent(kind);
    const ctx = { now: start, dir: aChart(), settings: defaultSettings, actor: life.as(asker(kind)) };
    const form = requests.open(ctx, `${kind.name}/new`, {}, undefined);
    if (!form.ok) throw new Error(form.refusal.text);
    expect(onSlack(form.value).blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(onTeams(form.value, { buttons: 'dialog' })).length).toBeLessThan(28_000);
  });

  it('goes to its approvers with the clause, and keeps what was typed out of the ledger', () => {
    const life = sent(kind);
    expect(life.state()?.status).toBe('pending');
    const sitting = life.sitters().map(({ person }) => person);
    expect(sitting.length).toBeGreaterThan(0);
    for (const person of sitting) expect(wordsOf(cardOf(life, person)).join()).toContain('根拠: 対策基準');
    for (const { data } of life.facts) expect(JSON.stringify(data)).not.toContain(canary);
    const roles = (kind.judge ? [kind.judge] : kind.approvers).flat() as ApproverRole[];
    expect(life.sitters().every(({ role }) => roles.includes(role))).toBe(true);
  });

  it('runs through its whole life to the end, and its register tells of it', () => {
    const life = sent(kind);
    const id = `${kind.name}-2026-1`;
    const press = (person: string, verb: string) =>
      life.ask(life.as(person), { type: 'press', verb, case: id, version: life.state()?.revision });
    const fill = (person: string, step: string, values = {}) =>
      life.ask(life.as(person), {
        type: 'submit',
        form: `${kind.name}/${step}`,
        context: { case: id, version: life.state()?.revision },
        values,
      });
    for (let seat = 0; life.state()?.status === 'pending' && seat < 3; seat++) {
      const [sitter] = life.sitters();
      const done = kind.answer
        ? fill(sitter?.person ?? '', 'answer', answerOf(kind))
        : press(sitter?.person ?? '', 'approve');
      expect(done.refused).toBeUndefined();
    }
    const state = life.state();
    if (!state) throw new Error('no state');
    expect(state.status).toBe(kind.answer ? 'completed' : 'approved');
    const end = endOf(kind, sampleOf(kind));
    if (end) {
      expect(life.shown()?.timers.some(({ what }) => what === 'due')).toBe(true);
      expect(fill(asker(kind), 'giveBack', { ...end.said, ...doerIn(kind, state.values) }).refused).toBeUndefined();
      expect(fill(asker(kind), 'confirmReturn', { checked: end.checked }).refused).toBe('own-request');
      const [witness] = life.sitters();
      expect(fill(witness?.person ?? '', 'confirmReturn', { checked: end.checked }).refused).toBeUndefined();
      expect(life.state()?.status).toBe('completed');
    }
    expect(life.shown()?.open).toBe(false);
    for (const { data, type } of life.facts) expect(JSON.stringify(data), type).not.toContain(canary);
  });

  it('is one file of less than 80 lines', () => {
    if (kind.name === 'takeout') return;
    expect(existsSync(fileOf(kind))).toBe(true);
    expect(readFileSync(fileOf(kind), 'utf8').split('\n').length).toBeLessThanOrEqual(80);
  });
});

/** Somebody else did it than the one who confirms. */
const doerIn = (kind: AnyKind, values: Readonly<Record<string, unknown>>) => {
  const field = afterOf(kind, values)?.doer;
  return field ? { [field]: 'colleague' } : {};
};

describe('all kinds together', () => {
  it('have no word in common, and names of their own', () => {
    const words = kinds.flatMap(({ label, words: more }) => [...new Set([label, ...more])]);
    expect(new Set(words.map((word) => word.toLowerCase())).size).toBe(words.length);
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
  });

  it('put off no end that two have decided', () => {
    for (const kind of kinds) if (kind.approvers.length > 1) expect(kind.after?.extends, kind.name).toBeUndefined();
  });

  it('refuse empty forms with a sentence at each field', () => {
    for (const kind of kinds) expect(readForm(kind.fields, {}).ok, kind.name).toBe(false);
  });
});
