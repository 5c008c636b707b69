import { text } from '../../card.ts';
import type { Section } from '../section.ts';
import { roughly } from './crowd.ts';
import { carriers } from './of-crowd.ts';

/** How many others tell of the same thing, for those who carry it. */
export const crowdSection: Section = ({ report, as }) => {
  const { crowd } = report;
  if (!crowd || crowd.members.length === 0 || !carriers.some((each) => as.has(each))) return [];
  const count = crowd.members.length;
  return [
    crowd.joined
      ? text(`同じような報告${roughly(count)}も、この件としてまとめて対応しています。`)
      : text(
          `同じような報告が、ほかに${roughly(count)}届いています。どれも記録し、報告した方には届いたことを知らせました。`,
          'strong',
        ),
  ];
};
