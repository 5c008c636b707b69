import fc from 'fast-check';
import type { RawValues } from '../../src/core/form.ts';
import type { DirectoryData } from '../../src/core/people/directory.ts';
import type { AnyKind } from '../../src/core/requests/kind.ts';
import { plusDays } from '../../src/core/time.ts';
import { aPost } from './chart.ts';
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

/** Somebody comes, goes, loses the account, or names a deputy. */
export const changed = (
  data: DirectoryData,
  today: string,
  { what, n, m }: Extract<Move, { do: 'chart' }>,
): DirectoryData => {
  const version = data.version + 1;
  const person = pick(data.people, n)?.id ?? 'p0';
  const leading = data.posts.filter(({ position }) => position !== '');
  const post = pick(leading, n);
  switch (what) {
    case 'leaves':
      return { ...data, version, posts: data.posts.map((each) => (each === post ? { ...each, until: today } : each)) };
    case 'arrives':
      return post
        ? {
            ...data,
            version,
            posts: [...data.posts, aPost({ ...post, person: pick(data.people, m)?.id ?? 'p0', from: today })],
          }
        : data;
    case 'locked':
      return {
        ...data,
        version,
        accounts: data.accounts.map((each) => (each.person === person ? { ...each, active: !each.active } : each)),
      };
    case 'deputy':
      return {
        ...data,
        version,
        deputies: [
          ...data.deputies,
          {
            id: `new${version}`,
            principal: post?.person ?? person,
            deputy: pick(data.people, m)?.id ?? 'p0',
            role: 'informationManager',
            from: today,
            until: plusDays(today, 3),
          },
        ],
      };
  }
};
