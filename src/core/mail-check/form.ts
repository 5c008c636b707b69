import { text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { choiceOrNone, number, person } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { viewForm } from '../form-schema.ts';
import type { Refusal } from '../result.ts';

/** Nothing of the mail: neither its subject, nor an address, nor a file. */
export const checkFields = {
  checker: person({ label: '確認をお願いする方', hint: '近くにいる方。氏名か職員番号' }),
  people: number({ label: '送る人数', min: 1, max: 1_000_000, required: false }),
  attachment: choiceOrNone({
    label: '添付ファイル',
    options: [
      { value: 'yes', label: 'あり' },
      { value: 'no', label: 'なし' },
    ],
  }),
};

export const checkForm = (ctx: Ctx, context: FormContext, raw: RawValues, refusal?: Refusal): Form => ({
  name: 'mailCheck/new',
  title: '送る前の二人確認',
  submit: '送信',
  context,
  intro: [
    ...(refusal ? [text(refusal.text, 'strong')] : []),
    text('選んだ方にカードが届きます。宛先、Bcc、添付を画面で一緒に見てもらってください。'),
    text('メールの件名や本文、宛先は、ここには書きません。確認した方と日時だけが記録に残ります。', 'subtle'),
  ],
  fields: viewForm(checkFields, raw, {
    errors: refusal?.fields ?? {},
    shown: (id) => ctx.dir.person(id)?.name ?? id,
  }),
});
