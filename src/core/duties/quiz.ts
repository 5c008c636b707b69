import { showClause } from '../clause.ts';
import type { Ctx, Decision } from '../feature.ts';
import { choice } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { type Fields, readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { type Result, refuse } from '../result.ts';
import type { Question } from './duty.ts';
import { finish, type Running } from './finish.ts';
import type { Plan } from './plan.ts';

/** The same for everybody, and not with the right answer always first. */
const mixed = (question: Question, at: number): string[] => {
  const all = [question.right, ...question.wrong];
  const turn = (question.text.length + at) % all.length;
  return [...all.slice(turn), ...all.slice(0, turn)];
};

export const quizFields = (quiz: readonly Question[]): Fields =>
  Object.fromEntries(
    quiz.map((question, at) => [
      `q${at}`,
      choice<string>({
        label: question.text,
        options: mixed(question, at).map((label) => ({ value: label, label })),
      }),
    ]),
  );

/** A wrong answer shows where it stands, and everything else stays as it was answered. `plain`: the clause in plain words. */
export const answerQuiz = (
  ctx: Ctx,
  plan: Running,
  person: PersonId,
  values: RawValues,
  plain: (clause: string) => string | undefined,
): Result<Decision<Plan>> => {
  const { quiz } = plan.state.duty;
  const read = readForm(quizFields(quiz), values);
  if (!read.ok) return read;
  const wrong = quiz.flatMap((question, at) => {
    if (read.value[`q${at}`] === question.right) return [];
    const words = question.clause ? plain(question.clause) : undefined;
    const where = question.clause ? `(${showClause(question.clause)})` : '';
    return [[`q${at}`, `惜しいです。${words ?? '教材をもう一度見てみてください。'}${where}`] as const];
  });
  if (wrong.length > 0)
    return refuse(
      'wrong-answer',
      `あと${wrong.length}問です。説明を読んで、もう一度選んでください。`,
      Object.fromEntries(wrong),
    );
  return finish(ctx, plan, person, { way: 'quiz', questions: quiz.length });
};
