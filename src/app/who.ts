import type { Actor } from '../core/feature.ts';
import type { AccountRef, PersonId } from '../core/outbound.ts';
import { accountsChange } from '../core/people/accounts.ts';
import type { DirectoryChange } from '../core/people/directory.ts';
import type { Directory } from '../core/people/lookup.ts';
import type { Intent } from './intents.ts';
import type { ChatAdapter, CommitOutcome, Profile, Store } from './ports.ts';

type Parts = {
  store: Store;
  directory: () => Promise<Directory>;
  adapters: readonly ChatAdapter[];
  emailDomains: readonly string[];
  now: () => string;
};

// How long an account that belongs to nobody is taken to belong to nobody, before its platform is asked again (ms).
const forgetAfterMs = 30_000;
const profileTimeoutMs = 1_500;
const mostTries = 5;

const accountKey = ({ platform, space, user }: AccountRef): string => `${platform}/${space}/${user}`;

const inTime = async <T>(work: Promise<T>, ms: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Who asks, and the directory that says so: a decision is made and committed with this very version. */
export type Seen = { dir: Directory; actor: Actor };

/** Who an account is, by the directory of this moment: only an active member account of a matched person is somebody. */
export const createWho = ({ store, directory, adapters, emailDomains, now }: Parts) => {
  const asked = new Map<string, { at: number; done: Promise<void> }>();

  const known = (dir: Directory, account: AccountRef): Actor => {
    const found = dir.account(account);
    const person = found?.active && found.kind === 'member' && found.person ? dir.person(found.person) : undefined;
    return person ? { is: 'person', person, account } : { is: 'unknown', account };
  };

  /** Takes over what a platform vouches for; what changed meanwhile is looked at again. */
  const learn = async (key: string, profiles: readonly Profile[]): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const dir = await directory();
      const change = accountsChange(dir, profiles, emailDomains);
      if (!change || (await commitChange(store, key, now(), dir.version, change)) !== 'stale') return;
    }
  };

  /** Somebody's first words often come as several events at once: all of them wait for the one look-up. */
  const introduce = (account: AccountRef): Promise<void> => {
    const key = accountKey(account);
    const last = asked.get(key);
    if (last && Date.now() - last.at < forgetAfterMs) return last.done;
    const done = lookUp(key, account);
    asked.set(key, { at: Date.now(), done });
    return done;
  };

  const lookUp = async (key: string, account: AccountRef): Promise<void> => {
    const adapter = adapters.find(({ platform }) => platform === account.platform);
    // The platform may be slow or away: the person is a stranger for this once, and nothing they typed is lost.
    const profile = adapter
      ? await inTime(
          adapter.profile(account).catch(() => undefined),
          profileTimeoutMs,
        )
      : undefined;
    if (profile) await learn(`account/${key}/${Date.now()}`, [profile]);
  };

  const greeted = new Set<string>();

  /** Who has never been here is a question the administration asks: the first time counts, later ones do not. */
  const isFirst = (dir: Directory, account: AccountRef): boolean => {
    const key = accountKey(account);
    if (greeted.has(key)) return false;
    greeted.add(key);
    return dir.account(account)?.seenAt === undefined;
  };

  /** Cards follow a person with several accounts to the one used last; written with the commits of this turn. */
  const saw = (dir: Directory, person: PersonId, account: AccountRef): void => {
    const first = isFirst(dir, account);
    if (!first && dir.accountsOf(person).length < 2) return;
    // Real time, since people's may stand still. Where the next card goes is worth no error: it arrives either way.
    store.saw(account, new Date().toISOString()).catch(() => undefined);
  };

  const seen = async (intent: Intent): Promise<Seen> => {
    const dir = await directory();
    if (intent.actor === 'clock') return { dir, actor: { is: 'clock' } };
    const actor = known(dir, intent.actor);
    if (actor.is === 'person' || dir.account(intent.actor)) {
      if (actor.is === 'person') saw(dir, actor.person.id, intent.actor);
      return { dir, actor };
    }
    await introduce(intent.actor);
    const again = await directory();
    return { dir: again, actor: known(again, intent.actor) };
  };

  return { seen, learn };
};

/** A change of the accounts alone; the ledger says how many, not whose address. */
const commitChange = async (
  store: Store,
  key: string,
  at: string,
  expectDirectory: number,
  directory: DirectoryChange,
): Promise<CommitOutcome> => {
  const facts = [
    {
      chain: 'org',
      type: 'accounts.learned',
      actor: 'clock',
      subject: 'org',
      data: { count: directory.accounts?.length ?? 0 },
    },
  ];
  return store.commit({ key, at, expectDirectory, cases: [], directory, facts, slots: [], timers: [], homes: [] });
};
