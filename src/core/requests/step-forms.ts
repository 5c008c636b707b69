import { choice, date, text } from '../fields.ts';
import type { Fields } from '../form-schema.ts';

type StepForm = { title: string; intro: string; fields: Fields };

const why = (label: string, hint: string) => text({ label, hint, max: 500, lines: true });

/** The small forms of a request's life, the same for every kind: title, one sentence, fields. */
export const stepForms: Readonly<Record<string, StepForm>> = {
  condition: {
    title: '条件付き承認',
    intro: '条件は申請した方に伝わり、受け入れると承認になります。',
    fields: {
      conditions: why('条件', '例: 名簿は紙だけにして、データは置いていく'),
      until: date({ label: '返却期限を早める', hint: '変えないときは空のまま', required: false }),
    },
  },
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
    intro: '押し間違いや事情の変化で、承認を取り消します。持ち出し中のものは、すぐに戻すよう伝わります。',
    fields: { said: why('理由', '例: 行き先が変わったため') },
  },
  extend: {
    title: '延長の申請',
    intro: '延長にも承認が要ります。承認されるまで、いまの返却予定日は変わりません。',
    fields: { until: date({ label: '新しい返却予定日' }), reason: why('延長の理由', '例: 相談会が一日延びたため') },
  },
  refuseExtension: {
    title: '延長の却下',
    intro: '理由は申請した方に伝わります。',
    fields: { said: why('理由', '例: ほかの人が使う予定があるため') },
  },
  giveBack: {
    title: '返却',
    intro: '戻したことを、ほかの人(情報管理者か代行者)が確かめます。',
    fields: {
      erased: choice({
        label: 'データの消去',
        options: [
          { value: 'erased', label: '持ち出したデータを消した' },
          { value: 'none', label: '消すデータはない' },
          { value: 'left', label: 'まだ残っている' },
        ],
      }),
      note: text({
        label: '申し送り',
        hint: '例: 名簿は保管庫の棚に戻しました',
        max: 300,
        lines: true,
        required: false,
      }),
    },
  },
  confirmReturn: {
    title: '返却の確認',
    intro: 'ご自分の目で確かめてから送信してください。記録に名前が残ります。(対策基準 7(1)(キ))',
    fields: {
      checked: choice({
        label: '確かめたこと',
        options: [
          { value: 'both', label: '現物が戻り、データも消えている' },
          { value: 'thing', label: '現物が戻った(消すデータはない)' },
        ],
      }),
    },
  },
  notReturned: {
    title: 'まだ確認できない',
    intro: '足りないことを書いてください。申請した方に伝わります。',
    fields: { said: why('足りないこと', '例: USBメモリが見当たりません') },
  },
};

/** The form of a step; a name that came back from a platform may be anything. */
export const stepFormOf = (step: string): StepForm | undefined =>
  Object.hasOwn(stepForms, step) ? stepForms[step] : undefined;
