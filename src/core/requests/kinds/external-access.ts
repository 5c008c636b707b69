import { choice, choices, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, period, problem, why, wrongPeriod, yesNo } from './common.ts';

export const externalAccess = defineKind({
  name: 'externalAccess',
  label: '外部からのアクセス',
  words: ['外部アクセス', 'リモートアクセス', 'VPN', 'remoteaccess'],
  clauses: ['2-8(2)(エ)①', '2-8(2)(エ)②', '2-8(2)(エ)③'],
  about: '外から財団のシステムに入るとき',
  offer: ['外部からのアクセスを申請する', 'Request access from outside'],
  fields: {
    system: text({ label: '入るシステム', hint: '例: 予約管理システム', max: 100 }),
    myNumber: yesNo('マイナンバー系のシステム', undefined, ['含まない', '含む']),
    reason: why('理由', '例: 夜間の障害に対応するため'),
    line: choice({
      label: '使う回線',
      options: [
        { value: 'own', label: '財団が用意した回線' },
        { value: 'home', label: '自宅などの決まった回線' },
        { value: 'public', label: '公衆回線(公衆無線LANなど)' },
      ],
    }),
    identification: choices({
      label: '本人確認の方法',
      options: [
        { value: 'password', label: 'IDとパスワード' },
        { value: 'second', label: '電話やトークンでもう一度確かめる' },
        { value: 'certificate', label: '証明書の入った端末' },
      ],
    }),
    encryption: text({ label: '暗号化の方法', hint: '例: VPN', max: 100 }),
    ...period('開始日', '終了日'),
  },
  hear: hears(
    /VPN|リモートアクセス|(外|外部|自宅|家|出先)から[^。]{0,14}(システム|サーバー?|ネットワーク|共有フォルダ)[^。]{0,8}(入|つな|接続|アクセス|使)|\b(remote access|vpn)\b/iu,
    'reason',
  ),
  approvers: ['infrastructureManager'],
  after: {
    ...{ name: 'アクセスの終了', running: '利用中', done: '利用を終えた', act: 'アクセスをやめて' },
    ...{ acted: 'アクセスをやめたら', due: '終了日', limit: '利用期限', clause: '2-8(2)(エ)①' },
    on: ({ until }) => String(until),
    intro: 'IDや接続が止まったことを、情報基盤管理者が確かめます。',
    fields: {},
    confirm: 'infrastructureManager',
    confirmIntro: 'IDと接続の設定を見てから送信してください。',
    checks: [{ value: 'seen', label: 'IDと接続が止まっているのを確かめた' }],
    extends: true,
  },
  check: (values, today) =>
    problem(wrongPeriod(values, today), [
      values.myNumber === 'yes' && {
        clause: '2-6(2)(オ)',
        text: 'マイナンバーを使う事務のシステムには、外から入れません。執務区域の中で作業してください。',
        never: true,
      },
      values.line === 'public' && {
        clause: '2-8(2)(エ)⑤',
        text: '公衆無線LANなどの公衆回線からは、原則として入れません。別の回線を使うか、情報管理者に相談してください。',
      },
    ]),
  subject: ({ system }) => oneLine(system, 30),
  risks: ({ identification, line }) => [
    ...(identification.length < 2 ? ['本人確認が1つの方法だけです。(対策基準 8(2)(エ)②)'] : []),
    ...(line === 'home' ? ['財団が管理していない回線です。'] : []),
  ],
  alike: ({ line }) => line,
});
