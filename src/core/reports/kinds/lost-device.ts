import { personalField, personalOf } from '../fields.ts';
import { defineReport } from '../kind.ts';

/** 紛失・盗難 (2-6(3)(エ)②): the 情報基盤管理者 can wipe a device from afar. */
export const lostDevice = defineReport({
  name: 'lostDevice',
  label: '紛失・盗難',
  words: ['紛失', '盗難', '紛失・盗難', 'なくした', 'lost', 'stolen'],
  hears:
    /なくし|無くし|失くし|なくなっ|紛失|盗まれ|盗難|見当たら|見つから|置き忘れ|落としました|落とした|\b(lost|stolen)\b/iu,
  clauses: ['2-6(3)(エ)②', '2-7(3)(ア)①'],
  about: '端末、USBメモリ、書類が見当たらない。盗まれたとき',
  firstAid: [
    'まず、わかることだけで報告してください。探しながらでかまいません。',
    '端末は、情報基盤管理者が遠くから使えなくしたり、中のデータを消したりできることがあります。早いほど間に合います。',
    '外でなくしたときは、交通機関や店、警察にも届け出てください。',
  ],
  callFirst: true,
  usual: { subject: '紛失・盗難' },
  fields: personalField,
  reach: ['informationManager', 'securityManager', 'infrastructureManager'],
  severe: () => true,
  chiefAtOnce: () => true,
  incident: () => true,
  personal: personalOf,
});
