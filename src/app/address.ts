import type { AccountRef, Addressee, Platform } from '../core/outbound.ts';
import type { Account } from '../core/people/directory.ts';
import type { Directory } from '../core/people/lookup.ts';

const same = (a: AccountRef, b: AccountRef): boolean =>
  a.platform === b.platform && a.space === b.space && a.user === b.user;

const bySeen = (a: Account, b: Account): number => (b.seenAt ?? '').localeCompare(a.seenAt ?? '');

/**
 * Where a card goes now: the account that already shows it as long as that is reachable, else the one its person
 * used last. Undefined: nowhere, for the time being.
 */
export const addressOf = (
  to: Addressee,
  postedAt: AccountRef | undefined,
  dir: Directory,
  enabled: readonly Platform[],
): AccountRef | undefined => {
  if ('account' in to) return enabled.includes(to.account.platform) ? to.account : undefined;
  const reachable = dir
    .accountsOf(to.person)
    .filter((account) => account.active && account.kind === 'member' && enabled.includes(account.platform));
  const found = reachable.find((account) => postedAt && same(account, postedAt)) ?? [...reachable].sort(bySeen)[0];
  return found && { platform: found.platform, space: found.space, user: found.user };
};
