import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../../src/core/outbound.ts';
import type { DirectoryData } from '../../../src/core/people/directory.ts';
import { type Directory, indexDirectory } from '../../../src/core/people/lookup.ts';
import { reportKinds } from '../../../src/core/reports/kinds.ts';
import type { Base, Report } from '../../../src/core/reports/report.ts';
import { type As, peopleOf } from '../../../src/core/reports/standing.ts';
import { aDay, anyChart } from '../../support/chart.ts';

const seed = Number(process.env.FC_SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.FC_RUNS ?? 300);
const at = `${aDay}T01:00:00.000Z`;

type Asked = { kind: string; reporter: PersonId; unit: string; about: PersonId[]; level: number; incident: boolean };

const aReport = ({ kind, reporter, unit, about, level, incident }: Asked): Report => {
  const base: Base = {
    kind,
    drill: false,
    revision: 1,
    reporter,
    unit,
    source: '',
    hideReporter: false,
    about,
    incident,
    severe: true,
    personal: 'unknown',
    values: {},
    reportedAt: at,
    items: {},
    versions: [],
    level,
    since: at,
    escalations: incident ? [{ to: 'chiefOfficer', whom: [], by: 'clock', at }] : [],
    orders: [
      {
        no: 1,
        for: 'containment',
        role: 'informationManager',
        unit,
        what: 'x',
        due: at,
        by: 'x',
        at,
        level,
        since: at,
      },
    ],
    evidence: [],
    tasks: {},
    history: [],
    seen: [],
    present: [],
  };
  return { ...base, status: 'reported' };
};

const anyReport = (data: DirectoryData): fc.Arbitrary<Asked> => {
  const leaders = data.posts.filter(({ position }) => position !== '').map(({ person }) => person);
  const person = fc.constantFrom(...data.people.map(({ id }) => id), ...leaders, ...leaders);
  return fc.record({
    kind: fc.constantFrom(...reportKinds.map(({ name }) => name)),
    reporter: fc.oneof({ weight: 8, arbitrary: person }, { weight: 1, arbitrary: fc.constant('slack:T1/U1') }),
    unit: fc.constantFrom(...data.units.map(({ id }) => id)),
    about: fc.array(person, { maxLength: 2 }),
    level: fc.nat(3),
    incident: fc.boolean(),
  });
};

const cases = anyChart.chain((data) =>
  fc.tuple(fc.constant(data), fc.array(anyReport(data), { minLength: 1, maxLength: 10 })),
);

type People = ReadonlyMap<PersonId, ReadonlySet<As>>;
type Law = { says: string; broken(dir: Directory, report: Report, people: People): boolean };

const deputised = (dir: Directory, person: PersonId, by: PersonId): boolean =>
  dir.data.deputies.some(
    (row) => row.deputy === person && row.principal === by && row.from <= aDay && aDay <= row.until,
  );
const involved = (people: People): [PersonId, ReadonlySet<As>][] =>
  [...people].filter(([, as]) => [...as].some((each) => each !== 'reporter'));

const laws: readonly Law[] = [
  {
    says: 'nobody it is about gets, carries or confirms it',
    broken: (_, report, people) => involved(people).some(([person]) => report.about.includes(person)),
  },
  {
    says: 'no deputy named by somebody it is about stands in it',
    broken: (dir, report, people) =>
      involved(people).some(
        ([person, as]) => !as.has('chief') && report.about.some((each) => deputised(dir, person, each)),
      ),
  },
  {
    says: 'whoever told it does not receive it',
    broken: (_, report, people) => people.get(report.reporter)?.has('receiver') === true,
  },
  {
    says: 'everybody it reaches can be reached',
    broken: (dir, _, people) => involved(people).some(([person]) => !dir.reachable(person)),
  },
  {
    says: 'the 責任者 is whoever leads the top that day, and nobody in their place',
    broken: (dir, _, people) =>
      involved(people).some(
        ([person, as]) =>
          as.has('chief') && as.size === 1 && !dir.headsOf(dir.unitNamed('', '')?.id ?? '', aDay).includes(person),
      ),
  },
  {
    says: 'it is received by somebody as soon as anybody above could',
    broken: (dir, report, people) => {
      const { roles } = dir.data;
      const able = (unit: string | undefined): PersonId[] =>
        unit === undefined
          ? []
          : dir
              .headsOf(unit, aDay)
              .filter(
                (person) =>
                  dir.reachable(person) &&
                  ![report.reporter, ...report.about].includes(person) &&
                  ![report.reporter, ...report.about].some((each) => deputised(dir, person, each)),
              );
      // The 情報セキュリティ管理者 lies above everybody who is not the 責任者: free, they hear of every incident.
      const security = able(roles.securityManagerUnit);
      const top = dir.headsOf(dir.unitNamed('', '')?.id ?? '', aDay);
      const barred = [report.reporter, ...report.about];
      const free =
        security.length > 0 &&
        !barred.some((each) => top.includes(each) || dir.headsOf(roles.securityManagerUnit ?? '', aDay).includes(each));
      return report.incident && free && !security.some((person) => people.get(person)?.has('receiver'));
    },
  },
];

/** How many of the reports break the law, when people are found this way. */
const breaches = (law: Law, find: (dir: Directory, report: Report) => People): number => {
  let count = 0;
  fc.assert(
    fc.property(cases, ([data, asked]) => {
      const dir = indexDirectory(data);
      for (const each of asked) {
        const report = aReport(each);
        if (law.broken(dir, report, find(dir, report))) count++;
      }
    }),
    { seed, numRuns: runs },
  );
  return count;
};

const right = (dir: Directory, report: Report): People => peopleOf(dir, report, aDay);

/** The same routing with one of its rules taken away. */
const without: Readonly<Record<string, (dir: Directory, report: Report) => People>> = {
  'nobody it is about gets, carries or confirms it': (dir, report) => peopleOf(dir, { ...report, about: [] }, aDay),
  'no deputy named by somebody it is about stands in it': (dir, report) => {
    // Set aside themselves, but their deputies still stand.
    const people = new Map(peopleOf(dir, { ...report, about: [] }, aDay));
    for (const person of report.about) people.delete(person);
    return people;
  },
  'whoever told it does not receive it': (dir, report) => {
    const people = new Map(peopleOf(dir, { ...report, reporter: 'nobody' }, aDay));
    people.set(report.reporter, new Set<As>([...(people.get(report.reporter) ?? []), 'reporter']));
    return people;
  },
  'everybody it reaches can be reached': (dir, report) => peopleOf({ ...dir, reachable: () => true }, report, aDay),
  'the 責任者 is whoever leads the top that day, and nobody in their place': (dir, report) => {
    const people = new Map<PersonId, Set<As>>(
      [...peopleOf(dir, report, aDay)].map(([person, as]) => [person, new Set(as)]),
    );
    for (const { deputy, principal } of dir.data.deputies)
      if (people.get(principal)?.has('chief') && dir.reachable(deputy)) people.set(deputy, new Set<As>(['chief']));
    return people;
  },
  'it is received by somebody as soon as anybody above could': (dir, report) =>
    peopleOf(dir, { ...report, incident: false, kind: 'systemFault' }, aDay),
};

describe(`whom a report concerns, over random charts (FC_SEED=${seed})`, () => {
  it.each(laws.map((law) => [law.says, law] as const))('%s', (_, law) => {
    expect(breaches(law, right)).toBe(0);
  });

  it.each(laws.map((law) => [law.says, law] as const))('a routing without "%s" is caught', (says, law) => {
    const broken = without[says];
    if (!broken) throw new Error(`no broken routing for ${says}`);
    expect(breaches(law, broken)).toBeGreaterThan(0);
  });
});
