import { type Block, buttons, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import type { Ctx } from '../feature.ts';
import { citation } from '../policies/clause-blocks.ts';
import { clauseButton } from '../policies/clause-card.ts';
import { jstDate, showDate, showTime } from '../time.ts';
import type { Question } from './question.ts';

export const questionNumber = (id: string): string => `質問 ${caseNumber(id)}`;

const name = (ctx: Ctx, person: string): string => `${ctx.dir.person(person)?.name ?? person}さん`;

type Answered = Extract<Question, { status: 'answered' }>;

const answeredBy = (ctx: Ctx, { answer }: Answered): string =>
  answer.deputyFor ? `${name(ctx, answer.by)}(${name(ctx, answer.deputyFor)}の代行)` : name(ctx, answer.by);

const asked = (question: Question): [string, string][] => [
  ['質問', question.text],
  ...(question.clause ? ([['近いきまり', citation(question.clause)]] as [string, string][]) : []),
];

const answerBlocks = (ctx: Ctx, question: Question): Block[] =>
  question.status === 'answered'
    ? [
        text(`${answeredBy(ctx, question)}が${showTime(question.answer.at)}に答えました。`),
        text(question.answer.text, 'strong'),
      ]
    : [];

const more = (question: Question): Block[] =>
  question.clause ? [buttons(clauseButton('くわしく', question.clause))] : [];

const waiting = (ctx: Ctx, { told }: Question): string =>
  told.length > 0
    ? `${told.map(({ person }) => name(ctx, person)).join('、')}に届きました。答えは、ここでお知らせします。`
    : '届けられる情報管理者が、いま見つかりません。総務部に名簿を確かめるよう頼んでください。見つかると、自動で届きます。';

export const askerCard = (ctx: Ctx, id: string, question: Question): Card => {
  const done = question.status === 'answered';
  const title = `${questionNumber(id)} ${done ? '答えがあります' : '情報管理者に聞いています'}`;
  return {
    title,
    tone: done ? 'good' : 'plain',
    notice: title,
    blocks: [
      { kind: 'facts', rows: asked(question) },
      ...(done ? answerBlocks(ctx, question) : [text(waiting(ctx, question))]),
      ...more(question),
    ],
  };
};

/** Makes the asker's phone ring; the answer itself stands in it. */
export const answerNote = (ctx: Ctx, id: string, question: Answered): Card => ({
  title: `${questionNumber(id)} 答えが届きました`,
  tone: 'good',
  notice: `${questionNumber(id)} 答えが届きました`,
  blocks: [...answerBlocks(ctx, question), ...more(question)],
});

const keptBlocks = (ctx: Ctx, id: string, question: Question): Block[] => {
  if (question.status !== 'answered' || !question.kept) return [];
  const { clause, by, at } = question.kept;
  const press = (label: string, verb: string) => ({ label, action: { do: 'press' as const, verb, case: id } });
  return [
    text(
      `よくある質問として、${citation(clause)}の下に表示しています(${name(ctx, by)}が${showDate(jstDate(at))}に確認)。`,
    ),
    buttons(press('いまのきまりで確かめた', 'review'), press('よくある質問から外す', 'drop')),
  ];
};

/** For a 情報管理者 who is, or was, asked. */
export const answererCard = (ctx: Ctx, id: string, question: Question, isAsked: boolean): Card => {
  const title = `${questionNumber(id)} ${question.status === 'answered' ? '回答済み' : isAsked ? '質問が届いています' : 'ほかの担当者に移りました'}`;
  const answer = {
    label: '回答する',
    style: 'primary' as const,
    action: { do: 'open' as const, form: 'question/answer', case: id },
  };
  return {
    title,
    tone: question.status === 'asked' && isAsked ? 'attention' : 'plain',
    notice: title,
    blocks: [
      { kind: 'facts', rows: [['質問した人', name(ctx, question.asker)], ...asked(question)] },
      ...answerBlocks(ctx, question),
      ...(question.status === 'asked' && isAsked ? [buttons(answer)] : []),
      ...more(question),
      ...keptBlocks(ctx, id, question),
    ],
  };
};

export const remindNote = (ctx: Ctx, id: string, question: Question): Card => ({
  title: `${questionNumber(id)} 回答を待っています`,
  tone: 'attention',
  notice: `${questionNumber(id)} 回答を待っています`,
  blocks: [
    text(`${name(ctx, question.asker)}の質問に、まだ答えがありません。(対策基準 7(1)(ア))`),
    buttons({ label: '回答する', style: 'primary', action: { do: 'open', form: 'question/answer', case: id } }),
  ],
});
