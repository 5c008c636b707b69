import { z } from 'zod';
import type { AccountRef } from '../../src/core/outbound.ts';

/** Where an account's personal conversation with the bot is. */
export const Place = z.object({
  serviceUrl: z.string(),
  conversation: z.string(),
  /** The person's id in that conversation, by which Teams is asked about them. */
  member: z.string().optional(),
  /** Blocked, uninstalled or disabled: nothing arrives until the person is heard of again. */
  left: z.boolean().optional(),
});
export type Place = z.infer<typeof Place>;

/** Where references are kept; text in, text out. */
export type PlaceStore = {
  get(account: AccountRef): Promise<string | undefined>;
  put(account: AccountRef, reference: string): Promise<void>;
};

export type Places = {
  /** As it stands now: another instance may have heard of a newer one. */
  of(account: AccountRef): Promise<Place | undefined>;
  /** Resolves once it is kept, at once when nothing is new; true when the account had left before. */
  note(account: AccountRef, place: Place): Promise<boolean>;
  /** Nothing reaches the account any more. */
  left(account: AccountRef): Promise<void>;
};

const remembered = 20_000;

const read = (text: string | undefined): Place | undefined => {
  if (text === undefined) return undefined;
  try {
    return Place.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** Conversation references, kept as they were last heard of: addresses move, so every message of a person refreshes theirs. */
export const createPlaces = (store: PlaceStore): Places => {
  const known = new Map<string, Place>();
  const keyOf = ({ space, user }: AccountRef): string => `${space}/${user}`;

  const of = async (account: AccountRef): Promise<Place | undefined> => {
    const found = read(await store.get(account));
    if (found) remember(keyOf(account), found);
    return found;
  };
  const remember = (key: string, place: Place): void => {
    if (known.size >= remembered) known.delete(known.keys().next().value ?? '');
    known.set(key, place);
  };
  const put = async (account: AccountRef, place: Place): Promise<void> => {
    await store.put(account, JSON.stringify(place));
    remember(keyOf(account), place);
  };

  return {
    of,
    note: async (account, place) => {
      const before = known.get(keyOf(account)) ?? (await of(account));
      const same =
        before?.serviceUrl === place.serviceUrl &&
        before.conversation === place.conversation &&
        before.member === place.member &&
        !before.left;
      if (!same) await put(account, place);
      return before?.left === true;
    },
    left: async (account) => {
      const before = await of(account);
      await put(account, { serviceUrl: '', conversation: '', ...before, left: true });
    },
  };
};
