import type { PersonId } from '../outbound.ts';
import type { DirectoryChange, JstDate } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { roleHolders, rolesOf } from '../people/roles.ts';

/** Roles of the whole foundation: whoever holds one decides over others, or over the records. */
export const offices = ['chiefOfficer', 'securityManager', 'infrastructureManager', 'auditLead'] as const;
export type Office = (typeof offices)[number];

export const officeWords: Readonly<Record<Office, string>> = {
  chiefOfficer: '情報セキュリティ責任者',
  securityManager: '情報セキュリティ管理者',
  infrastructureManager: '情報基盤管理者',
  auditLead: '情報セキュリティ監査責任者',
};

/** In their own right: a deputy of an office administers nothing. */
export const holdersOf = (dir: Directory, office: Office, on: JstDate): readonly PersonId[] =>
  roleHolders(dir, office, undefined, on)
    .filter(({ deputyFor }) => deputyFor === undefined)
    .map(({ person }) => person);

/** 2-3(1)(ア),(イ): the 責任者 has the last word, the 管理者 runs the practice; nobody else administers. */
export const mayAdminister = (dir: Directory, person: PersonId, on: JstDate): boolean =>
  rolesOf(dir, person, on).some(
    ({ role, deputyFor }) => !deputyFor && (role === 'securityManager' || role === 'chiefOfficer'),
  );

/** An office passes to other people on that day. */
export type OfficeChange = { office: Office; on: JstDate; from: readonly PersonId[]; to: readonly PersonId[] };

export const officeChanges = (before: Directory, after: Directory, dates: readonly JstDate[]): OfficeChange[] =>
  offices.flatMap((office) =>
    dates.flatMap((on) => {
      const [from, to] = [holdersOf(before, office, on), holdersOf(after, office, on)];
      return same(from, to) ? [] : [{ office, on, from, to }];
    }),
  );

/** What somebody may decide becomes another thing on one of those days. */
export const ownPowersChange = (
  before: Directory,
  after: Directory,
  person: PersonId,
  dates: readonly JstDate[],
): boolean => dates.some((on) => !same(powers(before, person, on), powers(after, person, on)));

/**
 * Who is who follows the address: another one for an office holder or for the proposer, or an account that would be
 * somebody else's, hands on what that person may decide.
 */
export const identityChange = (
  before: Directory,
  { people = [], accounts = [] }: DirectoryChange,
  by: PersonId,
  dates: readonly JstDate[],
): boolean => {
  const guarded = new Set([by, ...offices.flatMap((office) => dates.flatMap((on) => holdersOf(before, office, on)))]);
  const readdressed = people.some(
    ({ id, email }) => guarded.has(id) && (before.person(id)?.email ?? email).toLowerCase() !== email.toLowerCase(),
  );
  const handedOn = accounts.some((account) => {
    const was = before.account(account)?.person;
    return was !== undefined && account.person !== was;
  });
  return readdressed || handedOn;
};

const powers = (dir: Directory, person: PersonId, on: JstDate): string[] =>
  rolesOf(dir, person, on).map(({ role, unit, deputyFor }) => `${role}/${unit}/${deputyFor ?? ''}`);

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));
