import type { FactRow } from '../../card.ts';
import type { Values } from '../../form-schema.ts';
import { oneLine } from '../../text.ts';
import { plusMonths, showDate } from '../../time.ts';
import { defineKind, type Problem } from '../kind.ts';
import { takeoutFields } from './takeout-fields.ts';
import { hearTakeout } from './takeout-words.ts';

type Takeout = Values<typeof takeoutFields>;

const itemTypes = {
  paper: '紙',
  laptop: 'ノートPC',
  mobile: 'モバイル端末',
  media: 'USB等の媒体',
  data: 'データ',
} as const;
const protections = {
  lockCase: '施錠ケース',
  encryption: '暗号化',
  password: 'パスワード',
  privacyFilter: '覗き見防止',
} as const;

const safeForSecrets = (takeout: Takeout): boolean =>
  takeout.protection.includes('lockCase') || takeout.protection.includes('encryption');

const wrongFields = (takeout: Takeout, today: string): Record<string, string> => {
  const wrong: Record<string, string> = {};
  const { from, until, confidentiality, personal } = takeout;
  if (from < today)
    wrong.from = `持出日は今日(${showDate(today)})以降にしてください。持ち出す前に許可が要ります。(対策基準 7(1)(エ))`;
  if (until < from) wrong.until = '返却予定日は、持出日と同じ日かそれより後にしてください。';
  else if (until > plusMonths(from, 12))
    wrong.until = '返却予定日は、持出日から1年以内にしてください。長く使うときは、期間を分けて申請してください。';
  if (personal === 'yes') {
    if (confidentiality === '1')
      wrong.confidentiality = '個人情報を含むものは「機密性2」を選んでください。(対策基準 4(1)(ア))';
    if (takeout.personalKinds === '') wrong.personalKinds = '個人情報の種類を書いてください。例: 氏名、住所';
    if (takeout.personalCount === undefined)
      wrong.personalCount = '何人分かを数字で書いてください。およその数でかまいません。';
  }
  if (confidentiality === '2' && !safeForSecrets(takeout))
    wrong.protection = '機密性2のものは「施錠ケース」か「暗号化」を選んでください。(対策基準 4(2)(キ)①)';
  return wrong;
};

const check = (takeout: Takeout, today: string): Problem | undefined => {
  const fields = wrongFields(takeout, today);
  if (Object.keys(fields).length > 0) return { fields };
  if (takeout.myNumber === 'no') return undefined;
  const text =
    'マイナンバーを使う事務の情報は、原則として持ち出せません。どうしても必要なときは、情報管理者に相談してください。';
  return { stop: { clause: '2-5(1)(イ)②', text } };
};

/** 「ノートPC: 貸出用」; the type alone where nothing more was written. */
const named = (type: string, name: string): string => (name === type ? type : `${type}: ${name}`);

const itemLine = (item: Takeout['items'][number]): string =>
  `${named(itemTypes[item.type], item.name)}${item.asset ? `(${item.asset})` : ''}`;

const personalLine = (takeout: Takeout): string =>
  takeout.personal === 'yes' ? `${takeout.personalKinds}(${showCount(takeout.personalCount)}人分)` : '含まない';

// `toLocaleString` looks its locale up each time: on an approval that was a hundredth of all the work.
const digits = new Intl.NumberFormat('ja-JP');
const showCount = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : digits.format(count);

const facts = (takeout: Takeout): FactRow[] => [
  ['持ち出すもの', takeout.items.map(itemLine).join('\n')],
  ['分類', `機密性${takeout.confidentiality}・完全性${takeout.integrity}・可用性${takeout.availability}`],
  ['個人情報', personalLine(takeout)],
  ['目的', takeout.purpose],
  ['持出先', takeout.destination],
  ['経路', takeout.route],
  ['期間', `${showDate(takeout.from)} から ${showDate(takeout.until)} まで`],
  ['保護の方法', takeout.protection.map((way) => protections[way]).join('、') || 'なし'],
];

const risks = (takeout: Takeout): string[] => {
  const list: string[] = [];
  if (takeout.personal === 'yes') list.push(`個人情報が${showCount(takeout.personalCount)}人分あります。`);
  if (
    takeout.confidentiality === '2' &&
    !takeout.protection.includes('encryption') &&
    takeout.items.some((item) => item.type !== 'paper')
  )
    list.push('機密性2ですが、暗号化はされません。');
  return list;
};

export const takeout = defineKind({
  name: 'takeout',
  label: '持ち出し',
  words: ['持ち出し', '持出し', '持出', 'もちだし', '持ち帰り', '持帰り', 'takeout'],
  clauses: ['2-7(1)(エ)', '2-7(1)(キ)', '2-4(2)(キ)②'],
  about: '情報や機器を職場の外へ持って出るとき',
  fields: takeoutFields,
  hear: hearTakeout,
  approvers: ['informationManager'],
  comesBack: true,
  check,
  subject: (takeout) => {
    const [first, ...more] = takeout.items;
    const name = first ? named(itemTypes[first.type], oneLine(first.name, 20)) : '';
    return more.length > 0 ? `${name} ほか${more.length}件` : name;
  },
  facts,
  risks,
  period: ({ from, until }) => ({ from, until }),
  record: (takeout) => ({
    items: takeout.items.map((item) => item.type),
    confidentiality: takeout.confidentiality,
    integrity: takeout.integrity,
    availability: takeout.availability,
    personalCount: takeout.personal === 'yes' ? (takeout.personalCount ?? 0) : 0,
    from: takeout.from,
    until: takeout.until,
    protection: takeout.protection,
  }),
});
