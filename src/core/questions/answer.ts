import type { Fact } from '../facts.ts';
import type { Ctx, Decision, Found } from '../feature.ts';
import type { RawValues } from '../form.ts';
import { readForm } from '../form-schema.ts';
import type { Approver } from '../people/approvers.ts';
import { readClauseId } from '../policies/clause-id.ts';
import { ok, type Result, refuse } from '../result.ts';
import { answerNote } from './cards.ts';
import { answerFields } from './forms.ts';
import { answerers, type Kept, type Question } from './question.ts';

/** Whoever answers stands in the asker's chain that day; nobody answers their own question. */
const mayAnswer = (ctx: Ctx, question: Question): Result<Approver> => {
  const by = ctx.actor.is === 'person' ? ctx.actor.person.id : '';
  const found = answerers(ctx, question).find(({ person }) => person === by);
  return found
    ? ok(found)
    : refuse(
        'not-manager',
        'この質問に答える担当ではないため、操作できません。ご自分の担当のはずのときは、総務部に名簿を確かめるよう頼んでください。',
      );
};

const fact = (type: string, by: Approver, id: string, data: Fact['data'], details?: Fact['details']): Fact => ({
  chain: id,
  type,
  actor: by.person,
  ...(by.deputyFor ? { onBehalfOf: by.deputyFor } : {}),
  subject: id,
  data,
  ...(details ? { details } : {}),
});

const unknownClause = 'このきまりは見つかりません。「対策基準 7(1)(エ)」のように番号を書いてください。';

/** What is kept stands under a clause the policy has, in words its reviewer has looked over. */
const keeping = (ctx: Ctx, by: Approver, values: { clause: string; asked: string }): Result<Kept> => {
  const clause = readClauseId(values.clause);
  const mark = clause === undefined ? undefined : ctx.clauseMark?.(clause);
  if (clause === undefined || mark === undefined)
    return refuse('invalid', '残す先のきまりを確かめてください。', { clause: unknownClause });
  if (values.asked === '')
    return refuse('invalid', '残すときの質問文を確かめてください。', {
      asked: '残すときは、ほかの方が読んで分かる質問文を書いてください。',
    });
  return ok({ clause, question: values.asked, by: by.person, at: ctx.now, mark });
};

export const answer = (ctx: Ctx, values: RawValues, { id, state }: Found<Question>): Result<Decision<Question>> => {
  const by = mayAnswer(ctx, state);
  if (!by.ok) return by;
  if (state.status === 'answered')
    return refuse('already-answered', 'この質問には、ほかの方がもう答えています。ありがとうございました。');
  const read = readForm(answerFields, values);
  if (!read.ok) return read;
  const kept = read.value.keep === 'yes' ? keeping(ctx, by.value, read.value) : undefined;
  if (kept && !kept.ok) return kept;
  const { person, deputyFor } = by.value;
  const said = { text: read.value.answer, by: person, ...(deputyFor ? { deputyFor } : {}), at: ctx.now };
  const next = { ...state, status: 'answered' as const, answer: said, ...(kept ? { kept: kept.value } : {}) };
  const data = { clause: state.clause, kept: kept ? kept.value.clause : '' };
  return ok({
    next,
    facts: [fact('question.answered', by.value, id, data, { answer: said.text })],
    pings: [
      {
        slot: `case/${id}/${state.asker}/answer`,
        to: { person: state.asker },
        lane: 'note',
        card: answerNote(ctx, id, next),
      },
    ],
    reply: { kind: 'done' },
  });
};

type KeptQuestion = Extract<Question, { status: 'answered' }> & { kept: Kept };

const mayKeep = (ctx: Ctx, question: Question): Result<{ by: Approver; question: KeptQuestion }> => {
  const by = mayAnswer(ctx, question);
  if (!by.ok) return by;
  return question.status === 'answered' && question.kept
    ? ok({ by: by.value, question: { ...question, kept: question.kept } })
    : refuse('not-kept', 'この質問は、よくある質問に残されていません。');
};

/** Looked over once more, by the clause as it reads now. */
export const review = (ctx: Ctx, { id, state }: Found<Question>): Result<Decision<Question>> => {
  const may = mayKeep(ctx, state);
  if (!may.ok) return may;
  const { by, question } = may.value;
  const mark = ctx.clauseMark?.(question.kept.clause);
  if (mark === undefined)
    return refuse(
      'no-such-clause',
      'このきまりは、いまのポリシーにありません。「よくある質問から外す」を押してください。',
    );
  const kept = { ...question.kept, by: by.person, at: ctx.now, mark };
  return ok({
    next: { ...question, kept },
    facts: [fact('question.reviewed', by, id, { clause: kept.clause })],
    reply: { kind: 'done' },
  });
};

export const drop = (ctx: Ctx, { id, state }: Found<Question>): Result<Decision<Question>> => {
  const may = mayKeep(ctx, state);
  if (!may.ok) return may;
  const { kept, ...next } = may.value.question;
  return ok({
    next,
    facts: [fact('question.dropped', may.value.by, id, { clause: kept.clause })],
    reply: { kind: 'done' },
  });
};
