import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Post } from '../../../src/core/people/directory.ts';
import { holdsOn } from '../../../src/core/people/lookup.ts';
import { mergePosts, samePosts } from '../../../src/core/people/merge-posts.ts';
import { plusDays } from '../../../src/core/time.ts';
import { aDay, aPost } from '../../support/chart.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);

const day = fc.integer({ min: -400, max: 400 }).map((days) => plusDays(aDay, days));
const anyPost: fc.Arbitrary<Post> = fc
  .record({ unit: fc.constantFrom('a', 'b', 'c'), from: day, length: fc.option(fc.nat({ max: 500 })) })
  .map(({ unit, from, length }) =>
    aPost({ person: 'p', unit, from, ...(length === null ? {} : { until: plusDays(from, length) }) }),
  );
/** Posts as a checked file can hold them: none overlaps another in the same unit. */
const anyPosts = fc
  .array(anyPost, { maxLength: 5 })
  .map((posts) =>
    posts.filter((post, at) =>
      posts
        .slice(0, at)
        .every((other) => other.unit !== post.unit || !(holdsOn(other, post.from) || holdsOn(post, other.from))),
    ),
  );
const holds = (posts: readonly Post[], unit: string, on: string): boolean =>
  posts.some((post) => post.unit === unit && holdsOn(post, on));

const always = (rule: (before: readonly Post[], wanted: readonly Post[], after: readonly Post[]) => void): void =>
  fc.assert(
    fc.property(anyPosts, anyPosts, (before, wanted) => {
      rule(before, wanted, mergePosts(before, wanted, aDay));
    }),
    { seed, numRuns: Number(process.env.FC_RUNS ?? 300) },
  );

describe(`the posts of one person after a new chart (FC_SEED=${seed})`, () => {
  it('are the same after the same file again', () => {
    always((_, wanted, after) => {
      expect(samePosts(mergePosts(after, wanted, aDay), after)).toBe(true);
    });
  });

  it('include every post of the file on every one of its days to come', () => {
    always((_, wanted, after) => {
      for (const { unit, from, until } of wanted) {
        for (const on of [from, until ?? plusDays(aDay, 900)]) {
          if (on >= aDay) expect(holds(after, unit, on)).toBe(true);
        }
      }
    });
  });

  it('hold nothing in the far future that the file does not', () => {
    always((_, wanted, after) => {
      const far = plusDays(aDay, 2000);
      for (const unit of ['a', 'b', 'c']) expect(holds(after, unit, far)).toBe(holds(wanted, unit, far));
    });
  });

  it('never end before they begin', () => {
    always((_, __, after) => {
      for (const { from, until } of after) if (until !== undefined) expect(until >= from).toBe(true);
    });
  });

  it('keep what had ended before', () => {
    always((before, wanted, after) => {
      const untouched = before.filter(
        (old) =>
          old.until !== undefined &&
          old.until < aDay &&
          !wanted.some((post) => post.unit === old.unit && post.from <= plusDays(old.until ?? '', 1)),
      );
      for (const old of untouched) expect(after).toContainEqual(old);
    });
  });
});
