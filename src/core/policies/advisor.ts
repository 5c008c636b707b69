import { buildCatalog, type Catalog, type Marks } from './catalog.ts';
import type { DigestEntry } from './digest.ts';
import type { PolicyVersion } from './policy.ts';
import { askIndex, type PolicyAnswer } from './search/ask.ts';
import { buildIndex } from './search/build-index.ts';
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

/** The policy, ready to be asked. */
export const createAdvisor = (
  digest: readonly DigestEntry[],
  vocabulary: Vocabulary,
  version: PolicyVersion | undefined,
  marks: Marks = {},
): Advisor => {
  const catalog = buildCatalog(digest, version, marks);
  const clauses = [...catalog.clauses.values()];
  const entries = clauses.map((clause) => clause.digest ?? unrestated(clause.id, clause.title, clause.literal ?? ''));
  const parents = new Map(clauses.flatMap(({ id, parent }) => (parent === undefined ? [] : [[id, parent] as const])));
  // Words a restatement was written from add nothing to it; words that changed since do.
  const official = new Map(
    clauses.flatMap(({ id, outdated, literal }) => (outdated && literal ? [[id, literal] as const] : [])),
  );
  const lexicon = buildLexicon(vocabulary.concepts, vocabulary.outside, vocabulary.readings);
  const intents = buildIntents(vocabulary.intents);
  const index = buildIndex(entries, lexicon, intents.asking, parents, official);
  return { catalog, ask: (question) => askIndex(index, intents, question) };
};
