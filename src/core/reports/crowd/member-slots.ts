import type { Outbound } from '../../outbound.ts';
import type { Report } from '../report.ts';
import { addressOf } from '../run.ts';
import { statusWord } from '../words.ts';
import { followerCard } from './follower-card.ts';

/** Cards of those that were joined follow the case they were joined to: its news reaches every reporter. */
export const memberSlots = (id: string, report: Report): Outbound[] => {
  const { crowd, kind, drill } = report;
  if (!crowd?.joined) return [];
  return crowd.members.map((member) => ({
    slot: `case/${member.id}/${member.reporter}`,
    to: addressOf(member.reporter),
    lane: 'card',
    card: followerCard(member.id, { kind, drill, reportedAt: member.at }, { id, state: statusWord(report) }),
  }));
};
