import { parentId } from './clause-id.ts';
import type { Restatement } from './digest.ts';
import { clauseMark, type PolicyVersion } from './policy.ts';

/** One clause with all that is known of it. */
export type Clause = {
  id: string;
  title: string;
  /** Titles of what it stands under, the chapter first. */
  path: readonly string[];
  parent: string | undefined;
  children: readonly string[];
  digest: Restatement | undefined;
  official: string | undefined;
  literal: string | undefined;
  /** The imported words are no longer those the restatement was written from. */
  outdated: boolean;
  /** The mark of its official words: as imported, else as they were when it was restated. */
  mark: string;
};

/** Marks of the official words each restatement was written from, by clause. */
export type Marks = Readonly<Record<string, string>>;

export type Catalog = {
  clauses: ReadonlyMap<string, Clause>;
  /** The version the official text is of; nothing while none was imported. */
  version: Pick<PolicyVersion, 'number' | 'importedAt' | 'file'> | undefined;
};

const CHAPTER_TITLES: Readonly<Record<string, string>> = {
  '1': '情報セキュリティ基本方針',
  '2': '情報セキュリティ対策基準',
};

/** 附則 are a chapter of their own. */
const chapterOf = (id: string): string => id.slice(0, id.startsWith('附則') ? 2 : 1);

const chapterTitle = (id: string, version: PolicyVersion | undefined): string | undefined => {
  const number = /^(\d)-/u.exec(id)?.[1];
  if (number === undefined) return undefined;
  return version?.chapters.find((chapter) => `${chapter.number}` === number)?.title || CHAPTER_TITLES[number];
};

/**
 * The restatements that may stand beside an imported policy. When hardly any clause has the words they were written from, it is
 * another organization's policy under the same numbers, and none of them may.
 */
const fitting = (
  digest: readonly Restatement[],
  version: PolicyVersion | undefined,
  marks: Marks,
): readonly Restatement[] => {
  const marked = (version?.clauses ?? []).filter(({ id }) => marks[id] !== undefined);
  const same = marked.filter((clause) => marks[clause.id] === clauseMark(clause));
  return version && same.length < version.clauses.length / 4
    ? digest.filter(({ id }) => marks[id] === undefined)
    : digest;
};

/** Digest and official text side by side, in the order of the policy. */
export const buildCatalog = (
  shipped: readonly Restatement[],
  version: PolicyVersion | undefined,
  marks: Marks = {},
): Catalog => {
  const digest = fitting(shipped, version, marks);
  const digests = new Map(digest.map((entry) => [entry.id, entry]));
  const imported = new Map((version?.clauses ?? []).map((clause) => [clause.id, clause]));
  // A clause the imported policy no longer has is not in force; a chapter that was not in the file may well be.
  const chapters = new Set([...imported.keys()].map(chapterOf));
  const ids = [...imported.keys(), ...[...digests.keys()].filter((id) => !chapters.has(chapterOf(id)))];
  const known = new Set(ids);
  const isOutdated = (id: string): boolean => {
    const clause = imported.get(id);
    return clause !== undefined && marks[id] !== undefined && marks[id] !== clauseMark(clause);
  };
  const markOf = (id: string): string => {
    const clause = imported.get(id);
    return clause ? clauseMark(clause) : (marks[id] ?? '');
  };
  const titleOf = (id: string): string => digests.get(id)?.title ?? (imported.get(id)?.heading || id);
  const parentOf = (id: string): string | undefined => {
    const parent = imported.get(id)?.parent ?? parentId(id);
    return parent !== undefined && known.has(parent) ? parent : undefined;
  };
  const childrenOf = new Map<string, string[]>();
  for (const id of ids) {
    const parent = parentOf(id);
    if (parent !== undefined) childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), id]);
  }
  const pathOf = (id: string): string[] => {
    const above = parentOf(id);
    if (above !== undefined) return [...pathOf(above), titleOf(above)];
    const chapter = chapterTitle(id, version);
    return chapter === undefined ? [] : [chapter];
  };
  const clauses = new Map(
    ids.map((id): [string, Clause] => [
      id,
      {
        id,
        title: titleOf(id),
        path: pathOf(id),
        parent: parentOf(id),
        children: childrenOf.get(id) ?? [],
        digest: digests.get(id),
        official: imported.get(id)?.official,
        literal: imported.get(id)?.literal,
        outdated: isOutdated(id),
        mark: markOf(id),
      },
    ]),
  );
  return {
    clauses,
    version: version && { number: version.number, importedAt: version.importedAt, file: version.file },
  };
};

/** One line of `policy export --jsonl`. */
export const exportLine = ({ id, title, path, digest, official }: Clause): string =>
  JSON.stringify({ id, title, path, digest: digest?.plain ?? null, official: official ?? null });
