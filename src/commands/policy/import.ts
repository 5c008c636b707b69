import { basename } from 'node:path';
import type { Restatement } from '../../core/policies/digest.ts';
import { parsePolicy } from '../../core/policies/parse/parse.ts';
import type { Tree, Unplaced } from '../../core/policies/parse/tree.ts';
import {
  affectedBy,
  differenceOf,
  type ImportedClause,
  isSame,
  type PolicyDifference,
  type PolicyStore,
  type PolicyVersion,
  versionFrom,
} from '../../core/policies/policy.ts';
import { showRoles } from '../../core/policies/roles.ts';
import { showTime } from '../../core/time.ts';
import { CommandFailed } from '../shell.ts';
import { readPolicyFile } from './read-file.ts';

const LEVELS: readonly (readonly [level: string, name: string])[] = [
  ['section', '項'],
  ['paragraph', '(1)'],
  ['kana', '(ア)'],
  ['circled', '①'],
  ['row', '表の行'],
  ['bullet', '箇条書き'],
  ['supplement', '附則'],
];

const countLine = ({ nodes }: Tree): string => {
  const counts = LEVELS.map(([level, name]) => [name, nodes.filter((node) => node.level === level).length] as const);
  return `${nodes.length} か所を読み取りました(${counts.map(([name, count]) => `${name} ${count}`).join('、')})。`;
};

const REASONS: Readonly<Record<Unplaced['why'], string>> = {
  'out-of-sequence': '番号の順に合わないので、前の文の続きとして読みました',
  'before-first': '最初の項より前にあるので、どの項にも入れていません',
  'numbers-missing': '前の番号が抜けています',
  twice: '同じ番号が二度あります',
};

const cut = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

const unplacedLines = ({ unplaced }: Tree): string[] =>
  unplaced.map(({ line, text, why }) => `  ${line}行目「${cut(text)}」: ${REASONS[why]}`);

const SHOWN = 40;

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0
    ? []
    : [
        `${title} ${lines.length} か所:`,
        ...lines.slice(0, SHOWN).map((line) => `  ${line}`),
        ...(lines.length > SHOWN ? ['  …'] : []),
      ];

const name = ({ id, heading }: ImportedClause): string => (heading ? `${id} ${heading}` : id);

const differenceLines = (difference: PolicyDifference): string[] => [
  ...list('加わった', difference.added.map(name)),
  ...list('なくなった', difference.removed.map(name)),
  ...list(
    '番号が変わった',
    difference.moved.map(({ before, after }) => `${before.id} → ${name(after)}`),
  ),
  ...list(
    '文が変わった',
    difference.changed.map(({ after }) => name(after)),
  ),
];

export type Import = {
  file: string;
  store: PolicyStore;
  /** The restatements that fit a version. */
  digestOf: (version: PolicyVersion) => ReadonlyMap<string, Restatement>;
  now: string;
  print: (line: string) => void;
};

const compare = ({ print, digestOf }: Import, before: PolicyVersion, after: PolicyVersion): boolean => {
  const difference = differenceOf(before, after);
  if (isSame(difference)) {
    print(`第${before.number}版(${showTime(before.importedAt)} に取り込み)と同じなので、何も変えていません。`);
    return false;
  }
  print(`第${before.number}版(${showTime(before.importedAt)} に取り込み)との違い:`);
  for (const line of differenceLines(difference)) print(line);
  const roles = affectedBy(difference, digestOf(after));
  if (roles.length > 0) print(`関わる人: ${showRoles(roles)}`);
  return true;
};

/** Takes a policy in as the next version, and says what it found, what it could not place and what is different. */
export const importPolicy = async (about: Import): Promise<void> => {
  const { file, store, now, print } = about;
  const tree = parsePolicy(await readPolicyFile(file));
  if (tree.nodes.length === 0)
    throw new CommandFailed(
      '「１．」「（１）」「(ア)」「①」のような番号が見つかりません。規程のファイルか確かめてください。',
    );
  print(countLine(tree));
  const unplaced = unplacedLines(tree);
  if (unplaced.length > 0)
    for (const line of [`置き場所を決めかねたところ ${unplaced.length} か所:`, ...unplaced]) print(line);
  const before = await store.version();
  const next = versionFrom(tree, { number: (before?.number ?? 0) + 1, importedAt: now, file: basename(file) });
  if (before && !compare(about, before, next)) return;
  if (!(await store.addVersion(next)))
    throw new CommandFailed('同時に別の取り込みがありました。もう一度実行してください。');
  const restated = about.digestOf(next);
  const unrestated = next.clauses.filter(({ id }) => !restated.has(id)).length;
  if (unrestated > 0) print(`要旨がまだない ${unrestated} か所は、原文だけで答えます。`);
  print(`第${next.number}版として取り込みました。`);
  if (before) print('要旨と「よくある質問」の見直しは、policy review で見られます。');
};
