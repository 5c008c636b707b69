import type { Account, Deputy, DirectoryData, Post, Roles, Unit } from '../src/core/people/directory.ts';
import { OwnSettings } from '../src/core/settings.ts';

// Rows come as arrays and become literals: the objects a driver makes by itself may be dictionaries, and among
// 100,000 people building and later reading those took twice as long.
export type Text = string | null;
export type PersonRow = [id: string, name: string, email: string, phone: string];
export type UnitRow = [id: string, bu: string, group: string, until: Text];
export type PostRow = [
  person: string,
  unit: string,
  position: Post['position'],
  employment: string,
  from: string,
  until: Text,
];
export type DeputyRow = [
  id: string,
  principal: string,
  deputy: string,
  role: Deputy['role'],
  from: string,
  until: string,
];
/** SQLite says 0 and 1, PostgreSQL false and true. */
export type AccountRow = [
  platform: Account['platform'],
  space: string,
  user: string,
  email: string,
  kind: Account['kind'],
  active: number | boolean,
  person: Text,
  seenAt: Text,
  preferred: number | boolean,
];
export type RolesRow = [securityManagerUnit: Text, infrastructureManagerUnit: Text, auditLead: Text];

/** The columns behind each kind of row, in its order. */
export const directoryColumns = {
  people: 'id, name, email, phone',
  units: 'id, bu, group_name, until',
  posts: 'person, unit, position, employment, from_date, until_date',
  deputies: 'id, principal, deputy, role, from_date, until_date',
  accounts: 'platform, space, "user", email, kind, active, person, seen_at, preferred',
  roles: 'security_manager_unit, infrastructure_manager_unit, audit_lead',
} as const;

export const toPerson = ([id, name, email, phone]: PersonRow) => ({ id, name, email, phone });

export const toUnit = ([id, bu, group, until]: UnitRow): Unit =>
  until === null ? { id, bu, group } : { id, bu, group, until };

export const toPost = ([person, unit, position, employment, from, until]: PostRow): Post =>
  until === null ? { person, unit, position, employment, from } : { person, unit, position, employment, from, until };

export const toDeputy = ([id, principal, deputy, role, from, until]: DeputyRow): Deputy => ({
  id,
  principal,
  deputy,
  role,
  from,
  until,
});

export const toAccount = (row: AccountRow): Account => {
  const [platform, space, user, email, kind, active, person, seenAt, preferred] = row;
  const account: Account = { platform, space, user, email, kind, active: Boolean(active) };
  if (person !== null) account.person = person;
  if (seenAt !== null) account.seenAt = seenAt;
  if (preferred) account.preferred = true;
  return account;
};

export const toRoles = ([securityManagerUnit, infrastructureManagerUnit, auditLead]: RolesRow): Roles => ({
  ...(securityManagerUnit && { securityManagerUnit }),
  ...(infrastructureManagerUnit && { infrastructureManagerUnit }),
  ...(auditLead && { auditLead }),
});

export const toSettings = (row: readonly [Text] | undefined): Pick<DirectoryData, 'settings'> =>
  row?.[0] ? { settings: OwnSettings.parse(JSON.parse(row[0])) as NonNullable<DirectoryData['settings']> } : {};
