import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { carried } from '../carried.ts';
import type { RawValues } from '../form.ts';
import type { JstDate } from '../people/directory.ts';
import { isReportForm, isReportKind } from '../reports/kinds.ts';
import type { Catalog, Clause } from './catalog.ts';
import { clausesIn, headed } from './clause-blocks.ts';
import { clauseButton } from './clause-card.ts';
import type { ClauseAction } from './digest.ts';
import type { Faq } from './faq.ts';
import { firstAidFor, isReport, reportButton, requestButton } from './offers.ts';
import type { PolicyAnswer } from './search/ask.ts';
import { shareButton } from './share.ts';

const SHOWN = 3;

/** What the desk knows besides the question. */
export type Around = {
  faqs?: readonly Faq[];
  /** The form it heard in the sentence; `told` when somebody tells rather than asks. */
  heard?: { form: string; raw: RawValues; told: boolean } | undefined;
  /** Whether a kind of request is the asker's to make. */
  mayAsk?: (kind: string) => boolean;
  /** A JST date: what 「明日」 is counted from. */
  today?: JstDate;
  /** Names the mention this answers: the asker may then share the answer with the channel. */
  mention?: string | undefined;
};

/** Chapter 3 is not public: no question finds it, and the bot says so. */
export const asksForIndividualStandards = (question: string): boolean =>
  /個別基準|第(?:3|三)章|対策基準以外の基準|individual standards?|chapter (?:3|three)/iu.test(
    question.slice(0, 2_000).normalize('NFKC'),
  );

const consult = (question: string, clause: string | undefined, english: boolean): Button => ({
  label: english ? 'Ask my 情報管理者' : '情報管理者に聞く',
  action: { do: 'open', form: 'question/new', arg: carried({ raw: { question, ...(clause ? { clause } : {}) } }) },
});

const notPublic = (question: string): Card => ({
  title: '個別基準は公開されていません',
  tone: 'plain',
  notice: '質問への答え',
  blocks: [
    text('第3章の情報セキュリティ個別基準は、公開すると業務に支障があるため、内容をお答えできません。'),
    text('必要なときは、所属の情報管理者に聞いてください。(対策基準 7(1)(ア))', 'subtle'),
    buttons(consult(question, undefined, false)),
  ],
});

const opinions = (question: string, clauses: readonly string[], english: boolean): Button[] => {
  const arg = carried({ clauses, question }, 300);
  return [
    { label: english ? 'Helpful' : '役に立った', action: { do: 'press', verb: 'helpful', arg } },
    { label: english ? 'Not helpful' : '役に立たない', action: { do: 'press', verb: 'unhelpful', arg } },
  ];
};

const notCovered = (question: string, found: readonly Clause[], english: boolean): Block[] => [
  text(
    english
      ? 'I found nothing in the security policy that answers your question.'
      : 'この質問に答える決まりは、情報セキュリティポリシーに見つかりませんでした。',
  ),
  ...(found.length > 0
    ? [
        text(english ? 'Related, not an answer:' : '関連(答えではありません)', 'subtle'),
        { kind: 'list' as const, items: found.map((clause) => headed(clause, english)) },
      ]
    : []),
  text(
    english
      ? 'Your 情報管理者 (information manager) can help (対策基準 7(1)(ア)).'
      : 'わからないことは、所属の情報管理者に聞けます。(対策基準 7(1)(ア))',
  ),
  buttons({ ...consult(question, undefined, english), style: 'primary' }),
];

/** Something happened: by what was told, or by what the question says. */
export const reportsIn = (answer: PolicyAnswer, { heard }: Around): boolean => {
  if (isReport(answer) || answer.event) return true;
  const { happened, past, tell } = answer.intent;
  return heard !== undefined && isReportForm(heard.form) && (heard.told || happened || past || tell);
};

/** The kind the sentence itself names, else the one the policy leads to. */
const reportKind = (answer: PolicyAnswer, heard: Around['heard']): ClauseAction => {
  const told = heard && isReportForm(heard.form) ? (heard.form.split('/')[0] as ClauseAction) : undefined;
  if (told && told !== 'incident') return told;
  return (isReport(answer) ? answer.kind : undefined) ?? answer.event ?? 'incident';
};

/** The report's button and what to do first stand above everything that is only read. */
const reportBlocks = (question: string, answer: PolicyAnswer, { heard }: Around): Block[] => {
  const kind = reportKind(answer, heard);
  const firstAid = firstAidFor(kind, answer.english);
  const button = reportButton(kind, question, answer.english);
  const label = answer.english ? 'Open the form' : 'フォームを開く';
  return [...(firstAid ? [text(firstAid, 'strong')] : []), buttons(heard?.told ? { ...button, label } : button)];
};

const wants = (question: string, answer: PolicyAnswer, around: Around): Button | undefined => {
  const { heard, mayAsk = () => true, today } = around;
  const offered = requestButton(answer, question, { mayAsk, today });
  const kind = heard?.form.split('/')[0] ?? '';
  if (offered || !heard || isReportKind(kind) || !mayAsk(kind)) return offered;
  const label = answer.english ? 'Open the form' : 'フォームを開く';
  return { label, style: 'primary', action: { do: 'open', form: heard.form, arg: carried({ raw: heard.raw }) } };
};

type Asked = { question: string; answer: PolicyAnswer; catalog: Catalog; around: Around; found: readonly Clause[] };

/** What answers, and the way on; nothing where the policy does not cover it. */
const covered = (
  { question, answer, catalog, around, found }: Asked,
  wanted: Button | undefined,
  shared?: string,
): Block[] => {
  const { english } = answer;
  const [first] = found;
  if (!answer.answered || !first) return [];
  const ids = found.map(({ id }) => id);
  return [
    ...clausesIn(found, catalog, english, around.faqs ?? []),
    buttons(
      ...(wanted ? [wanted] : []),
      ...(shared ? [shareButton(ids, shared, english)] : []),
      clauseButton(english ? 'More' : 'くわしく', first.id),
      ...opinions(question, ids, english),
      consult(question, first.id, english),
    ),
  ];
};

const reportCard = (asked: Asked): Card => {
  const { question, answer, around } = asked;
  const below = covered(asked, undefined);
  return {
    title: answer.english ? 'Report what happened' : '事故の報告',
    tone: 'attention',
    notice: '事故の報告',
    blocks: [
      ...reportBlocks(question, answer, around),
      ...(below.length > 0 ? [{ kind: 'divider' } as const, ...below] : []),
    ],
  };
};

/** The answer as chat gives it: what to do about it, at most three clauses, and the way on. */
export const answerCard = (question: string, answer: PolicyAnswer, catalog: Catalog, around: Around = {}): Card => {
  const { english } = answer;
  const found = answer.clauses.slice(0, SHOWN).flatMap((id) => catalog.clauses.get(id) ?? []);
  const asked = { question, answer, catalog, around, found };
  if (reportsIn(answer, around)) return reportCard(asked);
  if (asksForIndividualStandards(question)) return notPublic(question);
  const wanted = wants(question, answer, around);
  const blocks = covered(asked, wanted, around.mention);
  if (blocks.length > 0)
    return {
      title: english ? 'What the policy says' : 'ポリシーの答え',
      tone: 'plain',
      notice: '質問への答え',
      blocks,
    };
  return {
    title: english ? 'The policy does not cover this' : 'ポリシーには書かれていません',
    tone: 'plain',
    notice: '質問への答え',
    blocks: [...(wanted ? [buttons(wanted)] : []), ...notCovered(question, found, english)],
  };
};
