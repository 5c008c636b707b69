import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { approverChain } from '../people/approvers.ts';
import { roleHolders } from '../people/roles.ts';
import { jstDate } from '../time.ts';
import type { DutyRole } from './duty.ts';
import type { Task } from './task.ts';

type Moment = Pick<Ctx, 'now' | 'dir'>;

/** Who stands over somebody in their unit today: their 情報管理者, or the next up who can be reached; never themselves. */
export const managersOf = ({ now, dir }: Moment, { person, unit }: Pick<Task, 'person' | 'unit'>): PersonId[] =>
  (
    approverChain(dir, { requester: person, unit, role: 'informationManager' }, jstDate(now)).levels[0]?.approvers ?? []
  ).map((each) => each.person);

/** Who hears of a task that is late: the person's own 情報管理者, or the holders of another role. */
export const toldOf = (moment: Moment, task: Pick<Task, 'person' | 'unit'>, role: DutyRole): PersonId[] => {
  if (role === 'staff') return [];
  if (role === 'informationManager') return managersOf(moment, task);
  return roleHolders(moment.dir, role, undefined, jstDate(moment.now))
    .map(({ person }) => person)
    .filter((person) => person !== task.person);
};
