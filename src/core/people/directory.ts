import type { AccountRef, PersonId } from '../outbound.ts';
import type { OwnSettings } from '../settings.ts';

/** A JST calendar date, `YYYY-MM-DD`. */
export type JstDate = string;
export type UnitId = string;

export const positions = ['常務理事', '部長', 'グループリーダー', ''] as const;
export type Position = (typeof positions)[number];

export type Person = { id: PersonId; name: string; email: string; phone: string };

/** A 部 (`group` empty), a グループ in it, or the top (`bu` empty). The id stays when the unit is renamed. */
export type Unit = { id: UnitId; bu: string; group: string; until?: JstDate };

/** One person in one position of one unit; `until` is the last day in post. Several posts a person are normal. */
export type Post = {
  person: PersonId;
  unit: UnitId;
  position: Position;
  employment: string;
  from: JstDate;
  until?: JstDate;
};

/** Roles that a chain of approvers climbs: 2-3(1), domain `Finding the right approver`. */
export type ApproverRole = 'informationManager' | 'infrastructureManager' | 'securityManager' | 'chiefOfficer';

/** Only these two may name a deputy (2-9(3)). */
export type DeputyRole = 'informationManager' | 'infrastructureManager';

/** A stand-in named by `principal` for themselves; both days included (2-9(3)). */
export type Deputy = {
  id: string;
  principal: PersonId;
  deputy: PersonId;
  role: DeputyRole;
  from: JstDate;
  until: JstDate;
};

/** A chat account as the platform vouches for it. Only an active member account of a matched person counts. */
export type Account = AccountRef & {
  person?: PersonId;
  email: string;
  kind: 'member' | 'guest' | 'bot' | 'external';
  active: boolean;
  /** Instant (ISO, UTC) of the last thing the person did there: cards follow it. */
  seenAt?: string;
  /** The person has chosen to get cards here. */
  preferred?: boolean;
};

/** Which unit's head holds a role that belongs to the whole foundation, and who audits. */
export type Roles = {
  securityManagerUnit?: UnitId;
  infrastructureManagerUnit?: UnitId;
  auditLead?: PersonId;
};

export type DirectoryData = {
  /** Grows with every change; a commit names the version it was decided with. */
  version: number;
  people: readonly Person[];
  units: readonly Unit[];
  posts: readonly Post[];
  deputies: readonly Deputy[];
  accounts: readonly Account[];
  roles: Roles;
  /** What the organization has settled for itself; the defaults hold for the rest. */
  settings?: OwnSettings;
};

/** A change of the chart as data: rows to put (by their key), rows to take away. Nothing of the past is deleted. */
export type DirectoryChange = {
  people?: readonly Person[];
  units?: readonly Unit[];
  /** Replaces all posts of the persons named here. */
  posts?: readonly { person: PersonId; posts: readonly Post[] }[];
  deputies?: readonly Deputy[];
  accounts?: readonly Account[];
  roles?: Roles;
  /** All of them: what is not listed is the default again. */
  settings?: OwnSettings;
};
