import { date, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { encryption, hears, personal, problem, why, wrongPersonal, yesNo } from './common.ts';

export const externalProvision = defineKind({
  name: 'externalProvision',
  label: '外部提供',
  words: ['提供', '外部への提供', 'provision'],
  clauses: ['2-4(2)(ク)②', '2-4(2)(ク)①'],
  about: '機密性2の情報を、外部の人や団体に渡すとき(渡す前に)',
  offer: ['外部提供を申請する', 'Request to provide information'],
  fields: {
    to: text({ label: '提供先', hint: '例: 会場の運営会社', max: 200 }),
    on: date({ label: '提供日' }),
    charge: text({ label: '担当者', hint: '渡す人の氏名', max: 60 }),
    summary: why('提供する内容の概要', '例: 当日の受付に使う申込者名簿'),
    ...personal,
    myNumber: yesNo('マイナンバー', '番号そのものは書かないでください。'),
    purpose: why('目的', '例: 受付を委託しているため'),
    encryption,
  },
  hear: hears(
    /外部(に|へ)?[^。]{0,12}(提供|渡)|(社外|業者|委託先|取引先|相手先|他団体)[^。]{0,16}(提供|渡し|渡す|渡した|共有)|\b(give|provide|share)\b.{0,40}\b(contractor|vendor|outside|third part)/iu,
    'purpose',
  ),
  approvers: ['informationManager'],
  check: (values, today) =>
    problem(
      {
        on: values.on < today && '提供日は今日以降にしてください。渡す前に許可が要ります。(対策基準 4(2)(ク)②)',
        ...wrongPersonal(values),
        encryption:
          values.encryption.length === 0 &&
          '機密性2の情報を渡すときは、暗号化などの方法を選んでください。(対策基準 4(2)(ク)①)',
      },
      [
        values.myNumber === 'yes' && {
          clause: '2-5(1)(イ)②',
          text: 'マイナンバーを使う事務の情報は、原則として外へ出せません。どうしても必要なときは、情報管理者に相談してください。',
        },
      ],
    ),
  subject: ({ to, summary }) => `${oneLine(to, 20)}: ${oneLine(summary, 20)}`,
  risks: ({ personal: has, personalCount }) =>
    has === 'yes' ? [`個人情報が${personalCount?.toLocaleString('ja-JP')}人分、外部に渡ります。`] : [],
  alike: ({ personal: has }) => has,
});
