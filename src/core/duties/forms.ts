import { type Block, text } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { choices, date, text as textField } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, viewForm } from '../form-schema.ts';
import type { Refusal } from '../result.ts';
import { auditorFields, notTheirs } from './auditor.ts';
import { compileFields } from './compile.ts';
import { titleOf } from './duty.ts';
import type { Running } from './finish.ts';
import { checklistFields, measureFields } from './inspect.ts';
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

/** Nobody audits their own unit (2-3(2)(カ)②). */
const auditLines = (ctx: Ctx, { state }: Running): Block[] => {
  const own = state.duty.name === 'audit' && ctx.actor.is === 'person' ? notTheirs(ctx, ctx.actor.person.id) : [];
  return own.length > 0 ? [text(`${own.join('、')}は、別の方が監査します。結果に含めないでください。`, 'strong')] : [];
};

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
  'duty/report': (ctx, plan) => ({
    title: '結果の記録',
    intro: [text(plan.state.duty.what), ...auditLines(ctx, plan), clauseLine(plan)],
    fields: reportFields,
  }),
  'duty/inspect': (ctx, plan) => ({
    title: '自己点検',
    intro: [text('担当の部署について、ひとつずつ答えてください。直すところは、次に期限を決めます。'), clauseLine(plan)],
    fields: checklistFields(ctx.clausesFor?.('informationManager') ?? []),
  }),
  'duty/measures': (ctx, plan) => ({
    title: '直すことと期限',
    intro: [text('送信すると、情報セキュリティ管理者への報告になります。'), clauseLine(plan)],
    fields: measureFields(ctx.actor.is === 'person' ? plan.state.inspections?.[ctx.actor.person.id] : undefined),
  }),
  'duty/compile': (_ctx, plan) => ({
    title: '責任者へのまとめ',
    intro: [text('各部署の結果と改善は、まとめと一緒に届きます。'), clauseLine(plan)],
    fields: compileFields,
  }),
  'duty/auditor': (ctx, plan) => ({
    title: '監査する方の指名',
    intro: [text('監査責任者が所属長を兼ねる部署は、別の方が監査します。(対策基準 3(2)(カ)②)')],
    fields: auditorFields(ctx, plan.state),
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
