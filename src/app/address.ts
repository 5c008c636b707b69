import type { AccountRef, Addressee, Platform } from '../core/outbound.ts';
import type { Account } from '../core/people/directory.ts';
import type { Directory } from '../core/people/lookup.ts';
import type { Store } from './ports.ts';

const same = (a: AccountRef, b: AccountRef): boolean =>
  a.platform === b.platform && a.space === b.space && a.user === b.user;

type Seen = AccountRef & Pick<Account, 'seenAt' | 'preferred'>;
const chosenThenLatest = (a: Seen, b: Seen): number =>
  Number(b.preferred ?? false) - Number(a.preferred ?? false) || (b.seenAt ?? '').localeCompare(a.seenAt ?? '');

/** Where a recipient can be reached over the platforms that run, the one the person chose first, then the one used last. */
export const reachableAt = async (
  to: Addressee,
  dir: Directory,
  enabled: readonly Platform[],
  lastSeen: Store['lastSeen'] | undefined,
): Promise<readonly AccountRef[]> => {
  if ('account' in to) return enabled.includes(to.account.platform) ? [to.account] : [];
  const accounts = dir
    .accountsOf(to.person)
    .filter((account) => account.active && account.kind === 'member' && enabled.includes(account.platform));
  // Most people have one account: nothing to look up for them.
  if (accounts.length < 2) return accounts;
  const seen = await lastSeen?.(accounts);
  return accounts
    .map((account, at): Seen => {
      const seenAt = seen?.[at] ?? account.seenAt;
      return seenAt === undefined ? account : { ...account, seenAt };
    })
    .sort(chosenThenLatest);
};

/** The account that already shows the card as long as it is reachable, else the first. Undefined: nowhere, for the time being. */
export const addressOf = (
  reachable: readonly AccountRef[],
  postedAt: AccountRef | undefined,
): AccountRef | undefined => {
  const found = reachable.find((account) => postedAt && same(account, postedAt)) ?? reachable[0];
  return found && { platform: found.platform, space: found.space, user: found.user };
};
