import type { PersonId } from '../outbound.ts';
import type { JstDate } from './directory.ts';
import type { Directory } from './lookup.ts';

/** Whoever runs the bot: the head of the unit for networks and devices, else the 情報セキュリティ管理者, else the 責任者; never `not`. */
export const runnerOf = (dir: Directory, on: JstDate, not?: PersonId): PersonId | undefined => {
  const { infrastructureManagerUnit, securityManagerUnit } = dir.data.roles;
  return [infrastructureManagerUnit, securityManagerUnit, dir.unitNamed('', '')?.id]
    .flatMap((unit) => (unit === undefined ? [] : dir.headsOf(unit, on)))
    .find((person) => person !== not && dir.reachable(person));
};
