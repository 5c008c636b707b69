import { buildCatalog, type Catalog, type Marks } from './catalog.ts';
import { type DigestEntry, type Restatement, restatementOf } from './digest.ts';
import type { PolicyVersion } from './policy.ts';
import { askIndex, type PolicyAnswer } from './search/ask.ts';
import { indexing, type SearchIndex } from './search/build-index.ts';
import { buildIntents, type IntentData } from './search/intent.ts';
import { buildLexicon, type Concept, type Readings } from './search/lexicon.ts';

export type Vocabulary = {
  concepts: readonly Concept[];
  /** What other offices answer. */
  outside: readonly Concept[];
  readings: Readings;
  intents: IntentData;
};

export type Advisor = { catalog: Catalog; ask: (question: string) => PolicyAnswer };

/** What comes with the project, ready to be asked: made once when it is built, read at start. */
export type Prepared = {
  restatements: readonly Restatement[];
  marks: Marks;
  intents: IntentData;
  index: SearchIndex;
};

/** A clause nobody restated yet still answers with its own words. */
const unrestated = (id: string, title: string, literal: string): DigestEntry => ({
  id,
  title,
  plain: literal,
  binds: [],
  force: 'info',
  action: null,
  staff: false,
  things: [],
  asks: [],
});

/** Steps of work whose last one has the result; between two, others may go first. */
export type Steps<T> = Generator<undefined, T>;

export const allSteps = <T>(steps: Steps<T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

function* indexOf(
  catalog: Catalog,
  digest: readonly DigestEntry[],
  { concepts, outside, readings, intents }: Vocabulary,
): Steps<SearchIndex> {
  const known = new Map(digest.map((entry) => [entry.id, entry]));
  const clauses = [...catalog.clauses.values()];
  const entries = clauses.map(
    ({ id, title, digest: own, literal }) => (own && known.get(id)) ?? unrestated(id, title, literal ?? ''),
  );
  const parents = new Map(clauses.flatMap(({ id, parent }) => (parent === undefined ? [] : [[id, parent] as const])));
  // Words a restatement was written from add nothing to it; words that changed since do.
  const official = new Map(
    clauses.flatMap(({ id, outdated, literal }) => (outdated && literal ? [[id, literal] as const] : [])),
  );
  const lexicon = buildLexicon(concepts, outside, readings);
  return yield* indexing(entries, lexicon, buildIntents(intents).asking, parents, official);
}

const over = (catalog: Catalog, index: SearchIndex, data: IntentData): Advisor => {
  const intents = buildIntents(data);
  return { catalog, ask: (question) => askIndex(index, intents, question) };
};

/** The policy, ready to be asked, step by step. */
export function* advising(
  digest: readonly DigestEntry[],
  vocabulary: Vocabulary,
  version: PolicyVersion | undefined,
  marks: Marks = {},
): Steps<Advisor> {
  const catalog = buildCatalog(digest.map(restatementOf), version, marks);
  return over(catalog, yield* indexOf(catalog, digest, vocabulary), vocabulary.intents);
}

export const createAdvisor = (...given: Parameters<typeof advising>): Advisor => allSteps(advising(...given));

export const prepare = (digest: readonly DigestEntry[], vocabulary: Vocabulary, marks: Marks): Prepared => {
  const restatements = digest.map(restatementOf);
  const index = allSteps(indexOf(buildCatalog(restatements, undefined, marks), digest, vocabulary));
  return { restatements, marks, intents: vocabulary.intents, index };
};

/** From what was prepared; nothing when an imported version says something the prepared index does not know. */
export const preparedAdvisor = (
  { restatements, marks, intents, index }: Prepared,
  version: PolicyVersion | undefined,
): Advisor | undefined => {
  const bare = buildCatalog(restatements, undefined, marks);
  if (!version) return over(bare, index, intents);
  const catalog = buildCatalog(restatements, version, marks);
  const clauses = [...catalog.clauses.values()];
  const same =
    clauses.length === bare.clauses.size &&
    clauses.every(({ id, digest, outdated, parent }) => digest && !outdated && parent === bare.clauses.get(id)?.parent);
  return same ? over(catalog, index, intents) : undefined;
};
