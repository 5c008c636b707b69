import { defineReport } from '../kind.ts';
import { itemsBy, recordOf, toldBy } from '../mail/begin.ts';
import { becomesIncident, mailFields, personalIn } from '../mail/taps.ts';

/** 誤送信 (2-8(1)(タ)④): five taps; an incident unless it is certain that neither personal data nor 機密性2 went out. */
export const misdirectedMail = defineReport({
  name: 'misdirectedMail',
  label: '誤送信',
  words: ['誤送信', 'メールの誤送信', '送り間違い'],
  hears:
    /誤送信|誤って送|(間違|まちが)(え|っ)て?[^。]{0,20}送|(宛先|送り先|送信先)を(間違|まちが)|\b(wrong (person|address|recipient))\b/iu,
  clauses: ['2-8(1)(タ)④'],
  about: 'メールの宛先や添付、リンクの共有範囲を間違えたとき',
  firstAid: [
    'だいじょうぶです。まず、同じメールを送り直したり、「全員に返信」でおわびしたりしないでください。',
    '下の5つは、選ぶだけです。送信すると、次にすることをすぐにお知らせします。',
  ],
  fields: mailFields,
  told: toldBy,
  // Whoever says how it happened sent it: that is a mail of its own. Those who received one do not know.
  crowds: ({ mistake }) => mistake === '' || mistake === 'unknown',
  reach: ['informationManager', 'securityManager'],
  severe: (taps) => personalIn(taps) === 'yes',
  chiefAtOnce: (taps) => personalIn(taps) === 'yes',
  incident: becomesIncident,
  personal: personalIn,
  begin: (taps, now, by) => ({ items: itemsBy(taps, by, now) }),
  record: recordOf,
});
