import { personalField, personalOf } from '../fields.ts';
import { defineReport } from '../kind.ts';

/** 誤送信 (2-8(1)(タ)④): an incident where personal data went out. */
export const misdirectedMail = defineReport({
  name: 'misdirectedMail',
  label: '誤送信',
  words: ['誤送信', 'メールの誤送信', '送り間違い'],
  hears:
    /誤送信|誤って送|(間違|まちが)(え|っ)て?[^。]{0,20}送|(宛先|送り先|送信先)を(間違|まちが)|\b(wrong (person|address|recipient))\b/iu,
  clauses: ['2-8(1)(タ)④'],
  about: 'メールの宛先や添付を間違えたとき',
  firstAid: [
    'まず、同じメールを送り直さないでください。',
    '取り消せるのは、相手が同じ組織の中で、まだ開いていないときだけです。外へ送ったものは戻せません。削除をお願いすることになります。',
  ],
  usual: { subject: 'メールの誤送信' },
  fields: personalField,
  reach: ['informationManager', 'securityManager'],
  severe: ({ personal }) => personal === 'yes',
  chiefAtOnce: ({ personal }) => personal === 'yes',
  incident: ({ personal }) => personal === 'yes',
  personal: personalOf,
});
