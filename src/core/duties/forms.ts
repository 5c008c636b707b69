import { type Block, text } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { choices, date, text as textField } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, viewForm } from '../form-schema.ts';
import type { Refusal } from '../result.ts';
import { titleOf } from './duty.ts';
import type { Running } from './finish.ts';
import { putOffDays, putOffFields } from './put-off.ts';
import { quizFields } from './quiz.ts';
import { isAsked } from './task.ts';

export const reportFields = {
  result: textField({ label: '結果', hint: '例: 異常はありませんでした', max: 1000, lines: true }),
  improvements: textField({
    label: '直すこと',
    hint: 'なければ空のままで送れます',
    max: 1000,
    lines: true,
    required: false,
  }),
};

/** A session held another day: who took part. */
export const attendFields = (ctx: Ctx): Fields => ({
  held: date({ label: '実施日' }),
  people: choices<string>({
    label: '受けた人',
    options: (ctx.tasks ?? [])
      .filter(isAsked)
      .slice(0, 100)
      .map(({ person }) => ({ value: person, label: ctx.dir.person(person)?.name ?? person })),
  }),
});

type Sheet = { title: string; intro: readonly Block[]; fields: Fields };

const clauseLine = ({ state }: Running): Block =>
  text(`${titleOf(state.duty)}(${state.duty.clauses.map(showClause).join('、')})`, 'subtle');

const sheets: Readonly<Record<string, (ctx: Ctx, plan: Running) => Sheet>> = {
  'duty/quiz': (_ctx, plan) => ({
    title: '確認の問題',
    intro: [
      text('間違えても大丈夫です。説明が出ますので、もう一度選んでください。'),
      ...(plan.state.duty.material ? [text(`教材: ${plan.state.duty.material}`)] : []),
      clauseLine(plan),
    ],
    fields: quizFields(plan.state.duty.quiz),
  }),
  'duty/later': (_ctx, plan) => ({
    title: 'あとで',
    intro: [
      text(`${putOffDays}営業日あとに、もう一度お知らせします。(${plan.state.duty.later}回まで)`),
      clauseLine(plan),
    ],
    fields: putOffFields,
  }),
  'duty/report': (_ctx, plan) => ({
    title: '結果の記録',
    intro: [text(plan.state.duty.what), clauseLine(plan)],
    fields: reportFields,
  }),
  'duty/attend': (ctx, plan) => ({
    title: '別の日の実施を記録',
    intro: [text('まだ終わっていない方のうち、受けた人を選んでください。'), clauseLine(plan)],
    fields: attendFields(ctx),
  }),
};

/** The step's form about a running plan; undefined when there is no such step. */
export const stepForm = (
  ctx: Ctx,
  name: string,
  plan: Running,
  { context, raw, refusal }: { context: FormContext; raw: RawValues; refusal?: Refusal | undefined },
): Form | undefined => {
  const sheet = sheets[name]?.(ctx, plan);
  if (!sheet) return undefined;
  return {
    name,
    title: sheet.title,
    submit: '送信',
    context,
    intro: [...(refusal ? [text(refusal.text, 'strong')] : []), ...sheet.intro],
    fields: viewForm(sheet.fields, raw, {
      errors: refusal?.fields ?? {},
      shown: (id) => ctx.dir.person(id)?.name ?? id,
    }),
  };
};
