import { applyChange } from '../../src/core/people/apply-change.ts';
import type { DirectoryData, JstDate } from '../../src/core/people/directory.ts';
import { importStaff, type StaffImport, type StaffImported } from '../../src/core/people/import.ts';
import { staffColumns } from '../../src/core/people/staff-rows.ts';

export const empty: DirectoryData = {
  version: 0,
  people: [],
  units: [],
  posts: [],
  deputies: [],
  accounts: [],
  roles: {},
};
export const header = staffColumns.required.join(',');
export const today: JstDate = '2027-03-01';

export const chart = [
  '1,朝凪 しずか,asanagi@example.jp,,,常務理事,固有職員,2020-04-01,',
  '2,若草 みのる,wakakusa@example.jp,総務部,,部長,市派遣職員,2020-04-01,',
  '3,風車 まわる,kazaguruma@example.jp,総務部,総務グループ,グループリーダー,固有職員,2020-04-01,',
  '4,石畳 かたし,ishidatami@example.jp,施設部,,部長,固有職員,2020-04-01,',
  '5,雨樋 つたう,amadoi@example.jp,施設部,管理グループ,グループリーダー,固有職員,2020/4/1,',
  '6,縁側 ひなた,engawa@example.jp,施設部,管理グループ,,短期雇用職員,2020/4/1,2027/3/31',
];

export const rowsOf = (lines: readonly string[], head = header): StaffImport['rows'] =>
  [head, ...lines].map((text, at) => ({ line: at + 1, cells: text.split(',') }));

export const bring = (lines: readonly string[], change: Partial<StaffImport> = {}): ReturnType<typeof importStaff> =>
  importStaff({
    data: empty,
    rows: rowsOf(lines),
    today,
    endMissing: false,
    unitsDeclared: false,
    emailDomains: ['example.jp'],
    consoleAccounts: false,
    ...change,
  });

export const good = (result: ReturnType<typeof importStaff>): StaffImported => {
  if ('problems' in result) throw new Error(result.problems.map(({ line, text }) => `${line}: ${text}`).join('\n'));
  return result;
};
export const complaints = (lines: readonly string[], change: Partial<StaffImport> = {}): string[] => {
  const result = bring(lines, change);
  return 'problems' in result ? result.problems.map(({ line, text }) => `${line}: ${text}`) : [];
};
export const known = (): DirectoryData => applyChange(empty, good(bring(chart)).change);
/** The chart with one line put in place of another. */
export const but = (at: number, line: string): string[] => chart.map((old, n) => (n === at ? line : old));
