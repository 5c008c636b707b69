import type { RawValues } from '../../form.ts';
import type { JstDate } from '../../people/directory.ts';
import { isDate, plusDays, weekday } from '../../time.ts';

const day = new RegExp(
  [
    '(?<y>\\d{4})[-/年](?<ym>\\d{1,2})[-/月](?<yd>\\d{1,2})日?',
    '(?<m>\\d{1,2})(?:月|/)(?<d>\\d{1,2})日?(?![/\\d])',
    '(?<week>今週|来週|再来週|next )?の?(?<name>月|火|水|木|金|土|日)曜日?',
    '(?<near>今日|本日|明後日|あさって|明日|あした|あす(?!く)|today|tomorrow)',
  ].join('|'),
  'giu',
);

const nearby: Readonly<Record<string, number>> = {
  今日: 0,
  本日: 0,
  today: 0,
  明日: 1,
  あした: 1,
  あす: 1,
  tomorrow: 1,
  明後日: 2,
  あさって: 2,
};

const weeks: Readonly<Record<string, number>> = { 今週: 0, 来週: 7, 再来週: 14 };

const written = (year: number, month: string, date: string): JstDate | undefined => {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDate(day) ? day : undefined;
};

/** A day of a month without its year is the next one to come. */
const comingDay = (month: string, date: string, today: JstDate): JstDate | undefined => {
  const year = Number(today.slice(0, 4));
  const found = written(year, month, date);
  return found && found < today ? written(year + 1, month, date) : found;
};

const dayOfWeek = (week: string | undefined, name: string, today: JstDate): JstDate => {
  const wanted = '月火水木金土日'.indexOf(name) + 1;
  const now = weekday(today);
  const ahead = weeks[week ?? ''];
  if (ahead !== undefined) return plusDays(today, wanted - now + ahead);
  return plusDays(today, (wanted - now + 7) % 7);
};

const dayOf = (groups: Readonly<Record<string, string | undefined>>, today: JstDate): JstDate | undefined => {
  const { y, ym = '', yd = '', m, d = '', week, name, near = '' } = groups;
  if (y) return written(Number(y), ym, yd);
  if (m) return comingDay(m, d, today);
  if (name) return dayOfWeek(week, name, today);
  return plusDays(today, nearby[near.toLowerCase()] ?? 0);
};

/** 「6月2日から4日間」, 「明日」, 「来週の月曜」: the days a sentence names. */
export const hearPeriod = (sentence: string, today: JstDate | undefined): RawValues => {
  if (!today) return {};
  const text = sentence.normalize('NFKC').slice(0, 500);
  const found = Array.from(text.matchAll(day), ({ 0: words, index, groups }) => ({
    on: dayOf(groups ?? {}, today),
    after: text.slice(index + words.length, index + words.length + 8),
  })).filter(({ on }) => on !== undefined);
  const [first, second] = found;
  if (!first?.on) return {};
  if (second?.on && second.on >= first.on) return { from: first.on, until: second.on };
  if (/^(まで|に返)/u.test(first.after)) return { until: first.on };
  const days = Number(/^(?:から|より)?\s*(\d{1,2})日間/u.exec(first.after)?.[1] ?? 0);
  return { from: first.on, ...(days > 0 ? { until: plusDays(first.on, days - 1) } : {}) };
};

const building =
  /(?:^|[、。\s「]|を|で|に|は|の|から|まで|日)([^、。\s「」をはがにでへの]{1,15}?(?:会館|会場|センター|支所|支社|本庁|市役所|区役所|役場|学校|病院|ホール|事務所|公民館|図書館|大学))/u;

/** Where a sentence says something goes. */
export const hearPlace = (sentence: string): RawValues => {
  const named = building.exec(sentence)?.[1] ?? /出張先|カフェ|喫茶店|ホテル/u.exec(sentence)?.[0];
  if (named) return { destination: named };
  return /自宅|家(?![族具電賃庭])|いえで|うちで|\b(?:my )?home\b/iu.test(sentence) ? { destination: '自宅' } : {};
};
