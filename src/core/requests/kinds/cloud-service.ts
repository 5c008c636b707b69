import { confidentiality } from '../../classification.ts';
import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, period, personal, problem, why, wrongPeriod, wrongPersonal } from './common.ts';

export const cloudService = defineKind({
  name: 'cloudService',
  label: 'クラウド利用',
  words: ['クラウド', 'クラウドサービス', '外部サービス', 'cloud'],
  clauses: ['2-10(4)①', '2-10(2)'],
  about: 'クラウドやネットのサービスを使うとき',
  offer: ['クラウド利用を申請する', 'Request to use a cloud service'],
  fields: {
    service: text({ label: 'サービス名・事業者', hint: '例: 見本ストレージ(見本クラウド社)', max: 100 }),
    contract: choice({
      label: '契約の形',
      options: [
        { value: 'contract', label: '財団と事業者が契約を結ぶ' },
        { value: 'terms', label: '利用規約などに同意して使う(無料を含む)' },
      ],
    }),
    data: text({ label: '扱う情報', hint: '例: 講座の募集案内', max: 200 }),
    confidentiality,
    ...personal,
    purpose: why('目的', '例: 申込みを受け付けるため'),
    law: text({ label: '当てはまる法律・置き場所', hint: '例: 日本の法律、国内のデータセンター', max: 200 }),
    assurance: text({ label: '信頼できる根拠', hint: '例: 監査報告書、認証の名前', max: 200, required: false }),
    exit: why('やめるときの移し方', '例: 一覧を書き出して、すべて消してもらう'),
    ...period('開始日', '利用終了・見直しの日'),
  },
  hear: hears(
    /クラウド|オンラインストレージ|ファイル(転送|共有)サービス|(生成AI|Web会議|ウェブ会議|チャットツール)[^。]{0,8}(使い|利用)|\bcloud\b/iu,
    'purpose',
  ),
  approvers: ['infrastructureManager'],
  after: {
    ...{ name: '利用の終了', running: '利用中', done: '利用を終えた', act: '情報を移して消して' },
    ...{ acted: '情報を移して消したら', due: '利用終了・見直しの日', limit: '利用期限', clause: '2-10(4)③' },
    on: ({ until }) => String(until),
    intro: '情報を移し、サービスの側から消したことを、情報基盤管理者が確かめます。続けるときは「延長を申請」です。',
    fields: {
      erased: choice({
        label: 'サービス側の情報',
        options: [
          { value: 'erased', label: '移して、すべて消した' },
          { value: 'certified', label: '事業者が消し、証明をもらった' },
        ],
      }),
    },
    confirm: 'infrastructureManager',
    confirmIntro: '消えていることか、証明を見てから送信してください。',
    checks: [{ value: 'seen', label: '消えたことを確かめた' }],
    extends: true,
  },
  check: (values, today) =>
    problem({ ...wrongPeriod(values, today), ...wrongPersonal(values, values.confidentiality) }, [
      values.contract === 'terms' &&
        values.confidentiality === '2' && {
          clause: '2-10(2)',
          text: '利用規約などに同意して使うサービスでは、機密性2の情報を扱えません。契約を結べるサービスを、情報基盤管理者と選んでください。',
          never: true,
        },
    ]),
  subject: ({ service }) => oneLine(service, 30),
  risks: ({ confidentiality: grade, assurance }) => [
    ...(grade === '2' ? ['機密性2の情報を、財団の外に置きます。'] : []),
    ...(assurance ? [] : ['信頼できる根拠が書かれていません。(対策基準 10(4)⑤)']),
  ],
  secret: (values) => values.confidentiality === '2',
  alike: ({ contract, confidentiality: grade }) => `${contract}/${grade}`,
});
