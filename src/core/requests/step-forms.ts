import { showClause } from '../clause.ts';
import { choice, date, text } from '../fields.ts';
import type { Fields } from '../form-schema.ts';
import { type After, afterOf } from './after.ts';
import type { AnyKind } from './kind.ts';
import type { Request } from './request.ts';

type StepForm = { title: string; intro: string; fields: Fields };

const why = (label: string, hint: string) => text({ label, hint, max: 500, lines: true });

/** The small forms of a request's life that are the same for every kind: title, one sentence, fields. */
const stepForms: Readonly<Record<string, StepForm>> = {
  sendBack: {
    title: '差し戻し',
    intro: '質問や直してほしいところを書いてください。申請した方が直して、同じ番号で出し直します。',
    fields: { said: why('質問・直してほしいこと', '例: 名簿は必要な人だけに絞れますか') },
  },
  refuse: {
    title: '却下',
    intro: '理由は申請した方に伝わり、記録に残ります。',
    fields: { said: why('理由', '例: データを会場の回線で見られるため') },
  },
  revoke: {
    title: '承認の取り消し',
    intro: '押し間違いや事情の変化で、承認を取り消します。すでに始まっているものは、すぐにやめるよう伝わります。',
    fields: { said: why('理由', '例: 行き先が変わったため') },
  },
  refuseExtension: {
    title: '延長の却下',
    intro: '理由は申請した方に伝わります。',
    fields: { said: why('理由', '例: ほかの人が使う予定があるため') },
  },
  notReturned: {
    title: 'まだ確認できない',
    intro: '足りないことを書いてください。申請した方に伝わります。',
    fields: { said: why('足りないこと', '例: USBメモリが見当たりません') },
  },
};

/** What is told at the end of every kind, with a remark. */
export const afterFields = (after: After): Fields => ({
  ...after.fields,
  note: text({ label: '申し送り', hint: '例: 保管庫の棚に戻しました', max: 300, lines: true, required: false }),
});

const conditionForm = (kind: AnyKind, after: After | undefined): StepForm => {
  const limit = after?.limit ?? '期限';
  const until = date({ label: `${limit}を早める`, hint: '変えないときは空のまま', required: false });
  const dated = after !== undefined || 'until' in kind.fields;
  return {
    title: '条件付き承認',
    intro: '条件は申請した方に伝わり、受け入れると承認になります。',
    fields: { conditions: why('条件', '例: 名簿は紙だけにして、データは置いていく'), ...(dated ? { until } : {}) },
  };
};

const afterForms: Readonly<Record<string, (after: After) => StepForm>> = {
  giveBack: (after) => ({ title: after.name, intro: after.intro, fields: afterFields(after) }),
  confirmReturn: (after) => ({
    title: `${after.name}の確認`,
    intro: `${after.confirmIntro}(${showClause(after.clause)})`,
    fields: { checked: choice({ label: '確かめたこと', options: after.checks }) },
  }),
  extend: (after) => ({
    title: '延長の申請',
    intro: `延長にも承認が要ります。承認されるまで、いまの${after.due}は変わりません。`,
    fields: { until: date({ label: `新しい${after.due}` }), reason: why('延長の理由', '例: 相談会が一日延びたため') },
  }),
};

/** The form of a step; a name that came back from a platform may be anything. */
export const stepFormOf = (kind: AnyKind, request: Pick<Request, 'values'>, step: string): StepForm | undefined => {
  const after = afterOf(kind, request.values);
  if (step === 'condition') return conditionForm(kind, after);
  if (step === 'answer')
    return kind.answer && { title: kind.answer.button, intro: kind.answer.intro, fields: kind.answer.fields };
  if (after && Object.hasOwn(afterForms, step)) return afterForms[step]?.(after);
  return Object.hasOwn(stepForms, step) ? stepForms[step] : undefined;
};
