import { byText } from '../by-text.ts';
import type { AccountRef, PersonId } from '../outbound.ts';
import type { Account } from './directory.ts';
import { perList } from './per-list.ts';

/** Where accounts stand in a list and in those that follow it: a place, once given, is kept, and so one index serves all of them. */
type Places = {
  byKey: Map<string, number>;
  /** Every place that was ever this person's. */
  byPerson: Map<PersonId, number[]>;
};

export const accountKey = ({ platform, space, user }: AccountRef): string => `${platform}\n${space}\n${user}`;

const noted = ({ byKey, byPerson }: Places, account: Account, at: number): void => {
  byKey.set(accountKey(account), at);
  if (account.person === undefined) return;
  const own = byPerson.get(account.person);
  if (!own) byPerson.set(account.person, [at]);
  else if (!own.includes(at)) own.push(at);
};

const placesOf = (accounts: readonly Account[]): Places => {
  const places: Places = { byKey: new Map(), byPerson: new Map() };
  for (const [at, account] of accounts.entries()) noted(places, account, at);
  return places;
};

const places = perList(placesOf);

export const accountIn = (accounts: readonly Account[], ref: AccountRef): Account | undefined => {
  const at = places.of(accounts).byKey.get(accountKey(ref));
  return at === undefined ? undefined : accounts[at];
};

/** In the order of platform, space and user. */
export const accountsIn = (accounts: readonly Account[], person: PersonId): readonly Account[] => {
  const own = (places.of(accounts).byPerson.get(person) ?? []).flatMap((at) => accounts[at] ?? []);
  const theirs = own.filter((account) => account.person === person);
  return theirs.length > 1 ? theirs.sort((a, b) => byText(accountKey(a), accountKey(b))) : theirs;
};

/**
 * The accounts after some have come or changed: while 100,000 people come to the bot for the first time, each of them
 * changes one. When an account was last used never goes back.
 */
export const withAccounts = (before: readonly Account[], changed: readonly Account[]): readonly Account[] => {
  const known = places.of(before);
  // Another list has gone on from this one: its new accounts stand where ours would.
  const own = known.byKey.size === before.length ? known : placesOf(before);
  const next = before.slice();
  for (const account of changed) {
    const at = own.byKey.get(accountKey(account)) ?? next.length;
    next[at] = { ...account, ...seenLast(next[at], account) };
    noted(own, account, at);
  }
  return places.keep(next, own);
};

const seenLast = (old: Account | undefined, { seenAt }: Account): Pick<Account, 'seenAt'> => {
  const last = old?.seenAt !== undefined && (seenAt === undefined || old.seenAt > seenAt) ? old.seenAt : seenAt;
  return last === undefined ? {} : { seenAt: last };
};
