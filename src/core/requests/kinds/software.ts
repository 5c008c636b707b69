import { choice, date, text } from '../../fields.ts';
import { isListed, listedLines, needsNoRequest } from '../../software-list.ts';
import { oneLine } from '../../text.ts';
import { plusMonths } from '../../time.ts';
import { defineKind } from '../kind.ts';
import { hears, problem, why } from './common.ts';

export const software = defineKind({
  name: 'software',
  label: 'ソフトウェア導入',
  words: ['ソフト', 'ソフトウェア', 'アプリ', 'インストール', 'software'],
  clauses: ['2-8(1)(ツ)②', '2-8(1)(ツ)①'],
  about: '決められたもののほかに、ソフトを入れるとき',
  offer: ['ソフトウェア導入を申請する', 'Request software'],
  fields: {
    product: text({ label: '製品名', hint: '例: 図面ビューアー', max: 100 }),
    version: text({ label: '版', hint: '例: 4.2', max: 40 }),
    maker: text({ label: '開発元', max: 100 }),
    licence: choice({
      label: 'ライセンス',
      options: [
        { value: 'bought', label: '財団が購入する' },
        { value: 'free', label: '無償(業務での利用が許されている)' },
        { value: 'own', label: '個人で持っているもの' },
        { value: 'copied', label: 'ライセンスのないコピー' },
      ],
    }),
    device: text({ label: '入れる端末', hint: '例: PC-0123', max: 100 }),
    purpose: why('目的', '例: 会場の図面を確かめるため'),
    supportEnd: date({ label: 'サポート終了日', hint: '決まっていないときは、1年後の日付。その日に見直します。' }),
  },
  hear: hears(
    /(ソフト(ウェア)?|アプリ)(?!の設定)[^。]{0,10}(入れ|いれ|導入|使い|使って|インストール|追加)|インストール|\binstall\b/iu,
    'purpose',
  ),
  approvers: ['infrastructureManager'],
  after: {
    ...{ name: 'ソフトの見直し', running: '利用中', done: '削除・更新した', act: '削除するか更新して' },
    ...{ acted: '削除するか更新したら', due: 'サポート終了日', limit: '利用期限', clause: '2-8(4)(ア)④' },
    on: ({ supportEnd }) => String(supportEnd),
    intro: 'サポートの終わったソフトは使えません。どうしたかを、情報基盤管理者が確かめます。',
    fields: {
      did: choice({
        label: 'したこと',
        options: [
          { value: 'removed', label: '端末から削除した' },
          { value: 'updated', label: 'サポートのある版に更新した' },
        ],
      }),
    },
    confirm: 'infrastructureManager',
    confirmIntro: '端末を確かめてから送信してください。',
    checks: [{ value: 'seen', label: '削除または更新されているのを見た' }],
    extends: true,
  },
  house: listedLines,
  check: ({ product, version, licence, supportEnd }, today, _held, settings) =>
    problem(
      {
        product: isListed(settings, { product, version }, today) && needsNoRequest,
        supportEnd:
          (supportEnd <= today &&
            'サポートの終わったソフトは使えません。サポートのある製品を選んでください。(対策基準 8(4)(ア)④)') ||
          (supportEnd > plusMonths(today, 120) && '10年以内の日付にしてください。'),
      },
      [
        (licence === 'own' || licence === 'copied') && {
          clause: '2-8(1)(ツ)③',
          text: '個人で持っているソフトや、ライセンスのないコピーは入れられません。財団で購入できるかを、情報基盤管理者に聞いてください。',
          never: true,
        },
      ],
    ),
  subject: ({ product, version }) => `${oneLine(product, 24)} ${oneLine(version, 8)}`,
  risks: ({ licence }) => (licence === 'free' ? ['無償のソフトです。配布元が本物かを確かめてください。'] : []),
  secret: () => false,
  alike: ({ product }) => product.normalize('NFKC').toLowerCase(),
});
