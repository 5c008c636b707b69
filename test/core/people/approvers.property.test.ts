import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Approver, approverChain, type Chain, type ChainAsk } from '../../../src/core/people/approvers.ts';
import { type Directory, indexDirectory } from '../../../src/core/people/lookup.ts';
import { aDay, anyAsk, anyChart } from '../../support/chart.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 300);

const everyone = ({ levels }: Chain): readonly Approver[] => levels.flatMap(({ approvers }) => approvers);

/** Holds for every ask in every chart; fast-check prints seed and path of what fails. */
const always = (rule: (dir: Directory, ask: ChainAsk, chain: Chain) => void): void => {
  const cases = anyChart.chain((data) =>
    fc.tuple(fc.constant(data), fc.array(anyAsk(data), { minLength: 1, maxLength: 10 })),
  );
  fc.assert(
    fc.property(cases, ([data, asks]) => {
      const dir = indexDirectory(data);
      for (const ask of asks) rule(dir, ask, approverChain(dir, ask, aDay));
    }),
    { seed, numRuns: runs },
  );
};

describe(`over random charts of 5–500 people (FC_SEED=${seed})`, () => {
  it('nobody ever decides their own request, one they filed, or one they are set aside from', () => {
    always((_, ask, chain) => {
      for (const { person, deputyFor } of everyone(chain)) {
        for (const who of [person, deputyFor]) {
          expect(who).not.toBe(ask.requester);
          if (who !== undefined) expect([ask.filedBy, ...(ask.not ?? [])]).not.toContain(who);
        }
      }
    });
  });

  it('a deputy stands only where the manager named them, and never where excluded', () => {
    always((dir, ask, chain) => {
      for (const { role, unit, approvers } of chain.levels) {
        for (const { person, deputyFor } of approvers) {
          const named = dir.data.deputies.filter(
            (row) => row.deputy === person && row.from <= aDay && aDay <= row.until,
          );
          expect(named.map(({ principal }) => principal)).not.toContain(ask.requester);
          if (deputyFor === undefined) continue;
          expect(['informationManager', 'infrastructureManager']).toContain(role);
          expect(named.some((row) => row.principal === deputyFor && row.role === role)).toBe(true);
          expect(dir.headsOf(unit, aDay)).toContain(deputyFor);
        }
      }
    });
  });

  it('there is always an approver or a said reason, and no level stands empty', () => {
    always((_, __, { levels, skipped }) => {
      if (levels.length === 0) expect(skipped.length).toBeGreaterThan(0);
      for (const { approvers } of levels) expect(approvers.length).toBeGreaterThan(0);
    });
  });

  it('nobody is asked twice', () => {
    always((_, __, chain) => {
      const people = everyone(chain).map(({ person }) => person);
      expect(new Set(people).size).toBe(people.length);
    });
  });

  it('everybody asked can be reached, and is in the leading post or in post as a deputy that day', () => {
    always((dir, _, { levels }) => {
      for (const { unit, approvers } of levels) {
        for (const { person, deputyFor } of approvers) {
          expect(dir.reachable(person)).toBe(true);
          if (deputyFor === undefined) expect(dir.headsOf(unit, aDay)).toContain(person);
          else expect(dir.postsOf(person, aDay).length).toBeGreaterThan(0);
        }
      }
    });
  });

  it('no level is led by the requester or by somebody whose request it would be to decide from below', () => {
    always((dir, ask, { levels }) => {
      for (const { unit } of levels) expect(dir.headsOf(unit, aDay)).not.toContain(ask.requester);
    });
  });
});
