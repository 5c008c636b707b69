import type { RawValues } from '../form.ts';
import { kinds } from '../requests/kinds.ts';
import { clean } from '../text.ts';

/** What a typed sentence, or the words after `/mamori`, ask for. */
export type Heard =
  | { want: 'form'; form: string; label: string; raw: RawValues }
  | { want: 'menu' | 'requests' | 'mine' | 'turns' | 'registers' | 'help' }
  | { want: 'unclear'; text: string };

type Word = { words: readonly string[]; heard: Heard };

const form = (name: string, label: string): Heard => ({ want: 'form', form: name, label, raw: {} });

const table: readonly Word[] = [
  ...kinds.map((kind) => ({
    words: [kind.label, ...kind.words],
    heard: form(`${kind.name}/new`, `${kind.label}の申請`),
  })),
  {
    words: ['事故', 'インシデント', '報告', '誤送信', 'ウイルス', '紛失', '盗難', 'incident', 'report'],
    heard: form('incident/new', '事故の報告'),
  },
  { words: ['代行', '代行者', 'deputy'], heard: form('deputy/new', '代行者の指名') },
  { words: ['', 'メニュー', 'menu'], heard: { want: 'menu' } },
  { words: ['申請', 'request'], heard: { want: 'requests' } },
  { words: ['申請状況', '自分の申請', 'status'], heard: { want: 'mine' } },
  { words: ['私の番', 'わたしの番', 'todo'], heard: { want: 'turns' } },
  { words: ['台帳', 'register', 'registers'], heard: { want: 'registers' } },
  { words: ['ヘルプ', '使い方', '助けて', 'help'], heard: { want: 'help' } },
];

/** Spaces of any width, case and a trailing 「したい」「お願いします」 make no difference. */
const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s。、!?!?]+/gu, '')
    .replace(/(を|の)?(したい|したいです|お願いします|おねがいします|ください)$/u, '');

const happened =
  /なくし|無くし|失くし|なくなっ|紛失|盗まれ|盗難|見当たら|見つから|置き忘れ|落としました|落とした|漏れ|漏え|漏洩|流出|ウイルス|ウィルス|マルウェア|感染|乗っ取|不正アクセス|誤送信|誤って送|(間違|まちが)(え|っ)て?[^。]{0,20}送|(宛先|送り先|送信先)を(間違|まちが)|不審な?メール|怪しいメール|\b(lost|stolen|virus|malware|leaked|phishing)\b/iu;

/** A misdirected mail is told in the form of an accident, which asks for no more than what happened. */
export const standIn = (form: string): { form: string; raw: RawValues } | undefined =>
  form === 'misdirectedMail/new' ? { form: 'incident/new', raw: { subject: 'メールの誤送信' } } : undefined;

/** Something that may have happened comes first: a report must not be taken for a question. */
export const hear = (typed: string): Heard => {
  const sentence = clean(typed);
  const word = squeeze(sentence);
  const exact = table.find(({ words }) => words.some((each) => squeeze(each) === word));
  if (exact) return exact.heard;
  if (happened.test(sentence)) return { ...form('incident/new', '事故の報告'), raw: { body: sentence } } as Heard;
  for (const kind of kinds) {
    const raw = kind.hear(sentence);
    if (raw) return { want: 'form', form: `${kind.name}/new`, label: `${kind.label}の申請`, raw };
  }
  return longestWithin(word) ?? { want: 'unclear', text: sentence };
};

/** 「申請状況を見たい」 holds 申請 as well: the longest word says what is meant. */
const longestWithin = (word: string): Heard | undefined =>
  table
    .flatMap(({ words, heard }) => words.map((each) => ({ each: squeeze(each), heard })))
    .filter(({ each }) => each.length > 1 && word.includes(each))
    .sort((a, b) => b.each.length - a.each.length)[0]?.heard;
