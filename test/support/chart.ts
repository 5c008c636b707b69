import fc from 'fast-check';
import type { ChainAsk } from '../../src/core/people/approvers.ts';
import type {
  Account,
  Deputy,
  DirectoryData,
  JstDate,
  Person,
  Position,
  Post,
  Roles,
  Unit,
} from '../../src/core/people/directory.ts';
import { type Directory, indexDirectory, leadingPosition } from '../../src/core/people/lookup.ts';

/** The day most tests happen on: a Monday. */
export const aDay: JstDate = '2026-06-01';

const chartUnits: readonly Unit[] = [
  { id: 'top', bu: '', group: '' },
  { id: 'somu', bu: '総務部', group: '' },
  { id: 'somu-1', bu: '総務部', group: '総務グループ' },
  { id: 'jigyo', bu: '事業部', group: '' },
  { id: 'jigyo-1', bu: '事業部', group: '企画グループ' },
  { id: 'jigyo-2', bu: '事業部', group: '運営グループ' },
];

const usualPosts: readonly [person: string, unit: string, leads: boolean][] = [
  ['chief', 'top', true],
  ['security', 'somu', true],
  ['infra', 'somu-1', true],
  ['clerk', 'somu-1', false],
  ['head', 'jigyo', true],
  ['leader', 'jigyo-1', true],
  ['staff', 'jigyo-1', false],
  ['colleague', 'jigyo-1', false],
  ['leader2', 'jigyo-2', true],
  ['staff2', 'jigyo-2', false],
];

export type ChartChange = {
  /** Units whose leading post stays empty. */
  vacant?: readonly string[];
  /** People without any chat account. */
  unreachable?: readonly string[];
  /** More posts; a person not in the usual chart comes with them. */
  posts?: readonly (Partial<Post> & { person: string; unit: string })[];
  deputies?: readonly (Partial<Deputy> & { principal: string; deputy: string })[];
  units?: readonly Unit[];
  roles?: Roles;
};

export const aPerson = (id: string): Person => ({ id, name: id, email: `${id}@example.jp`, phone: '' });

export const aPost = (post: Partial<Post> & { person: string; unit: string }): Post => ({
  position: '',
  employment: '固有職員',
  from: '2020-04-01',
  ...post,
});

export const aConsoleAccount = (person: string): Account => ({
  platform: 'console',
  space: 'console',
  user: person,
  person,
  email: `${person}@example.jp`,
  kind: 'member',
  active: true,
});

/** A whole chart with every post filled; a test states only what is different. */
export const chartData = (change: ChartChange = {}): DirectoryData => {
  const units = [...chartUnits, ...(change.units ?? [])];
  const usual = usualPosts
    .filter(([, unit, leads]) => !(leads && change.vacant?.includes(unit)))
    .map(([person, unit, leads]) => aPost({ person, unit, position: leads ? leadOf(units, unit) : '' }));
  const posts = [...usual, ...(change.posts ?? []).map(aPost)];
  const ids = [...new Set([...usualPosts.map(([person]) => person), ...posts.map(({ person }) => person)])];
  return {
    version: 1,
    people: ids.map(aPerson),
    units,
    posts,
    deputies: (change.deputies ?? []).map((row, at) => ({
      id: `d${at}`,
      role: 'informationManager',
      from: '2026-05-25',
      until: '2026-06-05',
      ...row,
    })),
    accounts: ids.filter((id) => !change.unreachable?.includes(id)).map(aConsoleAccount),
    roles: change.roles ?? { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1' },
  };
};

export const aChart = (change: ChartChange = {}): Directory => indexDirectory(chartData(change));

const leadOf = (units: readonly Unit[], id: string): Position => leadingPosition(units.find((unit) => unit.id === id)!);

type Term = { from: JstDate; until?: JstDate };
const terms: fc.Arbitrary<Term> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ from: '2020-04-01' }) },
  { weight: 1, arbitrary: fc.constant({ from: '2020-04-01', until: '2026-05-31' }) },
  { weight: 1, arbitrary: fc.constant({ from: '2020-04-01', until: aDay }) },
  { weight: 1, arbitrary: fc.constant({ from: aDay, until: '2027-03-31' }) },
  { weight: 1, arbitrary: fc.constant({ from: '2026-06-02' }) },
);

const accountStates: fc.Arbitrary<readonly Pick<Account, 'kind' | 'active'>[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([{ kind: 'member' as const, active: true }]) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.constant([{ kind: 'guest' as const, active: true }]) },
  { weight: 1, arbitrary: fc.constant([{ kind: 'member' as const, active: false }]) },
);

/** A random organization with vacancies, double posts, co-heads, leavers, guests and deputies of deputies. */
const chartOf = (people: fc.Arbitrary<number>): fc.Arbitrary<DirectoryData> =>
  fc
    .record({
      size: people,
      bus: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 6 }),
    })
    .chain(({ size, bus }) => {
      const units = unitsOf(bus);
      const person = fc.nat({ max: size - 1 }).map((n) => `p${n}`);
      const unit = fc.constantFrom(...units.map(({ id }) => id));
      const exactly = { minLength: size, maxLength: size, size: 'max' } as const;
      return fc
        .record({
          leaders: fc.tuple(...units.map(() => fc.array(fc.tuple(person, terms), { maxLength: 2 }))),
          posts: fc.array(fc.tuple(unit, terms), exactly),
          second: fc.array(fc.tuple(person, unit, terms), { maxLength: 8 }),
          deputies: fc.array(
            fc.record({
              principal: person,
              deputy: person,
              role: fc.constantFrom('informationManager' as const, 'infrastructureManager' as const),
              term: terms,
            }),
            { maxLength: 30 },
          ),
          accounts: fc.array(accountStates, exactly),
          roles: fc.record({ securityManagerUnit: unit, infrastructureManagerUnit: unit }, { requiredKeys: [] }),
        })
        .map(({ leaders, posts, second, deputies, accounts, roles }) => ({
          version: 1,
          people: posts.map((_, n) => aPerson(`p${n}`)),
          units,
          posts: [
            ...leaders.flatMap((list, at) =>
              list.map(([who, term]) =>
                aPost({ person: who, unit: units[at]!.id, position: leadingPosition(units[at]!), ...term }),
              ),
            ),
            ...posts.map(([at, term], n) => aPost({ person: `p${n}`, unit: at, ...term })),
            ...second.map(([who, at, term]) => aPost({ person: who, unit: at, ...term })),
          ],
          deputies: deputies.map(({ term, ...row }, at) => ({ id: `d${at}`, ...row, until: '2026-08-31', ...term })),
          accounts: accounts.flatMap((list, n) => list.map((state) => ({ ...aConsoleAccount(`p${n}`), ...state }))),
          roles,
        }));
    });

/** 5–500 people. */
export const anyChart = chartOf(fc.oneof(fc.integer({ min: 5, max: 12 }), fc.integer({ min: 5, max: 500 })));

/** 500–5,000 people. */
export const bigChart = chartOf(fc.integer({ min: 500, max: 5_000 }));

const unitsOf = (bus: readonly number[]): readonly Unit[] => [
  { id: 'top', bu: '', group: '' },
  ...bus.flatMap((groups, at) => [
    { id: `b${at}`, bu: `第${at}部`, group: '' },
    ...Array.from({ length: groups }, (_, n) => ({ id: `b${at}g${n}`, bu: `第${at}部`, group: `${n}グループ` })),
  ]),
];

/** Any question of who decides, within a chart; people who lead something ask more often than chance would have them. */
export const anyAsk = (data: DirectoryData): fc.Arbitrary<ChainAsk> => {
  const person = fc.constantFrom(...data.people.map(({ id }) => id));
  const leaders = data.posts.filter(({ position }) => position !== '').map((post) => post.person);
  const unit = fc.constantFrom(...data.units.map(({ id }) => id));
  return fc.record(
    {
      requester: leaders.length > 0 ? fc.oneof(person, fc.constantFrom(...leaders)) : person,
      unit,
      role: fc.constantFrom('informationManager', 'infrastructureManager', 'securityManager', 'chiefOfficer'),
      filedBy: person,
      not: fc.array(person, { maxLength: 2 }),
    },
    { requiredKeys: ['requester', 'unit', 'role'] },
  );
};
