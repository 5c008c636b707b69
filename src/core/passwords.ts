import { clean } from './text.ts';

/** Stands where a password stood: always as long, so that not even its length is kept. */
export const maskedPassword = '●●●●●●';

const word =
  /パスワード|ぱすわーど|ﾊﾟｽﾜｰﾄﾞ|パスワ(?!ー)|パスコード|パスフレーズ|暗証番号|あんしょうばんごう|(?<![ァ-ヶー])パス(?=\s*[はがを:=「])|(?<![a-z])(?:passwords?|passwd|passcode|passphrase|pass|pwd|pw|pin)(?![a-z])/giu;

/** Further on than this, what is written is about something else. */
const window = 40;
const run = /[!-~]{3,}/gu;

/** What people write between the word and the secret. */
const near =
  /^(?:[\s\p{P}=→>]|は|が|を|も|に|の|で|と|これ|それ|こちら|以下|次|いま|今|現在|たぶん|多分|確か|たしか|新しい|です|ます|通り|とおり|なので|変えた|変更|設定|した|して|でした|前|旧|その|番号|コード)*$/u;
const english = /^[a-z0-9\s'’,.-]*?(?:\b(?:is|was|were|to|as)\b|[:=])\s*(?:now\s+|still\s+|just\s+)?["'`(]*$/iu;

const known =
  /^(?:windows|microsoft|office|m365|iphone|ipad|android|ios|macos|mac|excel|word|pdf|usb|vpn|wi-?fi|pc|id|ids|zip|web|google|teams|slack|zoom|outlook|gmail|chrome|edge|keepass|bitwarden|1password|lastpass|mfa|2fa|otp|sms|url|qr|line|ai|chatgpt|it|cd|dvd|sns|aes|sha|ipa|nisc)[\d.-]*$/iu;

const plain = new Set(
  'must should can may will would does did has have had expired expiring leaked stolen not too weak strong wrong known compromised lost forgotten required needed the and for being visible written shared hacked locked changed change reset long short safe incorrect invalid now still only also always never same different our your his her their this that secure enough okay okey allowed forbidden there here someone somebody used blank empty unknown default correct right going been about what who why how when where easy hard old new working broken stored saved sent getting asked asking prompted necessary mandatory important confidential secret private public guessed exposed publicly probably maybe already again really very anyone everyone'.split(
    ' ',
  ),
);

const counted =
  /^\s*(?:年|月|日|文字|桁|回|人|個|か月|ヶ月|カ月|ヵ月|分|時|件|名|円|つ|種類|世代|週|歳|%|条|項|characters?|chars?|letters?|digits?|days?|months?|times?|people|users?|years?|minutes?|weeks?)/iu;
const told =
  /^\s*(?:です|でし|だ(?!け)|でログイン|で入|と(?:いう|言|書|入|伝|教|し)|という|に(?:変|し|設定)|を(?:教|入|送|書|伝)|のまま|[。、」』"'`)）]|$)/u;

const bare = (value: string): string =>
  value.replace(/^["'`([{<*_~]+|["'`)\]}>*_~.,;:?!]+$/gu, '').replace(/["'`)\]]+.*$/u, '');

const isStrong = (value: string): boolean =>
  /\d/.test(value) || /[@#$%^&*+=~_!]/.test(value) || /[a-z][A-Z]/.test(value);

/** Whether what follows a password word is one. `gap` stands before it, `after` behind. */
const isSecret = (found: string, gap: string, after: string): boolean => {
  const value = bare(found);
  if (value.length < 3 || known.test(value) || /^https?:|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/iu.test(value)) return false;
  if (plain.has(value.toLowerCase())) return false;
  const isNear = near.test(gap);
  const isEnglish = english.test(gap);
  if (/^\d+$/.test(value)) return value.length >= 4 && !counted.test(after) && (isNear || isEnglish);
  if (isStrong(value)) return isNear || isEnglish;
  return isEnglish || (isNear && /[はがを:=「『"'`]/u.test(gap) && told.test(after));
};

type Span = { from: number; to: number };

/** The secrets behind one password word; what is joined to the first is one too. */
const behind = (text: string, start: number): Span[] => {
  const spans: Span[] = [];
  let from = start;
  for (const { 0: found, index } of text.slice(start, start + window + 120).matchAll(run)) {
    const mark = /^["'`([{<*_~:=]*/u.exec(found)?.[0] ?? '';
    const at = start + index + mark.length;
    const gap = text.slice(from, at);
    if (gap.length > window || /[。\n]\s*[^!-~]{8,}$/u.test(gap)) break;
    const to = start + index + found.length;
    // In English the words between are such runs themselves.
    if (!isSecret(text.slice(at, to), gap, text.slice(to, to + 12))) continue;
    spans.push({ from: at, to });
    from = to;
  }
  const quoted = /^\s*(?:は|が|を|[:=])?\s*[「『]([^」』\n]{1,40})[」』](?=\s*(?:です|でし|だ|で|に|と|を|。|$))/u.exec(
    text.slice(start, start + 60),
  );
  if (quoted?.[1]) {
    const at = start + quoted[0].indexOf(quoted[1]);
    spans.push({ from: at, to: at + quoted[1].length });
  }
  return spans;
};

/** 「abc123 がパスワードです」: the secret before the word. */
const before =
  /(?<![!-~])([!-~]{4,64})\s*(?:is|が|は|という|っていう)\s*(?:my |the |our |私の|自分の|わたしの)?(?:passwords?|pin|パスワード|ぱすわーど|暗証番号)/giu;

/** Full-width letters and digits as narrow ones, each in its place. */
const narrow = (text: string): string =>
  text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');

/**
 * What was typed, without the password somebody wrote behind a password word (2-7(4)(イ)②): it must not reach a row, a log or a card.
 * Better one word too many masked than a password kept.
 */
export const maskPasswords = (typed: string): { text: string; masked: boolean } => {
  const text = clean(typed);
  const shown = narrow(text);
  const spans = [
    ...Array.from(shown.matchAll(word), ({ 0: found, index }) => behind(shown, index + found.length)).flat(),
    ...Array.from(shown.matchAll(before), ({ 1: secret = '', index }) =>
      isStrong(secret) && !known.test(bare(secret)) ? [{ from: index, to: index + secret.length }] : [],
    ).flat(),
  ].sort((a, b) => a.from - b.from);
  if (spans.length === 0) return { text, masked: false };
  let done = 0;
  let masked = '';
  for (const { from, to } of spans) {
    if (to <= done) continue;
    masked += from >= done ? text.slice(done, from) + maskedPassword : '';
    done = to;
  }
  return { text: masked + text.slice(done), masked: true };
};
