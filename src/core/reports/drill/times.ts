import type { Report } from '../report.ts';
import type { Timed } from './part.ts';

/** Instants of the steps that a drill is measured by; undefined for what has not been done. */
const momentsOf = (report: Report): readonly (readonly [label: string, at: string | undefined])[] => {
  const orders = report.orders.filter((order) => order.for === 'containment');
  const lastDone = orders.every(({ done }) => done)
    ? orders
        .map(({ done }) => done?.at ?? '')
        .sort()
        .at(-1)
    : undefined;
  const toldTo = (to: string): string | undefined => report.escalations.find((each) => each.to === to)?.at;
  return [
    ['受け付け', 'received' in report ? report.received?.at : undefined],
    ['責任者に知らせた', toldTo('chiefOfficer')],
    ['市に知らせた', toldTo('city')],
    ['最初の応急の指示', orders[0]?.at],
    ['応急の指示がすべて済んだ', lastDone],
    ['漏えいの確認', report.law?.known?.at],
    ['再発防止策', 'plan' in report ? report.plan?.at : undefined],
    ['責任者の確認', 'confirmed' in report ? report.confirmed?.at : undefined],
  ];
};

/** Whole minutes from the report to each step that was taken, in the order of the life. */
export const timesOf = (report: Report): Timed[] =>
  momentsOf(report).flatMap(([label, at]) =>
    at ? [{ label, minutes: Math.round((Date.parse(at) - Date.parse(report.reportedAt)) / 60_000) }] : [],
  );

export const showMinutes = (minutes: number): string => {
  if (minutes < 60) return `${minutes}分`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}時間${minutes % 60}分` : `${Math.floor(hours / 24)}日`;
};

const compared = (minutes: number, before: number | undefined): string => {
  if (before === undefined) return '';
  if (before === minutes) return '(前回と同じ)';
  return minutes < before
    ? `(前回より${showMinutes(before - minutes)}早い)`
    : `(前回より${showMinutes(minutes - before)}遅い)`;
};

/** 「受け付け 4分(前回より3分早い)」; steps that only the other drill has are named too. */
export const timeRows = (times: readonly Timed[], before: readonly Timed[] = []): (readonly [string, string])[] => [
  ...times.map(
    ({ label, minutes }) =>
      [
        label,
        `${showMinutes(minutes)}${compared(minutes, before.find((each) => each.label === label)?.minutes)}`,
      ] as const,
  ),
  ...before
    .filter(({ label }) => !times.some((each) => each.label === label))
    .map(({ label }) => [label, '今回は行っていません'] as const),
];
