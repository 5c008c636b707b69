import type { ListedSoftware, Settings } from './settings.ts';
import { showDate } from './time.ts';

const squeeze = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** Two lines of the list are the same software when this is. */
export const listedName = ({ product, version }: Pick<ListedSoftware, 'product' | 'version'>): string =>
  `${squeeze(product)}\n${squeeze(version)}`;

/** On the list and still supported that day; a line without a version stands for all of them (2-8(1)(ツ)①, 2-8(4)(ア)④). */
export const isListed = (
  { software }: Pick<Settings, 'software'>,
  asked: { product: string; version: string },
  on: string,
): boolean =>
  software.some(
    (one) =>
      squeeze(one.product) === squeeze(asked.product) &&
      (one.version === '' || squeeze(one.version) === squeeze(asked.version)) &&
      (one.until === '' || one.until >= on),
  );

export const needsNoRequest =
  '使ってよいソフトの一覧にあるため、申請は要りません。情報基盤管理者に入れてもらってください。(対策基準 8(1)(ツ)①)';

/** A few of them, for the form: the whole list is the 情報基盤管理者's to show. */
export const listedLines = ({ software }: Pick<Settings, 'software'>, on: string): readonly string[] => {
  const usable = software.filter(({ until }) => until === '' || until >= on);
  if (usable.length === 0) return [];
  const shown = usable
    .slice(0, 20)
    .map(
      ({ product, version, until }) => `${`${product} ${version}`.trim()}${until ? `(${showDate(until)}まで)` : ''}`,
    );
  const more = usable.length > shown.length ? ` ほか${usable.length - shown.length}件` : '';
  return [`申請なしで使えるソフト: ${shown.join('、')}${more}`];
};
