import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Assessment, assess, isWrongful } from '../../../../src/core/reports/law/assess.ts';
import type { BreachFacts } from '../../../../src/core/reports/law/breach-facts.ts';
import { lawRules } from '../../../../src/core/reports/law/rules.ts';
import { aBreach } from './breach.ts';

const on = '2026-06-01';
const judge = (facts: Partial<BreachFacts> & { entrustorTold?: boolean }): Assessment =>
  assess({ ...aBreach(facts), ...facts }, lawRules, on);

describe('whether a leak must be reported', () => {
  it('is decided by more than 1,000 persons: exactly 1,000 is not', () => {
    expect(judge({ persons: 1000 })).toMatchObject({ is: 'notNeeded', reason: 'noGround' });
    expect(judge({ persons: 1001 })).toMatchObject({ is: 'reportable', grounds: ['persons'], to: ['commission'] });
  });

  it.each(['sensitive', 'property', 'wrongful'] as const)('is decided by one person where it is %s', (ground) => {
    const found = judge({ [ground]: 'yes', persons: 1 });
    expect(found).toMatchObject({ is: 'reportable', grounds: [ground] });
    expect(found.clauses.join()).toContain('施行規則7条');
  });

  it.each(['sensitive', 'property', 'wrongful', 'owner', 'personal', 'myNumber'] as const)(
    'needs review while nobody knows about %s',
    (name) => {
      expect(judge({ [name]: 'unknown' })).toMatchObject({ is: 'needsReview', open: [name] });
    },
  );

  it('needs review while nobody knows how many persons', () => {
    const { persons: _, ...facts } = aBreach();
    expect(assess(facts, lawRules, on)).toMatchObject({ is: 'needsReview', open: ['persons'] });
  });

  it('is not needed where the data was strongly encrypted with a safe key, or recovered unread, and only where that is certain', () => {
    expect(judge({ sensitive: 'yes', encrypted: 'yes' })).toMatchObject({ is: 'notNeeded', reason: 'encrypted' });
    expect(judge({ sensitive: 'yes', recovered: 'yes' })).toMatchObject({ is: 'notNeeded', reason: 'recovered' });
    expect(judge({ sensitive: 'yes', encrypted: 'unknown', recovered: 'unknown' })).toMatchObject({ is: 'reportable' });
  });

  it('goes to the city that entrusted the data; telling it frees the foundation', () => {
    expect(judge({ owner: 'entrusted', sensitive: 'yes' })).toMatchObject({ is: 'reportable', to: ['entrustor'] });
    expect(judge({ owner: 'entrusted', sensitive: 'yes', entrustorTold: true })).toMatchObject({
      is: 'notNeeded',
      reason: 'entrustorTold',
    });
  });

  it('stays with the Commission for the foundation’s own part of mixed data', () => {
    expect(judge({ owner: 'both', sensitive: 'yes' })).toMatchObject({ to: ['entrustor', 'commission'] });
    expect(judge({ owner: 'both', sensitive: 'yes', entrustorTold: true })).toMatchObject({ to: ['commission'] });
  });

  it('follows the regime of マイナンバー: some cases whatever the number, else more than 100 persons', () => {
    expect(judge({ myNumber: 'yes', persons: 100 })).toMatchObject({ is: 'notNeeded' });
    expect(judge({ myNumber: 'yes', persons: 101 })).toMatchObject({ grounds: ['myNumberPersons'] });
    expect(judge({ myNumber: 'yes', myNumberSystem: 'yes', persons: 1 })).toMatchObject({
      grounds: ['myNumberSystem'],
    });
    expect(judge({ myNumber: 'yes', publicView: 'yes', persons: 1 })).toMatchObject({ grounds: ['myNumberPublic'] });
    expect(judge({ publicView: 'yes', persons: 101 })).toMatchObject({ is: 'notNeeded' });
  });

  it('does not take "no personal data" for an answer where sensitive data is said to be among it', () => {
    expect(judge({ personal: 'no' })).toMatchObject({ is: 'notNeeded', reason: 'noPersonalData' });
    expect(judge({ personal: 'no', sensitive: 'yes' })).toMatchObject({ is: 'reportable' });
  });

  it('gives 60 days where a wrongful purpose is possible, 30 while that is unknown', () => {
    expect(isWrongful(judge({ wrongful: 'yes' }))).toBe(true);
    expect(isWrongful(judge({ wrongful: 'unknown', sensitive: 'yes' }))).toBe(false);
  });

  it('needs review for a day before the rules that are known', () => {
    expect(assess(aBreach({ sensitive: 'yes' }), lawRules, '2021-12-31')).toMatchObject({
      is: 'needsReview',
      open: ['rules'],
    });
  });

  it('takes the rule of the day on which anybody first knew', () => {
    const persons = lawRules.find(({ id }) => id === 'persons');
    const stricter = { ...persons, moreThan: 500, validFrom: '2027-04-01' } as (typeof lawRules)[number];
    const rules = [stricter, ...lawRules];
    expect(assess(aBreach({ persons: 600 }), rules, '2027-03-31').is).toBe('notNeeded');
    expect(assess(aBreach({ persons: 600 }), rules, '2027-04-01').is).toBe('reportable');
  });
});

const answer = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
const facts = fc.record({
  owner: fc.constantFrom('own' as const, 'entrusted' as const, 'both' as const, 'unknown' as const),
  entrustor: fc.constant(''),
  personal: answer,
  myNumber: answer,
  myNumberSystem: answer,
  publicView: answer,
  encrypted: answer,
  recovered: answer,
  sensitive: answer,
  property: answer,
  wrongful: answer,
  persons: fc.option(fc.constantFrom(0, 1, 100, 101, 1000, 1001, 5000), { nil: -1 }),
});

/** Worked out a second way: as a table of what each answer could still turn out to be. */
const possible = (each: 'yes' | 'no' | 'unknown'): boolean[] => (each === 'unknown' ? [true, false] : [each === 'yes']);
const must = (
  f: { [K in 'myNumber' | 'system' | 'view' | 'sensitive' | 'property' | 'wrongful']: boolean },
  n: number,
) => f.sensitive || f.property || f.wrongful || n > 1000 || (f.myNumber && (f.system || f.view || n > 100));
const outcomes = (f: BreachFacts): Set<boolean> => {
  const found = new Set<boolean>();
  for (const myNumber of possible(f.myNumber))
    for (const system of possible(f.myNumberSystem))
      for (const view of possible(f.publicView))
        for (const sensitive of possible(f.sensitive))
          for (const property of possible(f.property))
            for (const wrongful of possible(f.wrongful))
              for (const n of f.persons === undefined ? [0, 101, 5000] : [f.persons])
                found.add(must({ myNumber, system, view, sensitive, property, wrongful }, n));
  return found;
};

describe('an assessment, against a second way of reckoning', () => {
  it('never says "not needed" where an answer still to come could make a report necessary, and is never surer than the answers', () => {
    fc.assert(
      fc.property(facts, fc.boolean(), ({ persons, ...rest }, entrustorTold) => {
        const known: BreachFacts = persons < 0 ? rest : { ...rest, persons };
        const said = assess({ ...known, entrustorTold }, lawRules, on);
        const freed =
          known.encrypted === 'yes' || known.recovered === 'yes' || (known.owner === 'entrusted' && entrustorTold);
        const could = outcomes(known);
        if (said.is === 'reportable') expect(could).toEqual(new Set([true]));
        if (said.is === 'notNeeded' && !freed && said.reason !== 'noPersonalData')
          expect(could).toEqual(new Set([false]));
        if (said.is === 'needsReview') expect(said.open.length).toBeGreaterThan(0);
        if (said.is === 'reportable' && known.owner === 'own') expect(said.to).toEqual(['commission']);
      }),
      { numRuns: 3000 },
    );
  });
});
