import type { Case } from '../case.ts';
import type { PersonId } from '../outbound.ts';
import type { JstDate, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { rolesOf } from '../people/roles.ts';

/** How far into the registers somebody may look (2-4(4), 2-11(1)). */
export type Reach =
  | { see: 'all'; as: 'auditLead' | 'chiefOfficer' | 'securityManager' }
  /** The cases of these units, and their own. */
  | { see: 'units'; units: readonly UnitId[] }
  | { see: 'own' };

/** 監査責任者, 責任者 and 情報セキュリティ管理者: all. 情報管理者: their unit's, a 部 with its groups. Everybody: their own. */
export const mayRead = (dir: Directory, person: PersonId, on: JstDate): Reach => {
  const held = rolesOf(dir, person, on);
  for (const as of ['auditLead', 'chiefOfficer', 'securityManager'] as const) {
    if (held.some(({ role }) => role === as)) return { see: 'all', as };
  }
  const led = held.flatMap(({ role, unit }) => (role === 'informationManager' ? [unit] : []));
  return led.length > 0
    ? { see: 'units', units: [...new Set(led.flatMap((unit) => withGroups(dir, unit)))] }
    : { see: 'own' };
};

/** Those who audit, and whom they report to. The 情報セキュリティ管理者 reads everything and is audited (2-3(2)(カ)②). */
export const mayAudit = (reach: Reach): boolean => reach.see === 'all' && reach.as !== 'securityManager';

/** A 部 is read with its groups, those that have ended too: their cases are still its own. */
const withGroups = (dir: Directory, id: UnitId): readonly UnitId[] => {
  const unit = dir.unit(id);
  if (unit?.group !== '') return [id];
  return dir.data.units.filter(({ bu }) => bu === unit.bu).map((each) => each.id);
};

/** Whether this very case is within somebody's reach. */
export const mayReadCase = (reach: Reach, person: PersonId, found: Case): boolean =>
  reach.see === 'all' || isOwn(person, found) || (reach.see === 'units' && reach.units.includes(found.unit));

/** Theirs: asked, filed or reported by them. */
export const isOwn = (person: PersonId, found: Case): boolean =>
  found.owner === person || found.involved.some((one) => one.person === person && one.as === 'owner');
