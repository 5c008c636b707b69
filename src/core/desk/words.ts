import { subjects } from '../admin/subjects.ts';
import type { RawValues } from '../form.ts';
import { beforeMail } from '../mail-check/words.ts';
import type { JstDate } from '../people/directory.ts';
import { kindOf as reportKindOf, reportKinds } from '../reports/kinds.ts';
import { kinds } from '../requests/kinds.ts';
import { clean } from '../text.ts';

/** What a typed sentence, or the words after `/mamori`, ask for. */
export type Heard =
  | HeardForm
  | {
      want:
        | 'menu'
        | 'requests'
        | 'reports'
        | 'mine'
        | 'turns'
        | 'registers'
        | 'duties'
        | 'admin'
        | 'unreached'
        | 'audit'
        | 'help';
    }
  /** A mail to several people is still to go out. */
  | { want: 'beforeMail'; people?: number; english?: true }
  /** For the policy to answer. */
  | { want: 'question'; text: string }
  | { want: 'unclear'; text: string };

/** `told`: the sentence it was heard in, where it was more than the word; `asks`: the sentence asks rather than tells. */
export type HeardForm = {
  want: 'form';
  form: string;
  label: string;
  raw: RawValues;
  told?: string;
  asks?: boolean;
};

/** `whole`: meant only where nothing else was said. */
type Word = { words: readonly string[]; heard: Heard; whole?: true };

const form = (name: string, label: string): HeardForm => ({ want: 'form', form: name, label, raw: {} });

const greetings = [
  ...['こんにちは', 'こんにちわ', 'おはよう', 'おはようございます', 'こんばんは', 'お疲れさまです', 'おつかれさまです'],
  ...['はじめまして', 'ありがとう', 'ありがとうございます', 'hello', 'hi', 'thanks', 'thankyou'],
];

const drill = reportKindOf('drill');

/** Every word that opens something, by its meaning; the first of each is the one chat shows. */
export const table: readonly Word[] = [
  ...kinds.map((kind) => ({
    words: [kind.label, ...kind.words],
    heard: form(`${kind.name}/new`, `${kind.label}の申請`),
  })),
  ...reportKinds.map((kind) => ({
    words: [kind.label, ...kind.words],
    heard: form(`${kind.name}/new`, `${kind.label}の報告`),
  })),
  {
    words: ['二人確認', 'ダブルチェック', 'メールの確認'],
    heard: form('mailCheck/new', '送る前の二人確認'),
  },
  { words: [drill.label, ...drill.words], heard: form('drill/new', drill.label) },
  { words: ['代行', '代行者', 'deputy'], heard: form('deputy/new', '代行者の指名') },
  { words: ['設定', 'settings'], heard: form('reading/new', '設定') },
  { words: ['質問', '質問です', '質問があります', 'question', 'ask'], heard: form('ask/new', '質問') },
  { words: ['', 'メニュー', 'menu', ...greetings], heard: { want: 'menu' } },
  { words: ['申請', 'request'], heard: { want: 'requests' } },
  { words: ['報告の種類', 'ほかの報告', 'reports'], heard: { want: 'reports' } },
  { words: ['申請状況', '自分の申請', 'status'], heard: { want: 'mine' } },
  { words: ['私の番', 'わたしの番', 'todo'], heard: { want: 'turns' } },
  { words: ['研修', '点検', '実施状況', 'training'], heard: { want: 'duties' } },
  { words: ['台帳', 'register', 'registers'], heard: { want: 'registers' } },
  { words: ['管理', '管理の設定', 'admin'], heard: { want: 'admin' }, whole: true },
  { words: ['届かない人', '届かない方'], heard: { want: 'unreached' }, whole: true },
  ...subjects.map(({ kind, label, words }) => ({
    words: [label, ...words],
    heard: form(`${kind}/new`, label),
    whole: true as const,
  })),
  { words: ['台帳を探す', '台帳の検索'], heard: form('look/new', '台帳を探す') },
  { words: ['台帳を書き出す', '台帳の書き出し', '書き出し', 'export'], heard: form('copy/new', '台帳を書き出す') },
  { words: ['監査', 'audit'], heard: { want: 'audit' } },
  { words: ['ヘルプ', '使い方', '助けて', 'help'], heard: { want: 'help' } },
];

/** Spaces of any width, case and a trailing 「したい」「お願いします」 make no difference. */
const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s。、!?!?]+/gu, '')
    .replace(/(を|の)?(したい|したいです|お願いします|おねがいします|ください)$/u, '');

/** Something has happened that no kind of report hears by itself. */
const happened = /漏れ|漏え|漏洩|流出|不正アクセス|\b(leaked)\b/iu;
const anyReport = reportKindOf('incident');

/** What guards against an accident is none. */
const withoutGuards = (sentence: string): string =>
  sentence.replace(/(?:ウイルス|ウィルス|マルウェア)(?:対策|ソフト|スキャン|チェック|定義)/gu, '');

const asking =
  /[?？]|(です|ます|でした|ました|でしょう|ません)か|(いい|良い|よい|可能|必要|大丈夫|だめ|ダメ|OK)(の|です)?(か|かな|でしょう|$)|教えて|おしえて|知りたい|しりたい|(分|わ)からない|って何|とは$|どう(すれば|したら|やって|いう)|なぜ|だれ|誰(が|に|の)|^(can|may|could|should|do|does|is|are|am|what|how|who|whom|where|when|why|which|must)\b/iu;

const questionWord = /^(?:質問|しつもん|question|ask)(?:です)?(?:[\s:：、,。]+|(?=.*[?？]))(?<text>.+)$/isu;

/** Something that may have happened comes first: a report must not be taken for a question. `today`: what 「明日」 is counted from. */
export const hear = (typed: string, today?: JstDate): Heard => {
  const sentence = clean(typed);
  const word = squeeze(sentence);
  const exact = table.find(({ words }) => words.some((each) => squeeze(each) === word));
  if (exact) return exact.heard;
  if (!/[\p{L}\p{N}]/u.test(sentence)) return { want: 'unclear', text: sentence };
  const asked = questionWord.exec(sentence)?.groups?.text;
  if (asked) return heardIn(asked, true, today) ?? { want: 'question', text: asked };
  const asks = asking.test(sentence);
  return (
    heardIn(sentence, asks, today) ??
    (asks ? undefined : longestWithin(withoutGuards(word))) ?? { want: 'question', text: sentence }
  );
};

/** 「廃棄の申請はどうしますか」 */
const asksByName = (label: string, sentence: string): boolean =>
  ['の申請', 'を申請', 'の申し込み', 'の手続き'].some((rest) => sentence.includes(label + rest));

/** What a sentence is about: something that happened first, then a mail before it goes out, then what needs permission. */
const heardIn = (sentence: string, asks: boolean, today: JstDate | undefined): Heard | undefined => {
  const heard = { told: sentence, ...(asks ? { asks } : {}) };
  const event = withoutGuards(sentence);
  const report = reportKinds.find(({ hears }) => hears?.test(event)) ?? (happened.test(event) ? anyReport : undefined);
  if (report) return { ...form(`${report.name}/new`, `${report.label}の報告`), raw: { body: sentence }, ...heard };
  const mail = asks ? beforeMail(sentence) : undefined;
  if (mail) return { want: 'beforeMail', ...mail };
  for (const kind of kinds) {
    const raw = kind.hear(sentence, today) ?? (asksByName(kind.label, sentence) ? {} : undefined);
    if (raw) return { ...form(`${kind.name}/new`, `${kind.label}の申請`), raw, ...heard };
  }
  return undefined;
};

/** How much longer than the word a sentence may be that is still about it. */
const around = 10;

/** 「申請状況を見たい」 holds 申請 as well: the longest word says what is meant. */
const longestWithin = (word: string): Heard | undefined =>
  table
    .filter(({ whole }) => !whole)
    .flatMap(({ words, heard }) => words.map((each) => ({ each: squeeze(each), heard })))
    .filter(({ each }) => each.length > 1 && word.length <= each.length + around && word.includes(each))
    .sort((a, b) => b.each.length - a.each.length)[0]?.heard;
