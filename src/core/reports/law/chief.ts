import { roleHolders } from '../../people/roles.ts';
import type { Escalation, Report } from '../report.ts';
import { fact, type Run } from '../run.ts';
import { peopleOf } from '../standing.ts';

/** The 責任者 gets the case too, where they do not have it: whether and what to report is theirs to answer for (2-3(2)(ア)). */
export const withChief = (
  run: Run,
  report: Report,
  note: string,
): { report: Report; facts: ReturnType<typeof fact>[] } => {
  const { dir, now } = run.ctx;
  const has = [...peopleOf(dir, report, run.on).values()].some((as) => as.has('chief'));
  const whom = roleHolders(dir, 'chiefOfficer', undefined, run.on)
    .map(({ person }) => person)
    .filter((person) => !report.about.includes(person));
  if (has || whom.length === 0) return { report, facts: [] };
  const escalation: Escalation = { to: 'chiefOfficer', whom, by: 'clock', at: now, note };
  return {
    report: { ...report, escalations: [...report.escalations, escalation] },
    facts: [fact(run, 'report.escalated', { to: 'chiefOfficer', whom, because: 'law' })],
  };
};
