/** The levels of the municipal manner of numbering, outermost first. */
export const LEVELS = ['section', 'paragraph', 'kana', 'circled'] as const;
export type Level = (typeof LEVELS)[number];

export type Marker = {
  level: Level;
  /** 1-based place in its list: ア is 1, ① is 1. */
  place: number;
  /** The sign as it stands in the file. */
  sign: string;
  /** What follows the sign on the line. */
  rest: string;
};

export const KANA = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿';

const SECTION = /^([0-9０-９]{1,2})(?:[．.][\s　]*|　+)(.*)$/u;
const PARAGRAPH = /^[（(][\s　]*([0-9０-９]{1,2})[\s　]*[)）][\s　]*(.*)$/u;
const KANA_MARK = /^[（(][\s　]*([ア-ンｱ-ﾝ])[\s　]*[)）][\s　]*(.*)$/u;
const CIRCLED_MARK = new RegExp(`^([${CIRCLED}])[\\s　]*(.*)$`, 'u');
const CHAPTER = /^第[\s　]*([0-9０-９一二三四五六七八九十]{1,3})[\s　]*章[\s　]*(.*)$/u;
const SUPPLEMENT = /^附[\s　]*則(?:[\s　]*[（(].*[)）])?$/u;

export const arabic = (digits: string): number => {
  const plain = digits.normalize('NFKC');
  if (/^[0-9]+$/u.test(plain)) return Number(plain);
  const [tens, ones] = plain.includes('十') ? plain.split('十') : ['', plain];
  const value = (sign: string | undefined): number => '一二三四五六七八九'.indexOf(sign ?? '') + 1;
  return (plain.includes('十') ? (tens ? value(tens) : 1) * 10 : 0) + (ones ? value(ones) : 0);
};

export const circledSign = (place: number): string => CIRCLED[place - 1] ?? `〔${place}〕`;
export const kanaSign = (place: number): string => KANA[place - 1] ?? `〔${place}〕`;
export const placeOfCircled = (sign: string): number => CIRCLED.indexOf(sign) + 1;

const marker = (level: Level, place: number, text: string, rest: string): Marker | undefined =>
  place > 0 ? { level, place, sign: text.slice(0, text.length - rest.length).trim(), rest: rest.trim() } : undefined;

/** The sign at the start of a line that could open a node. Whether it does, only its place in the tree can tell. */
export const readMarker = (text: string): Marker | undefined => {
  const section = SECTION.exec(text);
  if (section) return marker('section', arabic(section[1] ?? ''), text, section[2] ?? '');
  const paragraph = PARAGRAPH.exec(text);
  if (paragraph) return marker('paragraph', arabic(paragraph[1] ?? ''), text, paragraph[2] ?? '');
  const kana = KANA_MARK.exec(text);
  if (kana) return marker('kana', KANA.indexOf((kana[1] ?? '').normalize('NFKC')) + 1, text, kana[2] ?? '');
  const circled = CIRCLED_MARK.exec(text);
  if (circled) return marker('circled', placeOfCircled(circled[1] ?? ''), text, circled[2] ?? '');
  return undefined;
};

/** 「第２章 情報セキュリティ対策基準」 alone on its line; 「第２章に定める」 is a reference. */
export const readChapter = (text: string): { number: number; title: string } | undefined => {
  const found = CHAPTER.exec(text);
  if (!found || /^(?:に|の|を|は|で|から|及び|又は|、|，)/u.test(found[2] ?? '') || /。$/u.test(text)) return undefined;
  return { number: arabic(found[1] ?? ''), title: (found[2] ?? '').trim() };
};

export const isSupplement = (text: string): boolean => SUPPLEMENT.test(text);

/** 「２」 or 「１ 機密性２以外のもの」: a number that may be a row of a table, or a page number. */
export const readLoneNumber = (text: string): { number: number; wide: boolean; rest: string } | undefined => {
  const found = /^([0-9０-９]{1,3})(?:[\s　]+(.*))?$/u.exec(text);
  if (!found) return undefined;
  return { number: arabic(found[1] ?? ''), wide: /[０-９]/u.test(found[1] ?? ''), rest: (found[2] ?? '').trim() };
};

export const isPageNumber = (text: string): boolean =>
  /^[-‐−–ー\s　]*(?:p\.?\s*)?[0-9０-９]{1,3}(?:\s*[/／]\s*[0-9０-９]{1,3})?(?:\s*(?:ページ|頁))?[-‐−–ー\s　]*$/iu.test(
    text,
  );

/** What can follow a number inside a sentence (「（４）に規定する」) and cannot begin a heading. */
export const isReference = (rest: string): boolean =>
  /^(?:に|の|を|は|が|も|と|で|へ|から|まで|より|及び|又は|並びに|若しくは|ただし書|等|、|，|。|）|\))/u.test(rest);
