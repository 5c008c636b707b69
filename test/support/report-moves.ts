import fc from 'fast-check';
import type { RawValues } from '../../src/core/form.ts';
import type { DirectoryData } from '../../src/core/people/directory.ts';
import { plusDays } from '../../src/core/time.ts';
import { canary } from './life.ts';
import { leaked } from './report-cards.ts';

export const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];

export type Move =
  | { do: 'act'; step: number; by: 'involved' | 'reporter' | 'any'; n: number; m: number; stale: boolean }
  | { do: 'wait'; hours: number }
  | { do: 'chart'; what: 'leaves' | 'arrives' | 'locked' | 'deputy'; n: number; m: number };

export const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      step: fc.nat(1000),
      by: fc.constantFrom(
        'involved' as const,
        'involved' as const,
        'involved' as const,
        'reporter' as const,
        'any' as const,
      ),
      n: fc.nat(1000),
      m: fc.nat(1000),
      stale: fc.nat(9).map((one) => one === 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 400 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('chart' as const),
      what: fc.constantFrom('leaves' as const, 'arrives' as const, 'locked' as const, 'deputy' as const),
      n: fc.nat(1000),
      m: fc.nat(1000),
    }),
  },
);

/** Answers to whatever a step's form asks: mostly good ones. */
export const answers = (data: DirectoryData, today: string, m: number): RawValues => ({
  whom: pick(data.people, m)?.id ?? '',
  what: m % 3 === 0 ? `${canary}すること` : 'add',
  to: pick(['own', 'infrastructure', 'security', 'chiefOfficer', 'city'], m) ?? '',
  note: `${canary}メモ`,
  unitName: '',
  due: m % 7 === 0 ? '2020-01-01' : plusDays(today, 30),
  clock: '',
  leaked: `${leaked}氏名`,
  cause: `${canary}原因`,
  response: `${canary}対応`,
  foundAtOn: today,
  personal: pick(['yes', 'no', 'unknown'], m) ?? '',
  open: m % 2 ? ['recovery'] : [],
  plan: `${canary}策`,
  verdict: m % 2 ? 'measure' : 'none',
  said: `${canary}言葉`,
  question: `${canary}質問`,
  why: `${canary}理由`,
  kept: `${canary}棚`,
  result: pick(['works', 'again', 'wiped', 'locked', 'better', 'not'], m) ?? '',
  title: 'お知らせ',
  body: `${canary}本文`,
  no: String((m % 3) + 1),
});
