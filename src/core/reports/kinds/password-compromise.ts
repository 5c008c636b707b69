import { defineReport } from '../kind.ts';

/** パスワードを知られたおそれ (2-7(4)(イ)⑤): tell, change at once, say that it is done. */
export const passwordCompromise = defineReport({
  name: 'passwordCompromise',
  label: 'パスワードの危険',
  words: ['パスワードの危険', 'パスワード漏れ', 'password'],
  hears:
    /パスワード[^。]{0,12}(知られ|漏れ|漏え|もれ|見られ|ばれ|バレ|盗まれ|教えてしま|教えちゃ|入力してしま|入れてしま)|\bpassword\b.{0,30}\b(leaked|stolen|known|compromised)\b/iu,
  clauses: ['2-7(4)(イ)⑤'],
  about: 'パスワードを知られたかもしれないとき',
  firstAid: [
    'まず、パスワードをいますぐ変えてください。同じパスワードを使っているところも変えます。',
    'パスワードそのものは、ここにも、だれにも知らせないでください。',
  ],
  usual: { subject: 'パスワードを知られたおそれ' },
  fields: {},
  reach: ['informationManager'],
  severe: () => false,
  chiefAtOnce: () => false,
  incident: () => false,
});
