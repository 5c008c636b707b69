import type { PersonId } from '../outbound.ts';
import { type Approver, deputyRoleOf } from './approvers.ts';
import { headsWith } from './chain-steps.ts';
import type { ApproverRole, JstDate, UnitId } from './directory.ts';
import { type Directory, leadingPosition } from './lookup.ts';

export type HeldRole = {
  role: ApproverRole | 'auditLead';
  /** The unit whose head holds it; empty for the 監査責任者. */
  unit: UnitId;
  /** Held as 代行者 of this person. */
  deputyFor?: PersonId;
};

/** Everybody who holds a role on that day: those in the post, then their deputies. For a role of one unit, `unit` says which. */
export const roleHolders = (
  dir: Directory,
  role: HeldRole['role'],
  unit: UnitId | undefined,
  on: JstDate,
): readonly Approver[] => {
  if (role === 'auditLead') {
    const lead = dir.data.roles.auditLead;
    return lead && dir.postsOf(lead, on).length > 0 ? [{ person: lead }] : [];
  }
  const heads = headsWith(dir, role, unit ?? '', on).heads;
  const deputised = deputyRoleOf(role);
  const deputies = deputised ? heads.flatMap((head) => dir.deputiesOf(head, deputised, on)) : [];
  return [
    ...heads.map((person) => ({ person })),
    ...deputies
      .filter(({ deputy }) => !heads.includes(deputy) && dir.postsOf(deputy, on).length > 0)
      .map(({ deputy, principal }) => ({ person: deputy, deputyFor: principal })),
  ];
};

/** Units somebody leads in their own right on that day. */
export const unitsHeadedBy = (dir: Directory, person: PersonId, on: JstDate): readonly UnitId[] => {
  const led = dir.postsOf(person, on).filter((post) => {
    const unit = dir.unit(post.unit);
    return unit !== undefined && post.position === leadingPosition(unit);
  });
  return [...new Set(led.map((post) => post.unit))];
};

/** Every role somebody holds on that day, their own first, then those they hold as a deputy. A deputy's deputy holds none. */
export const rolesOf = (dir: Directory, person: PersonId, on: JstDate): readonly HeldRole[] => {
  const own = ownRoles(dir, person, on);
  if (dir.postsOf(person, on).length === 0) return own;
  const lent = dir.principalsOf(person, on).flatMap((row) =>
    ownRoles(dir, row.principal, on)
      .filter(({ role }) => role === row.role)
      .map((held) => ({ ...held, deputyFor: row.principal })),
  );
  return [...own, ...lent];
};

const ownRoles = (dir: Directory, person: PersonId, on: JstDate): readonly HeldRole[] => {
  const { securityManagerUnit, infrastructureManagerUnit, auditLead } = dir.data.roles;
  const held = unitsHeadedBy(dir, person, on).flatMap((unit): HeldRole[] => [
    { role: dir.unit(unit)?.bu === '' ? 'chiefOfficer' : 'informationManager', unit },
    ...(unit === securityManagerUnit ? [{ role: 'securityManager' as const, unit }] : []),
    ...(unit === infrastructureManagerUnit ? [{ role: 'infrastructureManager' as const, unit }] : []),
  ]);
  const audits = auditLead === person && dir.postsOf(person, on).length > 0;
  return audits ? [...held, { role: 'auditLead', unit: '' }] : held;
};
