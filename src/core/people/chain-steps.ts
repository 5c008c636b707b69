import type { PersonId } from '../outbound.ts';
import type { ChainAsk } from './approvers.ts';
import type { ApproverRole, JstDate, UnitId } from './directory.ts';
import type { Directory } from './lookup.ts';

/** A post of the chain before anybody is ruled out. */
export type Step = {
  role: ApproverRole;
  unit: UnitId;
  heads: readonly PersonId[];
  /** The 情報セキュリティ管理者 in place of somebody above the 責任者: there is nobody. */
  fallback?: true;
};

export const nobodyAbove = '上位者がいないため';

/** Which unit's head holds a role on that day; the empty id when the chart does not say. */
const unitOfRole = (dir: Directory, role: ApproverRole): UnitId => {
  const { securityManagerUnit = '', infrastructureManagerUnit = '' } = dir.data.roles;
  if (role === 'securityManager') return securityManagerUnit;
  if (role === 'infrastructureManager') return infrastructureManagerUnit;
  return dir.unitNamed('', '')?.id ?? '';
};

/** People who hold a role themselves on that day; `unit` matters only to an 情報管理者. */
export const headsWith = (dir: Directory, role: ApproverRole, unit: UnitId, on: JstDate): Step => {
  const at = role === 'informationManager' ? unit : unitOfRole(dir, role);
  return { role, unit: at, heads: dir.headsOf(at, on) };
};

/** The posts a request climbs: the unit, its 部, the 情報セキュリティ管理者, the 責任者. */
export const chainSteps = (dir: Directory, ask: ChainAsk, on: JstDate): readonly Step[] => {
  const step = (role: ApproverRole, unit: UnitId = ''): Step => headsWith(dir, role, unit, on);
  const line = ask.role === 'informationManager' ? lineOf(dir, ask.unit).map((unit) => step(ask.role, unit)) : [];
  const steps = [...line];
  if (ask.role === 'infrastructureManager') steps.push(step('infrastructureManager'));
  if (ask.role !== 'chiefOfficer') steps.push(step('securityManager'));
  const chief = step('chiefOfficer');
  steps.push(chief);
  if (!chief.heads.includes(ask.requester)) return withFilingChief(steps, chief, ask, step('securityManager'));
  // The 責任者 asks: units have no say, and the 情報セキュリティ管理者 stands where nobody is above.
  const others = steps.filter(({ role }) => role !== 'securityManager' && role !== 'informationManager');
  return [...others, { ...step('securityManager'), fallback: true }];
};

/** What only the 責任者 decides, filed by the 責任者 for somebody else, falls to the 情報セキュリティ管理者 too. */
const withFilingChief = (steps: readonly Step[], chief: Step, ask: ChainAsk, security: Step): readonly Step[] =>
  ask.role === 'chiefOfficer' && ask.filedBy !== undefined && chief.heads.includes(ask.filedBy)
    ? [...steps, { ...security, fallback: true }]
    : steps;

/** The unit and the 部 above it; the top unit is led by the 責任者, who is no 情報管理者. */
const lineOf = (dir: Directory, unit: UnitId): readonly UnitId[] => {
  if (dir.unit(unit)?.bu === '') return [];
  const parent = dir.parent(unit);
  return parent ? [unit, parent.id] : [unit];
};
