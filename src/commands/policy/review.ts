import { z } from 'zod';
import type { LedgerRecord } from '../../app/ledger-store.ts';
import type { Store } from '../../app/ports.ts';
import type { Case } from '../../core/case.ts';
import { showClause } from '../../core/clause.ts';
import type { Catalog } from '../../core/policies/catalog.ts';
import { faqOf } from '../../core/questions/question.ts';

const Feedback = z.object({ useful: z.boolean(), clauses: z.array(z.string()) });

type Votes = { useful: number; useless: number };

/** What people thought of the answers, by the clause that stood first in them. */
export const votesBy = (records: readonly Pick<LedgerRecord, 'type' | 'data'>[]): Map<string, Votes> => {
  const votes = new Map<string, Votes>();
  for (const { type, data } of records) {
    if (type !== 'policy.feedback') continue;
    const { useful, clauses } = Feedback.parse(JSON.parse(data));
    const [first = ''] = clauses;
    const so = votes.get(first) ?? { useful: 0, useless: 0 };
    votes.set(first, useful ? { ...so, useful: so.useful + 1 } : { ...so, useless: so.useless + 1 });
  }
  return votes;
};

const titled = ({ clauses }: Catalog, id: string): string => `${showClause(id)} ${clauses.get(id)?.title ?? ''}`.trim();

const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${heading} ${lines.length}件:`, ...lines.map((line) => `  ${line}`)];

const outdated = (catalog: Catalog): string[] =>
  [...catalog.clauses.values()].filter((clause) => clause.outdated).map(({ id }) => titled(catalog, id));

const staleAnswers = (catalog: Catalog, kept: readonly Case[]): string[] =>
  kept.flatMap(({ id, state }) => {
    const faq = faqOf(state, (person) => person);
    if (!faq) return [];
    const mark = catalog.clauses.get(faq.clause)?.mark;
    if (mark === faq.mark) return [];
    const why = mark === undefined ? 'きまりがなくなりました' : 'きまりの文が変わりました';
    return [`${id} ${titled(catalog, faq.clause)}: ${why}(${faq.on} に ${faq.reviewer} が確認)`];
  });

const opinions = (catalog: Catalog, votes: ReadonlyMap<string, Votes>): string[] =>
  [...votes]
    .sort(([, a], [, b]) => b.useless - a.useless || b.useful - a.useful)
    .map(([id, { useful, useless }]) => `${titled(catalog, id)}: 役に立った ${useful}、役に立たない ${useless}`);

/** Every kept answer: the store answers in pages. */
const keptAnswers = async (store: Pick<Store, 'findCases'>): Promise<Case[]> => {
  const kept: Case[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.findCases({ kind: 'question', ...(after ? { after } : {}) });
    kept.push(...page.filter(({ status }) => status === 'kept'));
    after = page.at(-1)?.id;
    if (after === undefined) return kept;
  }
};

/** What somebody who looks after the policy should look at next. */
export const reviewLines = async (store: Pick<Store, 'findCases' | 'ledger'>, catalog: Catalog): Promise<string[]> => {
  const records = await store.ledger.recordsOf('policy');
  const lines = [
    ...section('原文が変わり、要旨の見直しがいるきまり', outdated(catalog)),
    ...section('見直しがいる「よくある質問」', staleAnswers(catalog, await keptAnswers(store))),
    ...section('答えへの評価', opinions(catalog, votesBy(records))),
  ];
  return lines.length > 0 ? lines : ['見直しのいるものはありません。'];
};
