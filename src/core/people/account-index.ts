import type { AccountRef, PersonId } from '../outbound.ts';
import { byText } from './by-text.ts';
import type { Account } from './directory.ts';
import { groupBy } from './group-by.ts';
import { perList } from './per-list.ts';

type AccountIndex = {
  byKey: ReadonlyMap<string, Account>;
  byPerson: ReadonlyMap<PersonId | undefined, readonly Account[]>;
};

export const accountKey = ({ platform, space, user }: AccountRef): string => `${platform}\n${space}\n${user}`;

export const accountIndex = perList(
  (accounts: readonly Account[]): AccountIndex => ({
    byKey: new Map(accounts.map((account) => [accountKey(account), account])),
    byPerson: groupBy(accounts, ({ person }) => person),
  }),
);

/**
 * The accounts after some have come or changed, with their indexes brought along: while 100,000 people come to the bot
 * for the first time, each of them changes one. When an account was last used never goes back.
 */
export const withAccounts = (before: readonly Account[], changed: readonly Account[]): readonly Account[] => {
  const index = accountIndex.of(before);
  const byKey = new Map(index.byKey);
  const byPerson = new Map(index.byPerson);
  for (const account of changed) {
    const key = accountKey(account);
    const old = byKey.get(key);
    const next = { ...account, ...seenLast(old, account) };
    if (old) byPerson.set(old.person, without(byPerson.get(old.person), key));
    byKey.set(key, next);
    byPerson.set(next.person, [...without(byPerson.get(next.person), key), next].sort(inOrder));
  }
  return accountIndex.keep([...byKey.values()], { byKey, byPerson });
};

const without = (accounts: readonly Account[] = [], key: string): readonly Account[] =>
  accounts.filter((account) => accountKey(account) !== key);

const inOrder = (a: Account, b: Account): number => byText(accountKey(a), accountKey(b));

const seenLast = (old: Account | undefined, { seenAt }: Account): Pick<Account, 'seenAt'> => {
  const last = old?.seenAt !== undefined && (seenAt === undefined || old.seenAt > seenAt) ? old.seenAt : seenAt;
  return last === undefined ? {} : { seenAt: last };
};
