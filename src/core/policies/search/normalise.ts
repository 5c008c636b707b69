import { withoutRadicals } from '../parse/lines.ts';

const SMALL: Readonly<Record<string, string>> = {
  ァ: 'ア',
  ィ: 'イ',
  ゥ: 'ウ',
  ェ: 'エ',
  ォ: 'オ',
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
  ヴ: 'ブ',
  ゔ: 'ぶ',
  ヵ: 'カ',
  ヶ: 'カ',
  ヂ: 'ジ',
  ヅ: 'ズ',
  ぢ: 'じ',
  づ: 'ず',
}; // prettier-ignore

const SIGNS = /[ァィゥェォぁぃぅぇぉヴゔヵヶヂヅぢづ]/gu;

// A hyphen, minus or dash between kana is what a hurried hand or an old file has for the long vowel mark.
const DASHED = /(?<=[\u3041-\u30ff])[-‐‑‒–—−－ｰ~〜]+/gu;

/**
 * One way of writing for what sounds and means the same: full and half width, capitals, サーバー and サーバ, ウィルス and ウイルス.
 * The long vowel mark goes altogether: people put it or leave it out as they please.
 */
export const fold = (text: string): string =>
  withoutRadicals(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(DASHED, 'ー')
    .replace(SIGNS, (sign) => SMALL[sign] ?? sign)
    .replace(/ー+/gu, '')
    .replace(/[’‘`]/gu, "'");

/** Katakana as hiragana: 「パソコン」 and 「ぱそこん」 are one word to the ear. */
export const toHiragana = (text: string): string =>
  text.replace(/[ァ-ヶ]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60));

const NOT_WORD = /[^\p{L}\p{N}'@.+#-]+/gu;

/** Runs of letters and digits; everything else divides. */
export const runsOf = (folded: string): string[] => folded.replace(NOT_WORD, ' ').split(' ').filter(Boolean);

const within = (sign: string, from: number, to: number): boolean => {
  const code = sign.charCodeAt(0);
  return code >= from && code <= to;
};

export const isKanji = (sign: string): boolean =>
  within(sign, 0x4e00, 0x9fff) || within(sign, 0x3400, 0x4dbf) || sign === '々';
export const isKatakana = (sign: string): boolean => within(sign, 0x30a1, 0x30fa);
export const isHiragana = (sign: string): boolean => within(sign, 0x3041, 0x3096);
export const isLatin = (sign: string): boolean => within(sign, 0x21, 0x7e);

/** Mostly Latin words: to be read, and answered, as English. */
export const isEnglish = (text: string): boolean => {
  const japanese = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  const latin = text.match(/[A-Za-z]{2,}/gu)?.join('').length ?? 0;
  return latin > 3 && latin > japanese * 4;
};

/** No kanji to hold on to: read by sound. */
export const isKanaOnly = (folded: string): boolean =>
  !/\p{Script=Han}/u.test(folded) && (folded.match(/[ぁ-ゖァ-ヺ]/gu)?.length ?? 0) >= 4;
