import type { Account, DirectoryChange, DirectoryData } from './directory.ts';
import type { Directory } from './lookup.ts';

type Profile = Omit<Account, 'person' | 'seenAt' | 'preferred'>;

/** Whether an address is of the organization's own. */
export const inDomains = (email: string, domains: readonly string[]): boolean =>
  email.includes('@') && domains.includes(domainOf(email));

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** One active member account with an e-mail in the organization's own domains belongs to the one person with that e-mail; any other to nobody. */
const matched = (dir: Directory, profile: Profile, domains: readonly string[]): Account => {
  const { platform, space, user, email, kind, active } = profile;
  const { seenAt, preferred } = dir.account(profile) ?? {};
  const kept = { ...(seenAt === undefined ? {} : { seenAt }), ...(preferred ? { preferred } : {}) };
  const account: Account = { platform, space, user, email: email.toLowerCase(), kind, active, ...kept };
  if (kind !== 'member' || !active || !inDomains(email, domains)) return account;
  const people = dir.withEmail(email);
  const [person, other] = people;
  return person && !other ? { ...account, person: person.id } : account;
};

const same = (a: Account | undefined, b: Account): boolean =>
  a !== undefined && a.person === b.person && a.email === b.email && a.kind === b.kind && a.active === b.active;

/** What a platform says about accounts, as a change of the directory; undefined when nothing is new. */
export const accountsChange = (
  dir: Directory,
  profiles: readonly Profile[],
  domains: readonly string[],
): DirectoryChange | undefined => {
  const accounts = profiles
    .map((profile) => matched(dir, profile, domains))
    .filter((account) => !same(dir.account(account), account));
  return accounts.length > 0 ? { accounts } : undefined;
};

/** After the chart has changed: accounts whose person is another one now. */
export const rematched = (dir: Directory, domains: readonly string[]): DirectoryChange | undefined =>
  accountsChange(
    dir,
    dir.data.accounts.filter((account) => account.platform !== 'console'),
    domains,
  );

/** An account on the local console for everybody who has none there. */
export const consoleAccounts = ({
  people,
  accounts,
}: Pick<DirectoryData, 'people' | 'accounts'>): readonly Account[] => {
  const known = new Set(accounts.filter(({ platform }) => platform === 'console').map(({ user }) => user));
  return people
    .filter(({ id }) => !known.has(id))
    .map(({ id, email }) => ({
      platform: 'console',
      space: 'console',
      user: id,
      person: id,
      email,
      kind: 'member',
      active: true,
    }));
};
