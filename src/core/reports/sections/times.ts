import { firstKnownOf } from '../first-known.ts';
import type { Item } from '../items.ts';
import type { Section } from '../section.ts';
import { showWhen, whenOf } from '../when.ts';

const shown = (item: Item | undefined): string => {
  if (item?.is === 'moment') return showWhen(item.when);
  return item?.is === 'open' ? '調査中' : 'まだ書かれていません';
};

/** Occurred, found, reported, first known to any unit: four moments, never one. For those who carry an incident. */
export const times: Section = ({ report, as }) => {
  const carries = (['manager', 'unitManager', 'chief', 'standIn', 'infrastructure'] as const).some((each) =>
    as.has(each),
  );
  if (!report.incident || !carries) return [];
  return [
    {
      kind: 'facts',
      rows: [
        ['発生', shown(report.items.occurredAt)],
        ['判明', shown(report.items.foundAt)],
        ['報告', showWhen(whenOf(report.reportedAt))],
        ['財団が最初に知った時', showWhen(firstKnownOf(report))],
      ],
    },
  ];
};
