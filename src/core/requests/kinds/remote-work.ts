import { confidentiality } from '../../classification.ts';
import { choice, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { defineKind } from '../kind.ts';
import { hears, period, personal, problem, why, wrongPeriod, wrongPersonal, yesNo } from './common.ts';

/** More persons than this are many: the policy gives no number, this one is the careful reading. */
const bulk = 100;

const places = [
  { value: 'home', label: '自宅' },
  { value: 'visit', label: '出張先・訪問先' },
  { value: 'public', label: '公共の場所・乗り物の中' },
] as const;

export const remoteWork = defineKind({
  name: 'remoteWork',
  label: '執務区域外作業',
  words: ['在宅', '在宅勤務', 'テレワーク', 'リモートワーク', '執務区域外', 'remotework'],
  clauses: ['2-7(1)(オ)①', '2-7(1)(オ)②'],
  about: '自宅や出張先で、情報を扱う仕事をするとき',
  offer: ['執務区域外での作業を申請する', 'Request to work outside the office'],
  fields: {
    place: choice({ label: '作業する場所', options: [...places] }),
    where: text({ label: '場所の詳細', hint: '例: 自宅の書斎', max: 100 }),
    device: text({ label: '使う端末', hint: '例: 貸出用ノートPC PC-0123', max: 100 }),
    data: text({ label: '扱う情報', hint: '例: 説明会の資料案', max: 200 }),
    confidentiality,
    ...personal,
    sensitive: yesNo('要配慮個人情報', '病歴、障害、犯罪の経歴など、特に慎重を要するもの'),
    myNumber: yesNo('マイナンバー', 'マイナンバーを使う事務のシステムや情報'),
    purpose: why('目的', '例: 相談会の準備'),
    ...period('開始日', '終了日'),
  },
  hear: hears(
    /在宅|テレワーク|リモートワーク|(自宅|家|うち|カフェ|喫茶店|ホテル|出張先|移動中|電車|新幹線)で[^。]{0,8}(仕事|作業|業務)|\b(telework|remote work|work(ing)? (from|at) home)\b/iu,
    'purpose',
  ),
  approvers: ['informationManager'],
  check: (values, today) =>
    problem({ ...wrongPeriod(values, today), ...wrongPersonal(values, values.confidentiality) }, [
      values.myNumber === 'yes' && {
        clause: '2-6(2)(オ)',
        text: 'マイナンバーを使う事務のシステムには、外から入れません。作業は執務区域の中で行ってください。',
        never: true,
      },
      values.sensitive === 'yes' && {
        clause: '2-7(1)(オ)②',
        text: '要配慮個人情報は、執務区域の外では扱えません。外した資料で作業するか、情報管理者に相談してください。',
      },
      values.place === 'public' &&
        values.personal === 'yes' && {
          clause: '2-7(1)(オ)②',
          text: '公共の場所や乗り物の中では、個人情報を扱えません。場所を変えるか、個人情報を外してください。',
          never: true,
        },
      (values.personalCount ?? 0) > bulk && {
        clause: '2-7(1)(オ)②',
        text: `大量の個人情報(${bulk}人分を超えるもの)は、執務区域の外では扱えません。必要な人の分だけに減らすか、情報管理者に相談してください。`,
      },
    ]),
  subject: ({ data }) => oneLine(data, 30),
  risks: ({ personal: has, place, confidentiality: grade }) => [
    ...(has === 'yes' ? ['個人情報を、執務区域の外で扱います。'] : []),
    ...(place === 'public' ? ['のぞき見されやすい場所です。(対策基準 7(1)(オ)④)'] : []),
    ...(grade === '2' ? ['機密性2の情報です。端末の中に残さないことを確かめてください。(対策基準 7(1)(オ)⑥)'] : []),
  ],
  secret: (values) => values.confidentiality === '2',
  alike: ({ place, personal: has }) => `${place}/${has}`,
});
