import { choiceOrNone, person } from '../../fields.ts';
import { defineReport } from '../kind.ts';

/** ポリシー違反 (2-9(2)(ウ)①): at once to the 情報管理者. */
export const violation = defineReport({
  name: 'violation',
  label: 'ポリシー違反',
  words: ['違反', 'ポリシー違反', '通報', 'violation'],
  hears: /違反(して|を見|が(あ|行)|かも)|きまりを破/u,
  clauses: ['2-9(2)(ウ)①', '2-9(7)(イ)'],
  about: 'きまりが守られていないのを見つけたとき',
  firstAid: ['見たことだけを書いてください。ご自分で確かめたり、相手を問いただしたりする必要はありません。'],
  usual: { subject: 'きまりが守られていない' },
  fields: {
    whom: person({
      label: 'だれのことか',
      hint: '分かるときだけ。この方には届きません。氏名か職員番号を入れてください。',
      required: false,
    }),
    hide: choiceOrNone({
      label: 'あなたの氏名',
      options: [
        { value: 'shown', label: '所属の情報管理者に知らせてよい' },
        { value: 'hidden', label: '所属には知らせない(情報セキュリティ管理者だけが見られる)' },
      ],
    }),
  },
  reach: ['informationManager'],
  severe: () => false,
  chiefAtOnce: () => false,
  incident: () => false,
  begin: ({ hide }) => ({ hideReporter: hide === 'hidden' }),
  record: ({ hide }) => ({ hidden: hide === 'hidden' }),
});
