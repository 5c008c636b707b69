import type { PersonId } from '../outbound.ts';
import { consoleAccounts, inDomains, rematched } from './accounts.ts';
import { applyChange } from './apply-change.ts';
import { type ChartDiff, chartDiff } from './chart-diff.ts';
import type { DirectoryChange, DirectoryData, JstDate, Person, Post, Roles } from './directory.ts';
import { groupBy } from './group-by.ts';
import { type Directory, indexDirectory } from './lookup.ts';
import { mergePosts, samePosts } from './merge-posts.ts';
import { staffProblems } from './staff-checks.ts';
import { readStaffRow, type StaffRow, staffColumns } from './staff-rows.ts';
import { type Problem, type Row, readTable, type Table } from './table.ts';
import { type UnitNames, unitNames } from './unit-names.ts';

export type StaffImport = {
  data: DirectoryData;
  rows: readonly Row[];
  today: JstDate;
  /** End, as of yesterday, the posts of everybody the file does not have. */
  endMissing: boolean;
  /** `units import` has said which units there are: another name is a mistake, not a new unit. */
  unitsDeclared: boolean;
  emailDomains: readonly string[];
  /** The sample organization: everybody can be chosen on the local console. */
  consoleAccounts: boolean;
};

export type StaffImported = {
  change: DirectoryChange;
  before: Directory;
  after: Directory;
  diff: ChartDiff;
  /** In post by the chart, not in the file. */
  missing: readonly PersonId[];
  warnings: readonly Problem[];
};

/** A staff file that is the whole chart, as a change of the chart; or every line that has to be corrected first. */
export const importStaff = (ask: StaffImport): StaffImported | { problems: readonly Problem[] } => {
  const table = readTable(ask.rows, staffColumns);
  if ('problems' in table) return table;
  const read = readAll(table);
  const before = indexDirectory(ask.data);
  const names = unitNames(ask.data.units);
  const problems = [
    ...read.problems,
    ...staffProblems(read.rows),
    ...unknownUnits(ask, names, read.rows),
    ...takenEmails(ask, before, read.rows),
  ];
  if (problems.length > 0) return { problems: inLineOrder(problems) };
  const { change, missing } = changeOf(ask, before, names, read.rows);
  const whole = withAccounts(ask, change);
  const after = indexDirectory(applyChange(ask.data, whole));
  const diff = chartDiff(before, after, ask.today);
  return { change: whole, before, after, diff, missing, warnings: [...table.notes, ...warn(ask, after, read.rows)] };
};

/** Nothing to put anywhere: the same file again. */
export const isEmptyChange = ({ people, units, posts, accounts, roles }: DirectoryChange): boolean =>
  [people, units, posts, accounts].every((list) => (list ?? []).length === 0) && roles === undefined;

const readAll = (table: Table): { rows: StaffRow[]; problems: Problem[] } => {
  const read = table.entries.map((entry) => readStaffRow(entry, table.has('電話')));
  return {
    rows: read.flatMap((one) => ('row' in one ? [one.row] : [])),
    problems: read.flatMap((one) => ('problems' in one ? one.problems : [])),
  };
};

const inLineOrder = (problems: readonly Problem[]): readonly Problem[] => [...problems].sort((a, b) => a.line - b.line);

const unknownUnits = (ask: StaffImport, names: UnitNames, rows: readonly StaffRow[]): Problem[] =>
  rows
    .filter(({ bu, group }) => ask.unitsDeclared && bu !== '' && names.idOf(bu, group) === undefined)
    .map(({ line, bu, group }) => ({
      line,
      text: `「${`${bu} ${group}`.trim()}」は登録されていない部署です。書き間違いを直すか、先に units import で加えてください。`,
    }));

/** A leading zero lost in a spreadsheet makes a second person with the first one's address. */
const takenEmails = ({ data, today }: StaffImport, before: Directory, rows: readonly StaffRow[]): Problem[] => {
  const inFile = new Set(rows.map(({ id }) => id));
  const others = data.people.filter(({ id, email }) => email !== '' && !inFile.has(id) && lasting(before, id, today));
  const byEmail = new Map(others.map((person) => [person.email.toLowerCase(), person]));
  return rows.flatMap(({ line, email }) => {
    const other = byEmail.get(email);
    if (!other) return [];
    const text = `メール「${email}」は、名簿の職員番号${other.id}(${other.name})のものです。番号の先頭の0が消えていないか確かめ、同じ人なら番号を揃えてください。`;
    return [{ line, text }];
  });
};

const lasting = (dir: Directory, person: PersonId, today: JstDate): boolean =>
  dir.allPostsOf(person).some(({ until }) => until === undefined || until >= today);

const changeOf = (
  ask: StaffImport,
  before: Directory,
  names: UnitNames,
  rows: readonly StaffRow[],
): { change: DirectoryChange; missing: readonly PersonId[] } => {
  const own = groupBy(rows, ({ id }) => id);
  names.declare('', '');
  const people: Person[] = [];
  const wanted = new Map<PersonId, readonly Post[]>();
  for (const [id, list] of own) {
    people.push(...changedPerson(before, list));
    wanted.set(
      id,
      list.map((row) => postOf(row, names)),
    );
  }
  people.push(...releasedEmails(ask, before, rows));
  const missing = ask.data.people.map(({ id }) => id).filter((id) => !own.has(id) && lasting(before, id, ask.today));
  if (ask.endMissing) for (const id of missing) wanted.set(id, []);
  const posts = [...wanted].flatMap(([person, list]) => {
    const old = before.allPostsOf(person);
    const merged = mergePosts(old, list, ask.today);
    return samePosts(old, merged) ? [] : [{ person, posts: merged }];
  });
  const known = new Set(ask.data.units.map(({ id }) => id));
  const units = names.all().filter(({ id }) => !known.has(id));
  const roles = usualRoles(ask.data.roles, names);
  return { change: { people, units, posts, ...(roles ? { roles } : {}) }, missing };
};

const changedPerson = (before: Directory, [row]: readonly StaffRow[]): readonly Person[] => {
  if (!row) return [];
  const was = before.person(row.id);
  const person = { id: row.id, name: row.name, email: row.email, phone: row.phone ?? was?.phone ?? '' };
  const same = was?.name === person.name && was.email === person.email && was.phone === person.phone;
  return same ? [] : [person];
};

/** An address given to somebody else no longer belongs to the person who has left. */
const releasedEmails = (
  { data, today }: StaffImport,
  before: Directory,
  rows: readonly StaffRow[],
): readonly Person[] => {
  const owners = new Map(rows.map(({ id, email }) => [email, id]));
  const gone = data.people.filter(({ id, email }) => email !== '' && !lasting(before, id, today));
  return gone
    .filter(({ id, email }) => (owners.get(email.toLowerCase()) ?? id) !== id)
    .map((person) => ({ ...person, email: '' }));
};

const postOf = (row: StaffRow, names: UnitNames): Post => ({
  person: row.id,
  unit: names.declare(row.bu, row.group),
  position: row.position,
  employment: row.employment,
  from: row.from,
  ...(row.until === undefined ? {} : { until: row.until }),
});

/** Where `units import` has not said otherwise: the head of 総務部, and the leader of its 総務グループ (2-3(1)(イ),(エ)). */
export const usualRoles = (roles: Roles, names: UnitNames): Roles | undefined => {
  const security = roles.securityManagerUnit ?? names.idOf('総務部', '');
  const infrastructure = roles.infrastructureManagerUnit ?? names.idOf('総務部', '総務グループ');
  if (security === roles.securityManagerUnit && infrastructure === roles.infrastructureManagerUnit) return undefined;
  return {
    ...roles,
    ...(security === undefined ? {} : { securityManagerUnit: security }),
    ...(infrastructure === undefined ? {} : { infrastructureManagerUnit: infrastructure }),
  };
};

const withAccounts = (ask: StaffImport, change: DirectoryChange): DirectoryChange => {
  const next = applyChange(ask.data, change);
  // Without the organization's own domains nothing can be matched, and nothing already matched is torn apart.
  const matched = (ask.emailDomains.length > 0 && rematched(indexDirectory(next), ask.emailDomains)?.accounts) || [];
  const accounts = ask.consoleAccounts ? [...matched, ...consoleAccounts(next)] : matched;
  return accounts.length > 0 ? { ...change, accounts } : change;
};

const warn = (ask: StaffImport, after: Directory, rows: readonly StaffRow[]): readonly Problem[] => {
  const { securityManagerUnit, infrastructureManagerUnit } = after.data.roles;
  const outside = rows.filter(
    ({ email }) => email !== '' && ask.emailDomains.length > 0 && !inDomains(email, ask.emailDomains),
  );
  const hint = 'units import で、役割の列に入れてください。';
  return inLineOrder([
    ...outside.map(({ line, email }) => ({
      line,
      text: `メール「${email}」は組織のドメイン(EMAIL_DOMAINS)ではないため、チャットのアカウントと結び付きません。`,
    })),
    ...rows
      .filter(({ email }) => email === '')
      .map(({ line }) => ({ line, text: 'メールがないため、チャットのアカウントと結び付きません。' })),
    ...(securityManagerUnit ? [] : [{ line: 0, text: `情報セキュリティ管理者の部署が決まっていません。${hint}` }]),
    ...(infrastructureManagerUnit ? [] : [{ line: 0, text: `情報基盤管理者の部署が決まっていません。${hint}` }]),
  ]);
};
