import type { PersonId } from '../outbound.ts';
import { approverChain, type Chain } from '../people/approvers.ts';
import type { ApproverRole, JstDate, UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { roleHolders } from '../people/roles.ts';
import { kindOf } from './kinds.ts';
import { isOver, type Order, type Report } from './report.ts';

/** What somebody is to a report, by the chart of that day. One person may be several things. */
export type As =
  | 'reporter'
  /** It reaches them, and they may say 受け付けた. */
  | 'receiver'
  /** 情報管理者 of the reporter's unit, or whoever stands in their place. */
  | 'unitManager'
  /** 情報セキュリティ管理者: carries the case. */
  | 'manager'
  | 'infrastructure'
  | 'chief'
  | 'standIn'
  /** Has an order to carry out. */
  | 'ordered'
  | 'audit';

const asOf: Readonly<Record<ApproverRole, As>> = {
  informationManager: 'unitManager',
  securityManager: 'manager',
  infrastructureManager: 'infrastructure',
  chiefOfficer: 'chief',
};

type Asked = { role: ApproverRole; unit?: UnitId; receives?: boolean };

/** The posts a report climbs. Nobody it is about, nobody under them, and no deputy of theirs: 2-3(2)(カ)①, routing 8. */
export const chainFor = (dir: Directory, report: Report, { role, unit, receives }: Asked, on: JstDate): Chain => {
  const [first, ...others] = report.about;
  // Whoever told it is not the one to receive it; carrying it further is another matter.
  const barred = receives ? [...others, report.reporter] : others;
  const requester = first ?? (receives ? report.reporter : '');
  const { levels, skipped } = approverChain(dir, { requester, unit: unit ?? report.unit, role, not: barred }, on);
  const fit = levels
    .map((level) => ({
      ...level,
      approvers: level.approvers.filter(({ person }) => !deputyOf(dir, report, person, on)),
    }))
    .filter(({ approvers }) => approvers.length > 0);
  return { levels: fit, skipped };
};

const deputyOf = (dir: Directory, report: Report, person: PersonId, on: JstDate): boolean =>
  dir.principalsOf(person, on).some(({ principal }) => report.about.includes(principal));

/** Roles a report reaches: its kind's, those it was escalated to, and the 管理者 of every incident. */
export const rolesReached = (report: Report): ApproverRole[] => [
  ...new Set([
    ...kindOf(report.kind).reach,
    ...(report.unit ? [] : (['securityManager'] as const)),
    ...(report.incident ? (['securityManager'] as const) : []),
    ...report.escalations.flatMap(({ to }) => (to === 'city' ? [] : [to])),
  ]),
];

/** The 責任者 in person: there is no 代行者 in the policy, and nobody it is about confirms it. */
const chiefs = (dir: Directory, report: Report, on: JstDate): PersonId[] =>
  roleHolders(dir, 'chiefOfficer', undefined, on)
    .map(({ person }) => person)
    .filter((person) => !report.about.includes(person) && dir.reachable(person));

export const holdersOf = (dir: Directory, report: Report, order: Order, on: JstDate): PersonId[] =>
  chainFor(dir, report, order, on)
    .levels.slice(0, order.level + 1)
    .flatMap(({ approvers }) => approvers.map(({ person }) => person));

/** How many steps up an unacknowledged report can still go. */
export const topLevel = (dir: Directory, report: Report, on: JstDate): number =>
  Math.max(
    0,
    ...rolesReached(report).map((role) => chainFor(dir, report, { role, receives: true }, on).levels.length - 1),
  );

type Part = readonly [PersonId, As];

/** Whom one role's chain gives: those it has reached so far, and whoever carries it in that role. */
const reachedBy = (dir: Directory, report: Report, role: ApproverRole, on: JstDate): Part[] => {
  if (role === 'chiefOfficer') return chiefs(dir, report, on).map((person) => [person, 'chief']);
  const reception = chainFor(dir, report, { role, receives: true }, on).levels.slice(0, report.level + 1);
  const carrying = chainFor(dir, report, { role }, on).levels.slice(0, 1);
  return [
    ...[...reception, ...carrying].flatMap((level) =>
      level.approvers.map(({ person }): Part => [person, asOf[level.role]]),
    ),
    // Where the office is empty or concerned, whoever stands above it does its part: the case must go on.
    ...carrying.flatMap(({ approvers }) => approvers.map(({ person }): Part => [person, asOf[role]])),
    ...reception.flatMap(({ approvers }) => approvers.map(({ person }): Part => [person, 'receiver'])),
  ];
};

/** Those the case has come to on its way. */
const drawnIn = (dir: Directory, report: Report, on: JstDate): Part[] => {
  const { standIn } = report;
  const confirms = report.status === 'planned' || report.status === 'ordered' ? chiefs(dir, report, on) : [];
  const ordered = report.orders.filter(({ done }) => !done).flatMap((order) => holdersOf(dir, report, order, on));
  const audits = standIn ? roleHolders(dir, 'auditLead', undefined, on) : [];
  return [
    ...confirms.map((person): Part => [person, 'chief']),
    ...ordered.map((person): Part => [person, 'ordered']),
    ...(standIn ? [[standIn.person, 'standIn'] as const] : []),
    ...audits.map(({ person }): Part => [person, 'audit']),
  ];
};

/** Everybody a report concerns at this moment, and as what. Drawn anew from the chart each time, never read from a card. */
export const peopleOf = (dir: Directory, report: Report, on: JstDate): Map<PersonId, Set<As>> => {
  const people = new Map<PersonId, Set<As>>([[report.reporter, new Set<As>(['reporter'])]]);
  if (report.status === 'withdrawn' || report.follows) return people;
  const found = [
    ...rolesReached(report).flatMap((role) => reachedBy(dir, report, role, on)),
    ...drawnIn(dir, report, on),
  ];
  for (const [person, as] of found)
    if (!report.about.includes(person)) people.set(person, (people.get(person) ?? new Set<As>()).add(as));
  return people;
};

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Who is what to it, as the state keeps it: what the chart says differently tomorrow is drawn anew. */
export const standingsOf = (people: ReadonlyMap<PersonId, ReadonlySet<As>>): string[] =>
  [...people].map(([person, as]) => `${person} ${[...as].sort(byText).join('+')}`).sort(byText);

/** Whom it waits for: they find it under 私の番. */
export const isTurnOf = (report: Report, as: ReadonlySet<As>): boolean => {
  if (isOver(report)) return false;
  if (as.has('ordered')) return true;
  if (report.status === 'reported') return as.has('receiver');
  if (report.status === 'planned') return as.has('chief') || as.has('standIn');
  return report.incident ? as.has('manager') : as.has('unitManager') || as.has('infrastructure') || as.has('manager');
};
