import { applyChange } from './apply-change.ts';
import { type ChartDiff, chartDiff } from './chart-diff.ts';
import type { DirectoryChange, DirectoryData, JstDate, Roles, Unit } from './directory.ts';
import { usualRoles } from './import.ts';
import { type Directory, indexDirectory } from './lookup.ts';
import { cut } from './staff-rows.ts';
import { type Columns, type Entry, type Problem, type Row, readTable } from './table.ts';
import { type UnitNames, unitNames } from './unit-names.ts';

export type UnitsImported = {
  change: DirectoryChange;
  before: Directory;
  after: Directory;
  diff: ChartDiff;
  declared: readonly Unit[];
  renamed: readonly { was: Unit; now: Unit }[];
  warnings: readonly Problem[];
};

const columns: Columns = { required: ['部', 'グループ', '旧名', '役割'] };

type UnitRow = { line: number; bu: string; group: string; was: string; role: string };

/** Which units there are, what they were called before, and whose heads hold the roles of the whole foundation. */
export const importUnits = (
  data: DirectoryData,
  rows: readonly Row[],
  today: JstDate,
): UnitsImported | { problems: readonly Problem[] } => {
  const table = readTable(rows, columns);
  if ('problems' in table) return table;
  const wanted = table.entries.map(readUnit);
  const problems = [...wanted.flatMap(rowProblems), ...repeated(wanted), ...renameProblems(data, wanted)];
  if (problems.length > 0) return { problems: [...problems].sort((a, b) => a.line - b.line) };
  const renamed = renamedUnits(data, wanted);
  const names = unitNames(data.units.map((unit) => renamed.get(unit.id) ?? unit));
  names.declare('', '');
  for (const { bu, group } of wanted) names.declare(bu, group);
  const known = new Set(data.units.map(({ id }) => id));
  const declared = names.all().filter(({ id }) => !known.has(id));
  const roles = rolesOf(data.roles, wanted, names);
  const change: DirectoryChange = { units: [...renamed.values(), ...declared], ...(roles ? { roles } : {}) };
  const before = indexDirectory(data);
  const after = indexDirectory(applyChange(data, change));
  return {
    change,
    before,
    after,
    diff: chartDiff(before, after, today),
    declared,
    renamed: [...renamed.values()].flatMap((now) => {
      const was = before.unit(now.id);
      return was ? [{ was, now }] : [];
    }),
    warnings: [...table.notes, ...unlisted(after, wanted, today)],
  };
};

const readUnit = ({ line, cell }: Entry): UnitRow => ({
  line,
  bu: cell('部'),
  group: cell('グループ'),
  was: cell('旧名'),
  role: cell('役割'),
});

const roleNames = ['情報セキュリティ管理者', '情報基盤管理者'];

const rowProblems = ({ line, bu, group, role }: UnitRow): Problem[] => {
  const said: string[] = [];
  if (bu === '') said.push('部がありません。部の名前を入れてください。');
  if (bu.length > 60 || group.length > 60) said.push('部かグループの名前が長すぎます。60文字以内にしてください。');
  if (role !== '' && !roleNames.includes(role)) {
    said.push(`役割「${cut(role)}」は使えません。${roleNames.join('か')}にするか、空にしてください。`);
  }
  return said.map((text) => ({ line, text }));
};

const repeated = (rows: readonly UnitRow[]): Problem[] =>
  rows.flatMap((row, at) => {
    const before = rows.slice(0, at);
    const twin = before.find(({ bu, group }) => bu === row.bu && group === row.group);
    const rival = before.find(({ role }) => role !== '' && role === row.role);
    return [
      ...(twin ? [{ line: row.line, text: `${twin.line}行目と同じ部署です。どちらかの行を消してください。` }] : []),
      ...(rival && rival !== twin
        ? [{ line: row.line, text: `${row.role}は${rival.line}行目にもあります。1つの部署だけにしてください。` }]
        : []),
    ];
  });

/** The unit a row says was called otherwise: a 部 by its old name; a group by its own, alone or after its old 部's. */
const oldUnit = (data: DirectoryData, row: UnitRow, rows: readonly UnitRow[]): Unit | undefined => {
  const named = (bu: string, group: string) => data.units.find((unit) => unit.bu === bu && unit.group === group);
  if (row.group === '') return named(row.was, '');
  const bu = rows.find((other) => other.bu === row.bu && other.group === '' && other.was !== '')?.was;
  const [first = '', ...rest] = row.was.split(' ');
  return named(row.bu, row.was) ?? (bu ? named(bu, row.was) : undefined) ?? named(first, rest.join(' '));
};

const renameProblems = (data: DirectoryData, rows: readonly UnitRow[]): Problem[] =>
  rows.flatMap((row) => {
    if (row.was === '') return [];
    const old = oldUnit(data, row, rows);
    const now = data.units.find(({ bu, group }) => bu === row.bu && group === row.group);
    if (old && old === now) return [];
    if (!old) {
      return now
        ? [] // Renamed by an earlier run of the same file.
        : [
            {
              line: row.line,
              text: `旧名「${cut(row.was)}」の部署が名簿にありません。書き間違いを直すか、空にしてください。`,
            },
          ];
    }
    return now
      ? [
          {
            line: row.line,
            text: `「${cut(row.was)}」と新しい名前の部署が、どちらも名簿にあります。旧名を空にしてください。`,
          },
        ]
      : [];
  });

/** Ids stay: posts, registers and pending requests follow a unit through its names. A 部 takes its groups along. */
const renamedUnits = (data: DirectoryData, rows: readonly UnitRow[]): Map<string, Unit> => {
  const renames = rows.flatMap((row) => {
    const old = row.was === '' ? undefined : oldUnit(data, row, rows);
    return old ? [{ row, old }] : [];
  });
  const ofBu = renames
    .filter(({ row }) => row.group === '')
    .flatMap(({ row, old }) => data.units.filter(({ bu }) => bu === old.bu).map((unit) => ({ ...unit, bu: row.bu })));
  const ofGroup = renames
    .filter(({ row }) => row.group !== '')
    .map(({ row, old }) => ({ ...old, bu: row.bu, group: row.group }));
  const known = new Map(data.units.map((unit) => [unit.id, unit]));
  const renamed = [...ofBu, ...ofGroup].filter((now) => {
    const was = known.get(now.id);
    return was?.bu !== now.bu || was.group !== now.group;
  });
  return new Map(renamed.map((unit) => [unit.id, unit]));
};

const rolesOf = (roles: Roles, rows: readonly UnitRow[], names: UnitNames): Roles | undefined => {
  const unitWith = (name: string) => {
    const row = rows.find(({ role }) => role === name);
    return row && names.idOf(row.bu, row.group);
  };
  const security = unitWith('情報セキュリティ管理者');
  const infrastructure = unitWith('情報基盤管理者');
  const asked: Roles = {
    ...roles,
    ...(security ? { securityManagerUnit: security } : {}),
    ...(infrastructure ? { infrastructureManagerUnit: infrastructure } : {}),
  };
  const full = usualRoles(asked, names) ?? asked;
  const same =
    full.securityManagerUnit === roles.securityManagerUnit &&
    full.infrastructureManagerUnit === roles.infrastructureManagerUnit;
  return same ? undefined : full;
};

/** Units people still work in that the file leaves out: nothing ends, but somebody should look. */
const unlisted = (dir: Directory, rows: readonly UnitRow[], today: JstDate): Problem[] => {
  const listed = new Set(rows.flatMap(({ bu, group }) => [`${bu}\n${group}`, `${bu}\n`]));
  const busy = new Set(dir.data.posts.filter(({ until }) => until === undefined || until >= today).map((p) => p.unit));
  return dir.data.units
    .filter(({ id, bu, group }) => bu !== '' && busy.has(id) && !listed.has(`${bu}\n${group}`))
    .map(({ id }) => ({
      line: 0,
      text: `「${dir.unitName(id)}」はこのファイルにありませんが、所属している人がいます。名前が変わったのなら、旧名の列に入れてください。`,
    }));
};
