import { type Block, text } from '../card.ts';
import { showClause } from '../clause.ts';
import { clip } from '../text.ts';
import { showDate, showTime } from '../time.ts';
import type { Catalog, Clause } from './catalog.ts';
import type { Faq } from './faq.ts';

const LONGEST_LITERAL = 600;
const LONGEST_FAQ = 500;

/** 「対策基準 7(1)(エ)」; 附則 stand for themselves. */
export const citation = (id: string): string => (id.startsWith('附則') ? id : showClause(id));

export const titleOf = ({ title, digest }: Clause, english: boolean): string => (english && digest?.titleEn) || title;

/** 「持ち出しは許可を得てから 〔対策基準 7(1)(エ)〕」 */
export const headed = (clause: Clause, english: boolean): string =>
  `${titleOf(clause, english)} 〔${citation(clause.id)}〕`;

const CHANGED = {
  ja: '原文が、この要旨を書いたときから変わっています。原文を確かめてください。',
  en: 'The official text has changed since this was written. Please read the official text.',
} as const;

const literalBlock = ({ literal }: Clause, { version }: Catalog): Block[] =>
  literal && version
    ? [
        text(
          `原文(${showTime(version.importedAt)} に取り込んだ第${version.number}版): ${clip(literal, LONGEST_LITERAL)}`,
          'subtle',
        ),
      ]
    : [];

const restatement = ({ digest, outdated }: Clause, english: boolean): Block[] => {
  if (!digest) return [];
  const plain = english && digest.plainEn ? `In short: ${digest.plainEn}` : `要旨: ${digest.plain}`;
  return [text(plain), ...(outdated ? [text(english ? CHANGED.en : CHANGED.ja, 'subtle')] : [])];
};

const faqBlocks = ({ mark }: Clause, faq: Faq, english: boolean): Block[] => {
  const heading = english ? 'Asked before' : 'よくある質問';
  const reviewed = `${faq.reviewer}さんが${showDate(faq.on)}に確認`;
  const changed = faq.mark === mark ? '' : '。そのあと、きまりの文が変わっています。情報管理者に確かめてください';
  return [
    text(`${heading}: ${clip(faq.question, LONGEST_FAQ)}`),
    text(`${clip(faq.answer, LONGEST_FAQ)}(${reviewed}${changed})`, 'subtle'),
  ];
};

/** One clause in an answer: title and citation, the plain words marked as such, the official ones, what was asked before. */
export const clauseBlocks = (clause: Clause, catalog: Catalog, english: boolean, faqs: readonly Faq[]): Block[] => [
  text(headed(clause, english), 'strong'),
  ...restatement(clause, english),
  ...literalBlock(clause, catalog),
  ...faqs.filter((faq) => faq.clause === clause.id).flatMap((faq) => faqBlocks(clause, faq, english)),
];

/** Several clauses, one after the other. */
export const clausesIn = (
  found: readonly Clause[],
  catalog: Catalog,
  english: boolean,
  faqs: readonly Faq[] = [],
): Block[] =>
  found.flatMap((clause, at): Block[] => [
    ...(at > 0 ? [{ kind: 'divider' } as const] : []),
    ...clauseBlocks(clause, catalog, english, faqs),
  ]);
