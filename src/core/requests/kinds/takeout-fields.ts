import { availability, confidentiality, integrity } from '../../classification.ts';
import { choice, choices, date, number, text } from '../../fields.ts';
import { rows } from '../../form-schema.ts';

const items = rows({
  label: '持ち出すもの',
  min: 1,
  max: 10,
  add: '品目を追加',
  fields: {
    type: choice({
      label: '種類',
      options: [
        { value: 'paper', label: '紙' },
        { value: 'laptop', label: 'ノートPC' },
        { value: 'mobile', label: 'モバイル端末' },
        { value: 'media', label: 'USB等の媒体' },
        { value: 'data', label: 'データ' },
      ],
    }),
    name: text({ label: '品名・内容', hint: '例: 説明会の参加者名簿', max: 100 }),
    asset: text({ label: '管理番号・数量', hint: '例: PC-0123、20部', max: 60, required: false }),
  },
});

/** What the record must hold (2-7(1)(エ),(キ); 2-4(2)(キ)). */
export const takeoutFields = {
  items,
  confidentiality,
  integrity,
  availability,
  personal: choice({
    label: '個人情報',
    options: [
      { value: 'no', label: '含まない' },
      { value: 'yes', label: '含む' },
    ],
  }),
  personalKinds: text({
    label: '個人情報の種類',
    hint: '含むときだけ。例: 氏名、住所、電話番号',
    max: 200,
    required: false,
  }),
  personalCount: number({
    label: '人数',
    hint: '含むときだけ。およその数でかまいません',
    min: 1,
    max: 10_000_000,
    required: false,
  }),
  myNumber: choice({
    label: 'マイナンバー',
    hint: 'マイナンバー(個人番号)を使う事務の情報を含みますか。番号そのものは書かないでください。',
    options: [
      { value: 'no', label: '含まない' },
      { value: 'yes', label: '含む' },
    ],
  }),
  purpose: text({ label: '目的', hint: '例: 商店街での創業相談会', max: 300, lines: true }),
  destination: text({ label: '持出先', hint: '例: 港町商工会館 2階', max: 200 }),
  route: text({ label: '経路', hint: '例: 電車(寄り道なし)。自宅に一泊するときは、それも書いてください', max: 200 }),
  from: date({ label: '持出日' }),
  until: date({ label: '返却予定日' }),
  protection: choices({
    label: '保護の方法',
    hint: '機密性2のものは、施錠できるケースか暗号化が要ります。(対策基準 4(2)(キ)①)',
    required: false,
    options: [
      { value: 'lockCase', label: '施錠ケース' },
      { value: 'encryption', label: '暗号化' },
      { value: 'password', label: 'パスワード' },
      { value: 'privacyFilter', label: '覗き見防止' },
    ],
  }),
};
