import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approverChain } from '../../../src/core/people/approvers.ts';
import type { DirectoryData } from '../../../src/core/people/directory.ts';
import { type Directory, holdsOn, indexDirectory } from '../../../src/core/people/lookup.ts';
import { turningDays } from '../../../src/core/people/turning-days.ts';
import { plusDays } from '../../../src/core/time.ts';
import { aDay, anyChart } from '../../support/chart.ts';

const dates = Array.from({ length: 30 }, (_, n) => plusDays(aDay, 3 * n));

/** The same chart with terms that begin and end all over these months. */
const scattered = fc.tuple(anyChart, fc.infiniteStream(fc.integer({ min: -40, max: 110 }))).map(([data, days]) => {
  const day = (): string => plusDays(aDay, days.next().value);
  const some = <T extends { from: string; until?: string }>(row: T, n: number): T => {
    if (n % 3 === 0) return { ...row, from: day() };
    return n % 3 === 1 ? { ...row, until: day() } : row;
  };
  return { ...data, posts: data.posts.map(some), deputies: data.deputies.map(some) } satisfies DirectoryData;
});

const peopleIn = (dir: Directory, unit: string, on: string): unknown => ({
  heads: dir.headsOf(unit, on),
  peopled: dir.data.posts.some(
    (post) => (post.unit === unit || dir.parent(post.unit)?.id === unit) && holdsOn(post, on),
  ),
});

const decidersOf = (dir: Directory, unit: string, requester: string, on: string): unknown =>
  approverChain(dir, { requester, unit, role: 'informationManager', beside: ['infrastructureManager'] }, on).levels;

describe('the days on which something about a unit can turn', () => {
  it('are all the days on which it does', () => {
    fc.assert(
      fc.property(scattered, fc.nat(), (data, n) => {
        const dir = indexDirectory(data);
        const { ofUnit, ofChain } = turningDays(dir, dates);
        const requester = data.people[n % data.people.length]?.id ?? '';
        for (const { id: unit } of data.units.slice(0, 4)) {
          for (const on of dates) {
            const [turned, moved] = [ofUnit(unit), ofChain({ unit })].map(
              (days) => days.findLast((day) => day <= on) ?? '',
            );
            expect(peopleIn(dir, unit, on)).toEqual(peopleIn(dir, unit, turned ?? ''));
            expect(decidersOf(dir, unit, requester, on)).toEqual(decidersOf(dir, unit, requester, moved ?? ''));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are few where little turns, however many days are asked about', () => {
    const post = (person: string, unit: string, until?: string) => ({
      ...{ person, unit, position: 'グループリーダー' as const, employment: '固有職員', from: '2020-04-01' },
      ...(until ? { until } : {}),
    });
    const units = Array.from({ length: 20 }, (_, n) => ({ id: `g${n}`, bu: '部', group: `${n}` }));
    const posts = units.map(({ id }, n) => post(`p${n}`, id, dates[n]));
    const people = posts.map(({ person: id }) => ({ id, name: id, email: '', phone: '' }));
    const dir = indexDirectory({ version: 1, people, units, posts, deputies: [], accounts: [], roles: {} });
    const { ofUnit, ofChain } = turningDays(dir, dates);
    expect(ofUnit('g3')).toEqual([dates[0], dates[4]]);
    expect(ofChain({ unit: 'g3' })).toEqual([dates[0], dates[4]]);
  });
});
