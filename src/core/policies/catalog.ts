import { parentId } from './clause-id.ts';
import type { DigestEntry } from './digest.ts';
import type { PolicyVersion } from './policy.ts';

/** One clause with all that is known of it. */
export type Clause = {
  id: string;
  title: string;
  /** Titles of what it stands under, the chapter first. */
  path: readonly string[];
  parent: string | undefined;
  children: readonly string[];
  digest: DigestEntry | undefined;
  official: string | undefined;
  literal: string | undefined;
};

export type Catalog = {
  clauses: ReadonlyMap<string, Clause>;
  /** The version the official text is of; nothing while none was imported. */
  version: Pick<PolicyVersion, 'number' | 'importedAt' | 'file'> | undefined;
};

const CHAPTER_TITLES: Readonly<Record<string, string>> = {
  '1': '情報セキュリティ基本方針',
  '2': '情報セキュリティ対策基準',
};

const chapterTitle = (id: string, version: PolicyVersion | undefined): string | undefined => {
  const number = /^(\d)-/u.exec(id)?.[1];
  if (number === undefined) return undefined;
  return version?.chapters.find((chapter) => `${chapter.number}` === number)?.title || CHAPTER_TITLES[number];
};

/** Digest and official text side by side, in the order of the policy. */
export const buildCatalog = (digest: readonly DigestEntry[], version: PolicyVersion | undefined): Catalog => {
  const digests = new Map(digest.map((entry) => [entry.id, entry]));
  const imported = new Map((version?.clauses ?? []).map((clause) => [clause.id, clause]));
  const ids = version
    ? [...imported.keys(), ...[...digests.keys()].filter((id) => !imported.has(id))]
    : [...digests.keys()];
  const known = new Set(ids);
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
