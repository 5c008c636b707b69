const CHAPTERS: Readonly<Record<string, string>> = { 基本方針: '1', 対策基準: '2', 個別基準: '3' };

const circledIn = (text: string): string => /[①-⑳㉑-㉟㊱-㊿]/u.exec(text)?.[0] ?? '';

/** Full-width digits, brackets and half-width kana as the ID has them; ① stays a circled number. */
const plain = (text: string): string =>
  Array.from(text.trim(), (sign) => (circledIn(sign) ? sign : sign.normalize('NFKC'))).join('');

const TAIL = /^(\d{1,2})((?:\((?:\d{1,2}|[ア-ン])\)|[①-⑳㉑-㉟㊱-㊿])*)((?:\p{Script=Han}+[12])?(?:#\d{1,2})?)$/u;

/**
 * The clause somebody named: `2-7(1)(エ)`, 「対策基準 7(1)(エ)」, 「対策基準7条（１）（エ）」, 「第2章7(1)(エ)」, 「2－7（1）（エ）」, 附則1.
 * Nothing when the words name no place of a policy; whether the place exists, only the policy knows.
 */
export const readClauseId = (typed: string): string | undefined => {
  const text = plain(typed)
    .replace(/\s+/gu, '')
    .replace(/^情報セキュリティ/u, '')
    .replace(/[‐−–—ー－]/gu, '-');
  const supplement = /^附則(?:第)?([1-9])?$/u.exec(text);
  if (supplement) return `附則${supplement[1] ?? '1'}`;
  const found = /^(?:(基本方針|対策基準|個別基準)|第?([123一二三])章|([123])-)(?:の)?(?:第)?(.+)$/u.exec(text);
  if (!found) return undefined;
  const chapter =
    CHAPTERS[found[1] ?? ''] ??
    found[3] ??
    `${'0一二三'.indexOf(found[2] ?? '') > 0 ? '0一二三'.indexOf(found[2] ?? '') : found[2]}`;
  const tail = TAIL.exec((found[4] ?? '').replace(/(\d)(?:条|項|\.)/gu, '$1'));
  return tail ? `${chapter}-${tail[1]}${tail[2]}${tail[3]}` : undefined;
};

/** The ID of the node above: `2-7(1)(オ)` for `2-7(1)(オ)②`; nothing above a section. */
export const parentId = (id: string): string | undefined => {
  const up = id.replace(/(?:#\d+|[①-⑳㉑-㉟㊱-㊿]|\([^()]+\)|(?<=\))\p{Script=Han}+\d)$/u, '');
  return up === id || /^\d-$/u.test(up) ? undefined : up;
};
