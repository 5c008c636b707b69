import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, period, problem, why, wrongPeriod, yesNo } from './common.ts';

export const settingChange = defineKind({
  name: 'settingChange',
  label: 'セキュリティ設定変更',
  words: ['設定変更', 'セキュリティ設定', 'settingchange'],
  clauses: ['2-7(1)(ク)'],
  about: '端末のセキュリティの設定を、いっとき変えるとき',
  offer: ['セキュリティ設定の変更を申請する', 'Request to change a security setting'],
  fields: {
    target: choice({
      label: '変えるもの',
      options: [
        { value: 'antivirus', label: 'ウイルス対策ソフトの設定' },
        { value: 'firewall', label: 'ファイアウォールなど通信の設定' },
        { value: 'browser', label: 'ブラウザーの設定' },
        { value: 'other', label: 'そのほかのセキュリティの設定' },
      ],
    }),
    device: text({ label: '端末', hint: '例: PC-0123', max: 100 }),
    setting: text({ label: '変える設定', hint: '例: 送受信を許すアプリを1つ足す', max: 200 }),
    reason: why('理由', '例: 会議システムの試験のため'),
    ...period('変更日', '元に戻す日'),
  },
  hear: hears(
    /(セキュリティ|ファイアウォール|ウイルス対策|ウィルス対策|ブラウザー?|端末|PC|パソコン)(ソフト)?の?設定[^。]{0,8}(変え|変更|切|無効|外し|緩)|\b(change|disable)\b.{0,30}\b(security|antivirus|firewall)\b/iu,
    'reason',
  ),
  approvers: [['informationManager', 'securityManager']],
  after: {
    ...{ name: '設定の復元', running: '設定を変更中', done: '元に戻した', act: '設定を元に戻して' },
    ...{ acted: '設定を元に戻したら', due: '元に戻す日', limit: '復元期限', clause: '2-7(1)(ク)' },
    on: ({ until }) => String(until),
    intro: '設定が元に戻ったことを、ほかの人(情報管理者か代行者)が確かめます。',
    fields: { restored: yesNo('設定', undefined, ['一部が戻っていない', 'すべて元に戻した']) },
    confirm: 'informationManager',
    confirmIntro: '端末の設定を見てから送信してください。',
    checks: [{ value: 'seen', label: '設定が元に戻っているのを見た' }],
    contradicts: ({ restored }) =>
      restored === 'no' ? '戻っていないところがあるとの申し出です。「まだ確認できない」を選んでください。' : undefined,
    extends: true,
  },
  check: (values, today) =>
    problem(wrongPeriod(values, today), [
      values.target === 'antivirus' && {
        clause: '2-8(4)(イ)①',
        text: 'ウイルス対策ソフトの設定は、職員が変えることはできません。困っていることを、情報基盤管理者に伝えてください。',
        never: true,
      },
    ]),
  subject: ({ setting }) => oneLine(setting, 30),
  risks: ({ target }) => (target === 'firewall' ? ['通信の守りが、いっとき弱くなります。'] : []),
  secret: () => false,
  alike: ({ target }) => target,
});
