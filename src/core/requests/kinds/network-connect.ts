import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, period, problem, why, wrongPeriod } from './common.ts';

export const networkConnect = defineKind({
  name: 'networkConnect',
  label: 'ネットワーク接続',
  words: ['ネットワーク', '接続', 'LAN', 'Wi-Fi', 'network'],
  clauses: ['2-8(1)(ト)'],
  about: '端末や機器を、財団のネットワークにつなぐとき(2人の承認)',
  offer: ['ネットワーク接続を申請する', 'Request a network connection'],
  fields: {
    device: text({ label: '端末・機器', hint: '例: 貸出用ノートPC PC-0123', max: 100 }),
    owner: choice({
      label: '持ち主',
      options: [
        { value: 'issued', label: '財団が支給したもの' },
        { value: 'other', label: '委託先など、ほかの団体のもの' },
        { value: 'private', label: '私物' },
      ],
    }),
    network: choice({
      label: 'つなぐ先',
      options: [
        { value: 'office', label: '執務用のネットワーク' },
        { value: 'internet', label: 'インターネット用のネットワーク' },
        { value: 'other', label: 'そのほか(目的に書いてください)' },
      ],
    }),
    purpose: why('目的', '例: 新しい複合機を使うため'),
    ...period('開始日', '終了日'),
  },
  hear: hears(
    /(LAN|Wi-?Fi|無線|ネットワーク|ネット|回線)(に|へ)[^。]{0,8}(つな|繋|接続)|\bconnect\b.{0,30}\b(network|lan|wi-?fi)\b/iu,
    'purpose',
  ),
  approvers: ['infrastructureManager', 'informationManager'],
  after: {
    ...{ name: '接続の終了', running: '接続中', done: '接続を外した', act: '接続を外して', acted: '接続を外したら' },
    ...{ due: '終了日', limit: '接続期限', clause: '2-8(1)(ト)', on: ({ until }) => String(until) },
    intro: '接続が外れたことを、情報基盤管理者が確かめます。続けるときは、新しく申請してください。',
    fields: {},
    confirm: 'infrastructureManager',
    confirmIntro: '接続の一覧や現物を見てから送信してください。',
    checks: [{ value: 'seen', label: '接続が外れているのを確かめた' }],
  },
  check: (values, today) =>
    problem({
      ...wrongPeriod(values, today),
      owner: values.owner === 'private' && '私物の端末は、先に「支給以外の端末」の申請が要ります。(対策基準 7(1)(カ))',
    }),
  subject: ({ device }) => oneLine(device, 30),
  risks: ({ owner }) => (owner === 'other' ? ['財団が管理していない機器です。ウイルス対策を確かめてください。'] : []),
  secret: () => false,
  alike: ({ owner, network }) => `${owner}/${network}`,
});
