import { z } from 'zod';
import type { Restatement, RoleId } from './digest.ts';
import { fingerprint } from './fingerprint.ts';
import { literalText, officialText, type Tree } from './parse/tree.ts';

/** One clause of an imported policy. */
export const ImportedClause = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  /** The heading in the file; empty for an item that has none. */
  heading: z.string(),
  /** Sign, heading and own text, as they stand in the file. */
  official: z.string(),
  /** The sentences under the heading, as an answer quotes them. */
  literal: z.string(),
});
export type ImportedClause = z.infer<typeof ImportedClause>;

/** A policy as it was imported once. Versions are never changed, only followed by another. */
export const PolicyVersion = z.object({
  /** 1, 2, 3 … in the order of import. */
  number: z.number().int().positive(),
  /** Instant of import, ISO in UTC. */
  importedAt: z.string(),
  /** Name of the file, without its folder. */
  file: z.string(),
  title: z.string(),
  chapters: z.array(z.object({ number: z.number(), title: z.string() })),
  clauses: z.array(ImportedClause),
});
export type PolicyVersion = z.infer<typeof PolicyVersion>;

/** What the store keeps of policies. One table of versions suffices: `number` (key), `imported_at`, `version` as JSON. */
export type PolicyStore = {
  /** The newest version, or the one asked for. */
  version(number?: number): Promise<PolicyVersion | undefined>;
  versions(): Promise<readonly Pick<PolicyVersion, 'number' | 'importedAt' | 'file' | 'title'>[]>;
  /** Answers false, and keeps nothing, when a version of this number is there already. */
  addVersion(version: PolicyVersion): Promise<boolean>;
};

export const versionFrom = (
  tree: Tree,
  about: Pick<PolicyVersion, 'number' | 'importedAt' | 'file'>,
): PolicyVersion => ({
  ...about,
  title: tree.title,
  chapters: tree.chapters,
  clauses: tree.nodes.map((node) => ({
    id: node.id,
    parent: node.parent ?? null,
    heading: node.heading,
    official: officialText(node),
    literal: literalText(node),
  })),
});

/** The mark of what a clause says, heading and sentences. */
export const clauseMark = ({ heading, literal }: Pick<ImportedClause, 'heading' | 'literal'>): string =>
  fingerprint(heading === literal ? heading : `${heading}${literal}`);

export type PolicyDifference = {
  added: readonly ImportedClause[];
  removed: readonly ImportedClause[];
  changed: readonly { before: ImportedClause; after: ImportedClause }[];
  /** The same words under another ID: a clause before it came or went. */
  moved: readonly { before: ImportedClause; after: ImportedClause }[];
};

const bare = (text: string): string => text.replace(/[\s　]/gu, '');
const wordsOf = ({ heading, literal }: ImportedClause): string => bare(`${heading}|${literal}`);

/** What another version says differently; white space and numbering alone are no difference. */
export const differenceOf = (before: PolicyVersion | undefined, after: PolicyVersion): PolicyDifference => {
  const old = new Map((before?.clauses ?? []).map((clause) => [clause.id, clause]));
  const now = new Map(after.clauses.map((clause) => [clause.id, clause]));
  const changed = after.clauses.flatMap((clause) => {
    const was = old.get(clause.id);
    return was && wordsOf(was) !== wordsOf(clause) ? [{ before: was, after: clause }] : [];
  });
  const gone = new Map([...old.values()].filter(({ id }) => !now.has(id)).map((clause) => [wordsOf(clause), clause]));
  for (const { before: was } of changed) if (!gone.has(wordsOf(was))) gone.set(wordsOf(was), was);
  const moved: { before: ImportedClause; after: ImportedClause }[] = [];
  for (const clause of after.clauses) {
    const was = gone.get(wordsOf(clause));
    if (was && was.id !== clause.id && wordsOf(clause).length > 8) moved.push({ before: was, after: clause });
  }
  const movedTo = new Set(moved.map(({ after: { id } }) => id));
  const movedFrom = new Set(moved.map(({ before: { id } }) => id));
  return {
    added: after.clauses.filter(({ id }) => !old.has(id) && !movedTo.has(id)),
    removed: [...old.values()].filter(({ id }) => !now.has(id) && !movedFrom.has(id)),
    changed: changed.filter(({ after: { id } }) => !movedTo.has(id)),
    moved,
  };
};

export const isSame = ({ added, removed, changed, moved }: PolicyDifference): boolean =>
  added.length + removed.length + changed.length + moved.length === 0;

/** Whose duties a difference touches, as the digest says of the clauses concerned. */
export const affectedBy = (difference: PolicyDifference, digest: ReadonlyMap<string, Restatement>): RoleId[] => {
  const ids = [
    ...difference.added.map(({ id }) => id),
    ...difference.removed.map(({ id }) => id),
    ...difference.changed.map(({ after }) => after.id),
  ];
  return [...new Set(ids.flatMap((id) => digest.get(id)?.binds ?? []))];
};
