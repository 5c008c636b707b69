import { showDate } from '../time.ts';
import { type ChartDiff, leaderTitle, type PersonChange } from './chart-diff.ts';
import type { JstDate, Post, UnitId } from './directory.ts';
import type { StaffImported } from './import.ts';
import type { Directory } from './lookup.ts';
import type { RouteChange } from './routes.ts';
import type { Problem } from './table.ts';
import type { UnitsImported } from './units-import.ts';

/** What changes, by heading; `unit` counts the lines. */
export type PreviewSection = { title: string; unit: string; lines: readonly string[] };

const longest = 100;

/** As a terminal shows it. */
export const previewLines = (sections: readonly PreviewSection[]): readonly string[] =>
  sections.flatMap(({ title, unit, lines }) => {
    const more = lines.length > longest ? [`  ほか${lines.length - longest}${unit}`] : [];
    return [`${title}: ${lines.length}${unit}`, ...lines.slice(0, longest).map((line) => `  ${line}`), ...more];
  });

/** What a staff file changes. `absent` says what becomes of those it does not have. */
export const staffPreview = (
  { diff, before, after, missing, warnings }: StaffImported,
  routes: readonly RouteChange[],
  absent: string,
): readonly PreviewSection[] => {
  const kinds = sortPeople(diff, after);
  const lineOf = (one: PersonChange): string => personLine(one, after);
  return [
    ...section('追加', '人', kinds.added.map(lineOf)),
    ...section('変更', '人', kinds.changed.map(lineOf)),
    ...section('離任', '人', kinds.leaving.map(lineOf)),
    ...section(
      `ファイルにない人(${absent})`,
      '人',
      missing.map((id) => `${id} ${before.person(id)?.name ?? ''}`),
    ),
    ...chartPreview(diff, after),
    ...routePreview(routes),
    ...problemSection('注意', warnings),
  ];
};

/** How many have no post any more, of those whose posts a file ends. */
export const leavingIn = ({ diff, after }: Pick<StaffImported, 'diff' | 'after'>): number =>
  sortPeople(diff, after).leaving.length;

/** Who begins and stops to decide, and which units nobody leads. */
export const chartPreview = (diff: ChartDiff, dir: Directory): readonly PreviewSection[] => [
  ...section(
    '承認者の変更',
    '件',
    diff.leads.map(({ unit, person, becomes, on }) => {
      const post = `${dir.unitName(unit)} ${leaderTitle(dir, unit)}${wider(dir, unit)}`;
      return `${post}: ${showDate(on)}から ${nameOf(dir, person)}さん${becomes ? 'が承認します' : 'は承認しません'}`;
    }),
  ),
  ...section(
    '承認者のいない部署',
    '件',
    diff.uncovered.map((one) => uncoveredLine(dir, one)),
  ),
];

/** The role of the whole foundation that comes with leading this unit. */
const wider = (dir: Directory, unit: UnitId): string => {
  const { securityManagerUnit, infrastructureManagerUnit } = dir.data.roles;
  if (unit === securityManagerUnit) return '(情報セキュリティ管理者)';
  return unit === infrastructureManagerUnit ? '(情報基盤管理者)' : '';
};

export const routePreview = (routes: readonly RouteChange[]): readonly PreviewSection[] =>
  section(
    '承認者が変わる申請',
    '件',
    routes.map(({ case: id, from, to, on }) => `${id}: ${showDate(on)}から ${people(from)} → ${people(to)}`),
  );

/** 「3行目: …」, one line each. */
const problemSection = (title: string, problems: readonly Problem[]): readonly PreviewSection[] =>
  section(title, '件', problems.map(problemLine));

export const problemLine = ({ line, text }: Problem): string => (line > 0 ? `${line}行目: ${text}` : text);

export const problemLines = (title: string, problems: readonly Problem[]): readonly string[] =>
  previewLines(problemSection(title, problems));

const section = (title: string, unit: string, lines: readonly string[]): readonly PreviewSection[] =>
  lines.length === 0 ? [] : [{ title, unit, lines }];

type Kinds = Record<'added' | 'changed' | 'leaving', PersonChange[]>;

const sortPeople = ({ people: changes }: ChartDiff, dir: Directory): Kinds => {
  const kinds: Kinds = { added: [], changed: [], leaving: [] };
  for (const change of changes) {
    const stays = dir.allPostsOf(change.person.id).some(({ until }) => until === undefined);
    if (!change.was) kinds.added.push(change);
    else if (!stays && change.ends.length > 0) kinds.leaving.push(change);
    else kinds.changed.push(change);
  }
  return kinds;
};

const personLine = ({ person, was, begins, ends, altered }: PersonChange, dir: Directory): string => {
  const said = [
    ...(was && was.name !== person.name ? [`氏名 ${was.name} → ${person.name}`] : []),
    ...(was && was.email !== person.email ? [`メール ${was.email || 'なし'} → ${person.email || 'なし'}`] : []),
    ...(was && was.phone !== person.phone ? [`電話 ${was.phone || 'なし'} → ${person.phone || 'なし'}`] : []),
    ...ends.map((post) => `${postName(post, dir)} ${post.until ? showDate(post.until) : ''}まで`),
    ...begins.map((post) => `${postName(post, dir)} ${term(post)}`),
    ...(altered ? ['着任日か雇用区分'] : []),
  ];
  return `${person.id} ${person.name}: ${said.join('、')}`;
};

const postName = ({ unit, position }: Post, dir: Directory): string => `${dir.unitName(unit)} ${position}`.trim();

const term = ({ from, until }: { from: JstDate; until?: JstDate }): string =>
  `${showDate(from)}から${until ? `${showDate(until)}まで` : ''}`;

const uncoveredLine = (dir: Directory, { unit, on, instead }: ChartDiff['uncovered'][number]): string => {
  const vacant = `${showDate(on)}から ${dir.unitName(unit)}の${leaderTitle(dir, unit)}がいません。`;
  if (dir.unit(unit)?.bu === '') return `${vacant}情報セキュリティ責任者が決める申請は、待つことになります。`;
  return instead.length > 0
    ? `${vacant}${people(instead.map((id) => nameOf(dir, id)))}が承認します。`
    : `${vacant}承認できる人がいません。上の役職に人を入れてください。`;
};

const people = (names: readonly string[]): string =>
  names.length > 0 ? names.map((name) => `${name}さん`).join('、') : '承認できる人なし';

const nameOf = (dir: Directory, id: string): string => dir.person(id)?.name ?? id;

/** What a units file changes. */
export const unitsPreview = ({
  declared,
  renamed,
  before,
  after,
  diff,
  warnings,
}: UnitsImported): readonly string[] => [
  ...previewLines([
    ...section(
      '加わる部署',
      '件',
      declared.map(({ id }) => after.unitName(id)),
    ),
    ...section(
      '名前が変わる部署',
      '件',
      renamed.map(({ was, now }) => `${before.unitName(was.id)} → ${after.unitName(now.id)}`),
    ),
  ]),
  ...(['securityManagerUnit', 'infrastructureManagerUnit'] as const).flatMap((role) => {
    const unit = after.data.roles[role];
    if (!unit || unit === before.data.roles[role]) return [];
    return [
      `${role === 'securityManagerUnit' ? '情報セキュリティ管理者' : '情報基盤管理者'}: ${after.unitName(unit)}の長`,
    ];
  }),
  ...previewLines([...chartPreview(diff, after), ...problemSection('注意', warnings)]),
];
