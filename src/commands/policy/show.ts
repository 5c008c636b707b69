import { showClause } from '../../core/clause.ts';
import type { Catalog, Clause } from '../../core/policies/catalog.ts';
import { showRoles } from '../../core/policies/roles.ts';
import { showTime } from '../../core/time.ts';

const FORCE = {
  must: 'しなければならない',
  mustNot: 'してはならない',
  may: 'してよい(条件があればそれに従う)',
  info: '説明',
} as const;

const digestLines = ({ digest, outdated }: Clause): string[] => {
  if (!digest) return ['要旨: まだありません'];
  const lines = [
    `要旨: ${digest.plain}`,
    ...(outdated ? ['注意: 原文が、この要旨を書いたときから変わっています。原文を確かめてください。'] : []),
    `強さ: ${FORCE[digest.force]}`,
  ];
  if (digest.binds.length > 0) lines.push(`対象: ${showRoles(digest.binds)}`);
  if (digest.permission?.length)
    lines.push(
      `許可: ${showRoles(digest.permission)}${digest.permissionAll && digest.permission.length > 1 ? '(全員の許可)' : ''}`,
    );
  return lines;
};

/** One clause on a terminal: where it stands, in plain words, and the official text where it was imported. */
export const showClauseText = (clause: Clause, catalog: Catalog): string => {
  const { id, title, path, literal, children } = clause;
  const below = children.flatMap((child) => catalog.clauses.get(child) ?? []);
  return [
    `${id.startsWith('附則') ? id : showClause(id)} ${title}`,
    `場所: ${[...path, title].join(' > ')}`,
    ...digestLines(clause),
    ...(literal && catalog.version
      ? [`原文(第${catalog.version.number}版、${showTime(catalog.version.importedAt)} に取り込み):`, literal]
      : ['原文: 取り込まれていません']),
    ...(below.length > 0 ? ['下の決まり:', ...below.map((child) => `  ${child.id} ${child.title}`)] : []),
  ].join('\n');
};
