import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import type { Case } from '../../src/core/case.ts';
import { registerOf } from '../../src/core/registers/registers.ts';
import { sortable } from '../../src/core/registers/style.ts';
import { kinds } from '../../src/core/requests/kinds.ts';
import { nasty as all } from '../support/nasty.ts';
import { harmlessOnPaper } from '../support/on-paper.ts';
import { wrongWithCard, wrongWithForm } from '../support/read-outputs.ts';
import { thorough } from '../support/thorough.ts';
import { corrected, type Submitted, submitted, walk } from '../support/whole-life.ts';
import { aWorld, type World } from '../support/world.ts';

/** All of them, or one in twenty. */
const nasty = thorough ? all : all.filter((_, at) => at % 20 === 3);
/** Every field gets every one of them in turn, so that one request carries a different one in each. */
const inTurn = (first: number) => {
  let at = first;
  return (): string => nasty[at++ % nasty.length] ?? '';
};

const wrongIn = ({ shown }: Submitted): string[] => [
  ...shown.cards.flatMap((card) => wrongWithCard(card) ?? []),
  ...shown.forms.flatMap((form) => wrongWithForm(form) ?? []),
];

const patience = { timeout: thorough ? 900_000 : 60_000 };

describe(`promise 12: none of ${nasty.length} nasty strings calls, links, runs or forges anything`, patience, () => {
  it('there are three hundred of them', () => {
    expect(new Set(all).size).toBe(300);
  });

  it.each(kinds.map((kind) => [kind.label, kind] as const))('on the cards and forms of %s', (_, kind) => {
    for (const at of nasty.keys()) {
      const request = submitted(kind, inTurn(at));
      expect(request.went, `${kind.name} is sent`).toBe(true);
      expect(request.shown.cards.length).toBeGreaterThan(1);
      corrected(kind, request, nasty[at] ?? '');
      // The steps and their forms are the same for every kind.
      if (at % 10 === 0 || kind === kinds[0]) walk(kind, request, inTurn(at));
      expect(wrongIn(request)).toEqual([]);
    }
  });

  it.each(kinds.map((kind) => [kind.label, kind] as const))('in the register of %s, on paper', async (_, kind) => {
    const register = registerOf(kind.name);
    if (!register) throw new Error(`${kind.name} has no register`);
    const rows = [...nasty.keys()].map((at) => {
      const { life } = submitted(kind, inTurn(at));
      const drawn = life.shown();
      if (!drawn) throw new Error('nothing was sent');
      const now = life.now();
      const id = `${kind.name}-2026-${at + 1}`;
      const found: Case = {
        ...drawn,
        id,
        kind: kind.name,
        version: 1,
        openedAt: now,
        updatedAt: now,
        state: life.state(),
      };
      return register.row({ found, dir: life.dir(), style: sortable, position: { chain: id, seq: 1, hash: 'h' } });
    });
    await harmlessOnPaper(register, rows);
  });

  it('in a line of the log', () => {
    const lines: string[] = [];
    const log = createLog('trace', { write: (line: string) => void lines.push(line) });
    for (const word of nasty) {
      lines.length = 0;
      log.warn('a.thing', { why: word }, new Error(word, { cause: word }));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^[^\n\r\u2028\u2029]+\n$/);
      expect(lines[0]).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]|xoxb-1111/u);
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', event: 'a.thing' });
    }
  });
});

describe('promise 12: what is said, asked or looked for', patience, () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld();
  });
  afterAll(() => world.close());

  it('comes back as the words it was, from the policy, the menu, the people and forged names', async () => {
    for (const word of nasty) {
      const replies = [
        await world.ask('staff', { type: 'say', text: word, canOpen: 'never' }),
        await world.ask('staff', { type: 'say', text: `質問 ${word} は持ち出せますか`, canOpen: 'never' }),
        await world.ask('staff', { type: 'suggest', query: word }),
        await world.ask('staff', { type: 'press', verb: word.slice(0, 60) || 'x', case: word.slice(0, 80) || 'x' }),
        await world.ask('staff', {
          type: 'open',
          form: 'incident/new',
          context: { arg: JSON.stringify({ text: word }) },
        }),
        await world.ask('staff', {
          type: 'submit',
          form: 'incident/new',
          context: {},
          values: { subject: word, body: word },
        }),
        await world.ask('leader', {
          type: 'submit',
          form: 'deputy/new',
          context: {},
          values: { deputy: word, from: word, until: word },
        }),
        await world.ask('staff', {
          type: 'submit',
          form: 'question/new',
          context: {},
          values: { question: word, near: word },
        }),
      ];
      for (const reply of replies) {
        if (reply.kind === 'say' || reply.kind === 'home') expect(wrongWithCard(reply.card)).toBeUndefined();
        if (reply.kind === 'form' || reply.kind === 'errors') expect(wrongWithForm(reply.form)).toBeUndefined();
      }
    }
    for (const card of world.cards.values()) expect(wrongWithCard(card)).toBeUndefined();
    const records = JSON.stringify(await world.store.ledger.records(undefined, 100_000));
    expect(records).not.toContain('evil.example');
  });
});
