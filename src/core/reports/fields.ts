import { choiceOrNone, text } from '../fields.ts';

/** What every report asks: two fields are enough to send. */
export const toldFields = {
  subject: text({ label: '件名', hint: '例: USBメモリが見当たらない', max: 100 }),
  body: text({
    label: '内容',
    hint: '分かる範囲でかまいません。漏れた個人情報そのものは書かないでください。',
    max: 3000,
    lines: true,
  }),
};

/** Told for somebody else: a citizen, a colleague. */
export const sourceField = {
  source: text({
    label: '知らせてくれた方',
    hint: 'ほかの方から聞いたときだけ。例: 市民の方(お名前は要りません)、同じ課の職員',
    max: 100,
    required: false,
  }),
};

export const personalField = {
  personal: choiceOrNone({
    label: '個人情報',
    hint: '分からないときは、そのままでかまいません。',
    options: [
      { value: 'yes', label: '含まれる(含まれるかもしれない)' },
      { value: 'no', label: '含まれない' },
      { value: 'unknown', label: '分からない・調査中' },
    ],
  }),
};

/** As the state keeps it: what nobody chose is unknown, never "no". */
export const personalOf = ({ personal }: { personal: 'yes' | 'no' | 'unknown' | '' }): 'yes' | 'no' | 'unknown' =>
  personal === '' ? 'unknown' : personal;
