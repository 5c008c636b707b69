import fc from 'fast-check';
import type { RawValues } from '../../src/core/form.ts';
import type { AnyKind } from '../../src/core/requests/kind.ts';
import { canary } from './life.ts';
import { answerOf, endOf } from './sample-request.ts';

const presses = ['approve', 'approveTogether', 'passUp', 'accept', 'later', 'withdraw', 'consult'] as const;

/** What is typed at each step of this kind. */
export const formsOf = (kind: AnyKind, values: RawValues): Readonly<Record<string, RawValues>> => ({
  ...steps,
  answer: answerOf(kind) ?? {},
  giveBack: endOf(kind, values)?.said ?? {},
  confirmReturn: { checked: endOf(kind, values)?.checked ?? '' },
  change: { ...values, answer: `${canary}答え` },
});

const steps: Readonly<Record<string, RawValues>> = {
  condition: { conditions: `${canary}条件`, until: '2026-06-08' },
  sendBack: { said: `${canary}質問` },
  refuse: { said: `${canary}理由` },
  revoke: { said: `${canary}取り消し` },
  extend: { until: '2026-06-20', reason: `${canary}延長` },
  refuseExtension: { said: `${canary}延長理由` },
  notReturned: { said: `${canary}不足` },
};

export type Move =
  | { do: 'act'; step: string; by: 'sitter' | 'owner' | 'any'; n: number; stale: boolean }
  | { do: 'wait'; hours: number }
  | { do: 'chart'; what: 'leaves' | 'arrives' | 'locked' | 'deputy'; n: number; m: number };

export const anyMove: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      step: fc.constantFrom(
        ...presses,
        ...Object.keys(steps),
        'change',
        'answer',
        'approve',
        'giveBack',
        'confirmReturn',
        'extend',
      ),
      by: fc.constantFrom('sitter' as const, 'sitter' as const, 'owner' as const, 'owner' as const, 'any' as const),
      n: fc.nat(1000),
      stale: fc.nat(9).map((one) => one === 0),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 80 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('chart' as const),
      what: fc.constantFrom('leaves' as const, 'arrives' as const, 'locked' as const, 'deputy' as const),
      n: fc.nat(1000),
      m: fc.nat(1000),
    }),
  },
);

export const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
