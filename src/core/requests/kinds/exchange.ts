import { date, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, problem, why, yesNo } from './common.ts';

export const exchange = defineKind({
  name: 'exchange',
  label: '他団体との交換',
  words: ['交換', '情報交換', 'exchange'],
  clauses: ['2-8(1)(エ)'],
  about: 'システムの情報やソフトを、他の団体と交換するとき(情報基盤管理者が申請)',
  offer: ['他団体との交換を申請する', 'Request an exchange with another body'],
  fields: {
    body: text({ label: '相手の団体', hint: '例: 見本市文化財団', max: 100 }),
    what: text({ label: '交換するもの', hint: '例: 予約システムの設定情報', max: 200 }),
    purpose: why('目的', '例: 共同で運用するため'),
    agreed: yesNo('取り扱いの取り決め', undefined, ['まだない', '取り決めた']),
    handling: why('取り決めの内容', '例: 目的外に使わない、終わったら消す'),
    on: date({ label: '交換する日' }),
  },
  hear: hears(/(団体|法人|財団|自治体)[^。]{0,16}交換|\bexchange\b.{0,40}\b(software|system)\b/iu, 'purpose'),
  approvers: ['chiefOfficer'],
  mayAsk: ['infrastructureManager'],
  check: ({ agreed, on }, today) =>
    problem({
      agreed: agreed === 'no' && '先に、取り扱いを相手と取り決めてください。(対策基準 8(1)(エ))',
      on: on < today && '交換する日は今日以降にしてください。交換の前に許可が要ります。',
    }),
  subject: ({ body, what }) => `${oneLine(body, 18)}: ${oneLine(what, 18)}`,
});
