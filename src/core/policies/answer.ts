import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { showClause } from '../clause.ts';
import { clip } from '../text.ts';
import { showTime } from '../time.ts';
import type { Catalog, Clause } from './catalog.ts';
import { firstAidFor, type Offered, offerButton } from './offers.ts';
import type { PolicyAnswer } from './search/ask.ts';

const SHOWN = 3;
const LONGEST_LITERAL = 600;

/** Chapter 3 is not public: no question finds it, and the bot says so. */
export const asksForIndividualStandards = (question: string): boolean =>
  /個別基準|第(?:3|３|三)章|対策基準以外の基準|individual standards?|chapter (?:3|three)/iu.test(
    question.normalize('NFKC'),
  );

const notPublic: Card = {
  title: '個別基準は公開されていません',
  tone: 'plain',
  notice: '質問への答え',
  blocks: [
    text('第3章の情報セキュリティ個別基準は、公開すると業務に支障があるため、内容をお答えできません。'),
    text('必要なときは、所属の情報管理者に聞いてください。対策基準 7(1)(ア)', 'subtle'),
  ],
};

const citation = (id: string): string => (id.startsWith('附則') ? id : showClause(id));

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

const clauseBlocks = (clause: Clause, catalog: Catalog, english: boolean): Block[] => {
  const title = (english && clause.digest?.titleEn) || clause.title;
  return [
    text(`${title} 〔${citation(clause.id)}〕`, 'strong'),
    ...restatement(clause, english),
    ...literalBlock(clause, catalog),
  ];
};

const around = (clause: Clause, label: string): Button[] =>
  clause.parent === undefined && clause.children.length === 0
    ? []
    : [{ label: clip(label, 70), action: { do: 'press', verb: 'policy/around', arg: clause.id } }];

const consult = (question: string, english: boolean): Button => ({
  label: english ? 'Ask my information manager' : '所属の情報管理者に聞く',
  action: { do: 'open', form: 'policy/consult', arg: clip(question, 900) },
});

const usefulness = (id: string, english: boolean): Button[] => [
  { label: english ? 'Helpful' : '役に立った', action: { do: 'press', verb: 'policy/useful', arg: id } },
  { label: english ? 'Not helpful' : '役に立たない', action: { do: 'press', verb: 'policy/useless', arg: id } },
];

const notCovered = (question: string, answer: PolicyAnswer, found: readonly Clause[]): Card => {
  const { english } = answer;
  const related = found.map(({ id, title, digest }) => `${(english && digest?.titleEn) || title} 〔${citation(id)}〕`);
  return {
    title: english ? 'The policy does not cover this' : 'ポリシーには書かれていません',
    tone: 'plain',
    notice: '質問への答え',
    blocks: [
      text(
        english
          ? 'I found nothing in the security policy that answers your question.'
          : 'この質問に答える決まりは、情報セキュリティポリシーに見つかりませんでした。',
      ),
      ...(related.length > 0
        ? [
            text(english ? 'Related, not an answer:' : '関連する決まり(答えではありません):', 'subtle'),
            { kind: 'list' as const, items: related },
          ]
        : []),
      text(
        english
          ? 'Your information manager can help (対策基準 7(1)(ア)).'
          : 'わからないことは所属の情報管理者に聞けます(対策基準 7(1)(ア))。',
      ),
      buttons(consult(question, english)),
    ],
  };
};

/** What happened stands above everything that is only read. */
const aboveAll = (offer: Offered | undefined, answer: PolicyAnswer): Block[] => {
  if (!offer?.report) return [];
  const firstAid = answer.intent.happened ? firstAidFor(offer.kind, answer.english) : undefined;
  return [...(firstAid ? [text(firstAid, 'strong')] : []), buttons(offer.button)];
};

const wayOn = (first: Clause, offer: Offered | undefined, question: string, english: boolean): Block =>
  buttons(
    ...(offer && !offer.report ? [offer.button] : []),
    ...around(first, english ? 'Clauses around it' : `前後の決まり(${citation(first.id)})`),
    ...usefulness(first.id, english),
    consult(question, english),
  );

/** The answer as chat gives it: at most three clauses, what to do about it, and the way on. */
export const answerCard = (question: string, answer: PolicyAnswer, catalog: Catalog): Card => {
  if (asksForIndividualStandards(question)) return notPublic;
  const found = answer.clauses.slice(0, SHOWN).flatMap((id) => catalog.clauses.get(id) ?? []);
  const [first] = found;
  if (!answer.answered || !first) return notCovered(question, answer, found);
  const { english } = answer;
  const offer = offerButton(answer, question);
  const clauses = found.flatMap((clause, at): Block[] => [
    ...(at > 0 ? [{ kind: 'divider' } as const] : []),
    ...clauseBlocks(clause, catalog, english),
  ]);
  return {
    title: english ? 'What the policy says' : 'ポリシーの答え',
    tone: offer?.report ? 'attention' : 'plain',
    notice: '質問への答え',
    blocks: [...aboveAll(offer, answer), ...clauses, wayOn(first, offer, question, english)],
  };
};
