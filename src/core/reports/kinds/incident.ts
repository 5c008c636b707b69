import { personalField, personalOf } from '../fields.ts';
import { defineReport } from '../kind.ts';

/** 事件・事故: whatever happened that has no report of its own. */
export const incident = defineReport({
  name: 'incident',
  label: '事故',
  words: ['事故', 'インシデント', '報告', '事件', '漏えい', 'incident', 'report'],
  clauses: ['2-7(3)(ア)①', '2-7(3)(イ)'],
  about: '情報が漏れた、消えた、入り込まれた。そのおそれがあるとき',
  firstAid: [
    'まず、わかることだけで報告してください。件名と内容だけで送れます。',
    '元に戻そうとして触る前に、いまの様子を残してください。',
  ],
  fields: personalField,
  crowds: () => true,
  reach: ['informationManager', 'securityManager'],
  // Until somebody says that no personal data is in it, it rings like one that has.
  severe: ({ personal }) => personal !== 'no',
  chiefAtOnce: ({ personal }) => personal === 'yes',
  incident: () => true,
  personal: personalOf,
});
