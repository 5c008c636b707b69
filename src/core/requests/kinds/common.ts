import { choice, choices, date, number, text } from '../../fields.ts';
import type { RawValues } from '../../form.ts';
import type { JstDate } from '../../people/directory.ts';
import { clip } from '../../text.ts';
import { plusMonths, showDate } from '../../time.ts';
import type { Problem, Stop } from '../kind.ts';
import { hearPeriod } from './heard-details.ts';

export const yesNo = (label: string, hint?: string, words: readonly [no: string, yes: string] = ['含まない', '含む']) =>
  choice({
    label,
    ...(hint ? { hint } : {}),
    options: [
      { value: 'no', label: words[0] },
      { value: 'yes', label: words[1] },
    ],
  });

export const why = (label: string, hint: string) => text({ label, hint, max: 300, lines: true });

export const period = (from: string, until: string) => ({ from: date({ label: from }), until: date({ label: until }) });

/** Whether it holds personal data, and of how many. */
export const personal = {
  personal: yesNo('個人情報'),
  personalCount: number({ label: '人数', hint: '含むときだけ。およその数', min: 1, max: 10_000_000, required: false }),
};

export const encryption = choices({
  label: '暗号化の方法',
  hint: '機密性2のものを送る・渡すときに要ります。',
  required: false,
  options: [
    { value: 'encryption', label: 'ファイルを暗号化' },
    { value: 'password', label: 'パスワードを付け、別の方法で知らせる' },
    { value: 'channel', label: '暗号化された回線や専用システム' },
    { value: 'sealed', label: '封をして手渡し・書留' },
  ],
});

type Said = string | false | undefined;

/** Sentences at the fields to put right; where there is none, the first rule that stops it. */
export const problem = (
  fields: Readonly<Record<string, Said>>,
  stops: readonly (Stop | false)[] = [],
): Problem | undefined => {
  const wrong = Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (wrong.length > 0) return { fields: Object.fromEntries(wrong) };
  const stop = stops.find((each) => each !== false);
  return stop ? { stop } : undefined;
};

/** Permission comes first, ends, and is asked for anew within a year. */
export const wrongPeriod = (
  { from, until }: { from: JstDate; until: JstDate },
  today: JstDate,
): Record<'from' | 'until', Said> => ({
  from: from < today && `今日(${showDate(today)})以降にしてください。始める前に許可が要ります。`,
  until:
    (until < from && '始まりと同じ日か、それより後にしてください。') ||
    (until > plusMonths(from, 12) && '始まりから1年以内にしてください。長く要るときは、期間を分けて申請してください。'),
});

/** Personal data is counted, and is 機密性2 (2-4(1)(ア)). */
export const wrongPersonal = (
  values: { personal: 'yes' | 'no'; personalCount: number | undefined },
  confidentiality?: '1' | '2',
): Record<'personalCount' | 'confidentiality', Said> => ({
  personalCount:
    values.personal === 'yes' &&
    values.personalCount === undefined &&
    '何人分かを数字で書いてください。およその数でかまいません。',
  confidentiality:
    values.personal === 'yes' &&
    confidentiality === '1' &&
    '個人情報を含むものは「機密性2」を選んでください。(対策基準 4(1)(ア))',
});

/** What is said of it in passing: the days it names, and the sentence itself at one field. */
export const hears =
  (pattern: RegExp, field: string) =>
  (sentence: string, today?: JstDate): RawValues | undefined =>
    pattern.test(sentence) ? { ...hearPeriod(sentence, today), [field]: clip(sentence, 200) } : undefined;
