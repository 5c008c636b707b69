import { confidentiality } from '../../classification.ts';
import { choice, date, person, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, problem, why } from './common.ts';

const ways = [
  { value: 'shred', label: '裁断(シュレッダー)' },
  { value: 'melt', label: '溶解・焼却' },
  { value: 'destroy', label: '物理的に壊す' },
  { value: 'erase', label: '消去ソフトで消したうえで壊す' },
  { value: 'vendor', label: '業者に頼み、証明書をもらう' },
] as const;

export const disposal = defineKind({
  name: 'disposal',
  label: '廃棄',
  words: ['廃棄処分', '処分', '捨てる', 'シュレッダー', 'disposal'],
  clauses: ['2-4(2)(ケ)③', '2-4(2)(ケ)①', '2-4(2)(ケ)②'],
  about: '媒体、機器、紙を捨てるとき',
  offer: ['廃棄を申請する', 'Request disposal'],
  fields: {
    what: text({ label: '廃棄するもの', hint: '例: 令和2年度の申込書、USBメモリ2本', max: 200 }),
    type: choice({
      label: '種類',
      options: [
        { value: 'paper', label: '紙' },
        { value: 'media', label: '媒体(USBメモリ、DVDなど)' },
        { value: 'device', label: '機器(PCなど)' },
      ],
    }),
    confidentiality,
    reason: why('理由', '例: 保存期間が終わったため'),
    method: choice({ label: '処理の方法', options: [...ways] }),
    on: date({ label: '廃棄予定日' }),
    charge: text({ label: '担当者', hint: '処理する人の氏名', max: 60 }),
  },
  hear: hears(/廃棄|捨て|処分し|シュレッダー|溶解処理|破棄し|\b(dispose|discard|shred|throw away)\b/iu, 'what'),
  approvers: ['informationManager'],
  after: {
    ...{ name: '廃棄の処理', running: '廃棄待ち', done: '廃棄した', act: '廃棄して', acted: '廃棄したら' },
    ...{ due: '廃棄予定日', limit: '廃棄期限', clause: '2-4(2)(ケ)②', on: ({ on }) => String(on) },
    intro: 'いつ、だれが、どのように処理したかを書いてください。処理した方とは別の人が、立ち会いとして確かめます。',
    fields: {
      disposedOn: date({ label: '処理した日' }),
      by: person({ label: '処理した人' }),
      how: choice({ label: '実際の処理', options: [...ways] }),
    },
    doer: 'by',
    confirm: 'informationManager',
    confirmIntro: '立ち会ったか、証明書などで確かめてから送信してください。立会人として名前が残ります。',
    checks: [
      { value: 'witnessed', label: '処理に立ち会った' },
      { value: 'proof', label: '残骸か証明書を見て確かめた' },
    ],
    extends: true,
    lost: true,
  },
  check: ({ on, type, method: how }, today) =>
    problem({
      on: on < today && '廃棄予定日は今日以降にしてください。捨てる前に許可が要ります。(対策基準 4(2)(ケ)③)',
      method:
        type !== 'paper' && how === 'shred' && '媒体や機器は、壊すか、消したうえで壊してください。(対策基準 4(2)(ケ)①)',
    }),
  subject: ({ what }) => oneLine(what, 30),
  risks: ({ confidentiality: grade, method: how }) => [
    ...(grade === '2' ? ['機密性2の情報です。元に戻せない方法かを確かめてください。'] : []),
    ...(how === 'vendor' ? ['業者に渡るまでのあいだ、目を離さないでください。'] : []),
  ],
  secret: (values) => values.confidentiality === '2',
  alike: ({ type, confidentiality: grade }) => `${type}/${grade}`,
});
