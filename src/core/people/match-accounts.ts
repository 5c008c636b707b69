import type { PersonId } from '../outbound.ts';
import type { Account, DirectoryData, JstDate } from './directory.ts';

/** Who an account belongs to: the person in post with that address. Guests, bots and other domains match nobody. */
export type Matcher = (account: Omit<Account, 'person' | 'seenAt'>) => PersonId | undefined;

export const accountMatcher = (
  { people, posts }: Pick<DirectoryData, 'people' | 'posts'>,
  domains: readonly string[],
  on: JstDate,
): Matcher => {
  // An address may be given to a successor: whoever is in post, or will be, has it.
  const lasting = new Set(posts.filter(({ until }) => until === undefined || until >= on).map(({ person }) => person));
  const byEmail = new Map<string, PersonId>();
  for (const { id, email } of people) if (email !== '' && lasting.has(id)) byEmail.set(email.toLowerCase(), id);
  return ({ email, kind, active }) =>
    kind === 'member' && active && inDomains(email, domains) ? byEmail.get(email.toLowerCase()) : undefined;
};

export const inDomains = (email: string, domains: readonly string[]): boolean => {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return email.includes('@') && domains.some((own) => own.toLowerCase() === domain);
};

/** Accounts whose owner is another one after a change of the chart. The console's belong to whom it says. */
export const rematched = (data: DirectoryData, domains: readonly string[], on: JstDate): readonly Account[] => {
  const match = accountMatcher(data, domains, on);
  return data.accounts
    .filter(({ platform }) => platform !== 'console')
    .map((account) => ({ account, person: match(account) }))
    .filter(({ account, person }) => account.person !== person)
    .map(({ account: { person: _, ...rest }, person }) => (person === undefined ? rest : { ...rest, person }));
};

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
