import { defineReport } from '../kind.ts';

/** 不審メール: the policy says only to delete it (2-8(4)(イ)⑤); telling of it lets others be warned (2-8(6)(イ)). */
export const suspiciousMail = defineReport({
  name: 'suspiciousMail',
  label: '不審メール',
  words: ['不審メール', '迷惑メール', '怪しいメール', 'phishing'],
  hears: /不審な?メール|怪しいメール|あやしいメール|フィッシング|\bphishing\b/iu,
  clauses: ['2-8(4)(イ)⑤', '2-8(6)(イ)'],
  about: '差出人のわからないメール、おかしな添付やリンクが届いたとき',
  firstAid: [
    'まず、添付もリンクも開かず、返信もしないでください。削除してかまいません。',
    '開いてしまったときは「ウイルス感染」から報告してください。',
  ],
  usual: { subject: '不審なメール' },
  fields: {},
  crowds: () => true,
  reach: ['infrastructureManager', 'securityManager'],
  severe: () => false,
  chiefAtOnce: () => false,
  incident: () => false,
});
