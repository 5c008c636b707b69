import { choice } from '../../fields.ts';
import type { After } from '../after.ts';

/** What was taken out comes back, data is erased, and somebody else sees both (2-7(1)(キ)). */
export const giveBack: After = {
  name: '返却',
  running: '持ち出し中',
  done: '返却した',
  act: '戻して',
  acted: '戻したら',
  due: '返却予定日',
  limit: '返却期限',
  clause: '2-7(1)(キ)',
  on: ({ until }) => String(until),
  intro: '戻したことを、ほかの人(情報管理者か代行者)が確かめます。',
  fields: {
    erased: choice({
      label: 'データの消去',
      options: [
        { value: 'erased', label: '持ち出したデータを消した' },
        { value: 'none', label: '消すデータはない' },
        { value: 'left', label: 'まだ残っている' },
      ],
    }),
  },
  confirm: 'informationManager',
  confirmIntro: 'ご自分の目で確かめてから送信してください。記録に名前が残ります。',
  checks: [
    { value: 'both', label: '現物が戻り、データも消えている' },
    { value: 'thing', label: '現物が戻った(消すデータはない)' },
  ],
  contradicts: ({ erased }, checked) =>
    erased === 'left' && checked !== 'both'
      ? '消えたことを確かめてから選んでください。まだのときは「まだ確認できない」を選んでください。'
      : undefined,
  extends: true,
  lost: true,
};
