import { roleHolders } from '../people/roles.ts';
import type { Base, Escalation } from './report.ts';
import type { Run } from './run.ts';

/** The 責任者 told by the class of what happened, without waiting for the 管理者; once a report, never one it is about. */
export const toldChief = (run: Run, report: Pick<Base, 'about' | 'escalations'>): Escalation[] => {
  if (report.escalations.some(({ to }) => to === 'chiefOfficer')) return [];
  const whom = roleHolders(run.ctx.dir, 'chiefOfficer', undefined, run.on)
    .map(({ person }) => person)
    .filter((person) => !report.about.includes(person));
  return [{ to: 'chiefOfficer', whom, by: 'clock', at: run.ctx.now, note: '重大な区分のため、すぐに' }];
};
