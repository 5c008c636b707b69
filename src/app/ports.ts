import type { Reply } from '../core/ask.ts';
import type { Card } from '../core/card.ts';
import type { Case, Timer } from '../core/case.ts';
import type { Digest, Task, TaskChange, TaskCount, TaskFilter } from '../core/duties/task.ts';
import type { Fact } from '../core/facts.ts';
import type { AccountRef, Addressee, Lane, Outbound, PersonId, Platform } from '../core/outbound.ts';
import type { Contact } from '../core/people/contact.ts';
import type { Account, DirectoryChange, DirectoryData, UnitId } from '../core/people/directory.ts';
import type { PolicyStore } from '../core/policies/policy.ts';
import type { Erasure } from './erasure.ts';
import type { Intent } from './intents.ts';
import type { LedgerStore } from './ledger-store.ts';

/** Everything one intent changes, as data: it stands or falls together, in one transaction. */
export type Change = {
  /** The intent's key; a second commit with it changes nothing and answers `duplicate`. */
  key: string;
  /** Nothing changes either (`duplicate`) when this key has been committed. */
  unless?: string;
  /** Instant of people's time, ISO in UTC. */
  at: string;
  /** The directory version the decision was made with; another one by now answers `stale`. */
  expectDirectory?: number;
  /** `expected` 0 = new. A case whose version differs, or a new one that exists, answers `stale`. */
  cases: readonly { next: Case; expected: number }[];
  /** Shares of duties; one whose version differs answers `stale`. */
  tasks?: readonly TaskChange[];
  /** Messages to draw anew when they are delivered. */
  digests?: readonly Digest[];
  directory?: DirectoryChange;
  facts: readonly Fact[];
  slots: readonly Outbound[];
  /** All timers a subject wants from now on; those it had and are not listed are gone. */
  timers: readonly { subject: string; timers: readonly Timer[] }[];
  /** The timer whose firing this is; removed with the commit. */
  fired?: string;
  /** Home views to draw anew, for those who have one. */
  homes: readonly PersonId[];
  /** Opens a home view for this account, or redraws it. */
  openHome?: { person: PersonId; account: AccountRef };
};

export type CommitOutcome = 'committed' | 'duplicate' | 'stale';

export type CaseFilter = {
  kind?: string;
  open?: boolean;
  /** Instants, ISO in UTC; `from` included, `until` not. */
  openedFrom?: string;
  openedUntil?: string;
  units?: readonly UnitId[];
  involving?: PersonId;
  /** Keyset paging: cases after this id, at most `limit` (default 500), in id order. */
  after?: string;
  limit?: number;
};

/** The newest cases of a kind in some units, opened no earlier than the instant. */
export type NewestFilter = Required<Pick<CaseFilter, 'kind' | 'units' | 'openedFrom' | 'limit'>>;

/** A slot to deliver, leased to one worker. */
export type OutboxRow = {
  slot: string;
  to: Addressee;
  lane: Lane;
  surface: 'message' | 'home';
  /** Empty on a home and on the message of a morning: drawn at delivery from the state of that moment. */
  card: Card | undefined;
  revision: number;
  /** Where its message stands, when it has been posted. */
  posted?: { account: AccountRef; ref: string };
  attempts: number;
  /** The last attempt may have got through: look for it before sending again. */
  uncertain: boolean;
};

export type Outbox = {
  /**
   * Leases due slots, most urgent lane first, oldest first, at most one slot a recipient.
   * `now` and `leaseMs` are real time (ms); a lease that ran out may be claimed by anybody.
   */
  claim(ask: { worker: string; now: number; leaseMs: number; limit: number; lane?: Lane }): Promise<OutboxRow[]>;
  /** Only the lease holder's word counts; a slot that changed meanwhile stays due. */
  done(row: OutboxRow, worker: string, posted: { account: AccountRef; ref: string }): Promise<void>;
  again(
    row: OutboxRow,
    worker: string,
    next: { at: number; why: string; uncertain: boolean; attempts: number },
  ): Promise<void>;
  park(row: OutboxRow, worker: string, why: string): Promise<void>;
  /** There is nothing to say any more: it does not go out. */
  drop(row: OutboxRow, worker: string): Promise<void>;
  /**
   * Cards of open cases that stand where nobody is reached any more (a platform was turned off) become due again,
   * and go where their person is reached now. Answers how many.
   */
  reroute(enabled: readonly Platform[], now: number): Promise<number>;
  /** What became of one slot; undefined when there is none of that name. */
  find(slot: string): Promise<{ state: 'due' | 'delivered' | 'parked'; why: string } | undefined>;
  /** What was given up and may be tried again; homes are opened again by their owner. */
  parked(limit: number): Promise<readonly { slot: string; to: Addressee; lane: Lane; why: string }[]>;
  /** Makes parked slots of these recipients due at `now` (real time, ms). Answers how many. */
  retry(to: readonly Addressee[], now: number): Promise<number>;
  /** For metrics and `doctor`: due and parked slots by lane, age in ms of the oldest due one. */
  state(now: number): Promise<readonly { lane: Lane; due: number; parked: number; oldestMs: number }[]>;
};

export type TaskStore = {
  /** Tasks whose reminder is due at `now` (people's time, ISO), oldest first; as fast among a million as among ten. */
  due(now: string, limit: number): Promise<Task[]>;
  find(filter: TaskFilter): Promise<Task[]>;
  counts(plan: string): Promise<TaskCount[]>;
};

export type Store = {
  /** The directory as it stands, cached until its version changes. */
  directory(): Promise<DirectoryData>;
  /** Notes when an account was last used; no change of the directory, and so of no decision under way. */
  saw(account: AccountRef, at: string): Promise<void>;
  /** When these accounts were last used, in their order; fresher than the directory. */
  lastSeen(accounts: readonly AccountRef[]): Promise<readonly (string | undefined)[]>;
  loadCase(id: string): Promise<Case | undefined>;
  findCases(filter: CaseFilter): Promise<Case[]>;
  /** Newest first; it costs the same however many there are. */
  newestCases(filter: NewestFilter): Promise<Case[]>;
  /** How many requests opened before `at` (people's time, ISO) still wait for a decision. */
  undecidedSince(at: string): Promise<number>;
  /** Next number of a series (`takeout/2026`), never handed out twice; a failed commit leaves a gap. */
  nextNumber(series: string): Promise<number>;
  commit(change: Change): Promise<CommitOutcome>;
  /**
   * Takes away a case's row, its cards, its shares and what was typed, with the salts that bound it; its chain stays
   * and still verifies. Private answers that have been delivered go along. `false`: it has moved on, and everything stays. Twice does no harm.
   */
  erase(erasure: Erasure): Promise<boolean>;
  /** Timers due at `now` (people's time, ISO), oldest first. */
  dueTimers(now: string, limit: number): Promise<Timer[]>;
  tasks: TaskStore;
  outbox: Outbox;
  ledger: LedgerStore;
  /** Imported policies. `versions` is cheap: it is asked before every answer. */
  policies: PolicyStore;
  contacts(): Promise<Contact[]>;
  replaceContacts(contacts: readonly Contact[]): Promise<void>;
  /** Marks and small settings: `sample`, `organization` … */
  mark(name: string): Promise<string | undefined>;
  setMark(name: string, value: string): Promise<void>;
  /** Throws with a clear sentence when the database can't be written or is damaged. */
  check(): Promise<void>;
  close(): Promise<void>;
};

export type Delivery = {
  to: AccountRef;
  surface: 'message' | 'home';
  card: Card;
  /** The adapter's own reference of the message to update. */
  posted?: string;
  /** Names slot and revision; sent along as metadata so that an ambiguous send can be looked for. */
  key: string;
  uncertain: boolean;
};

export type Delivered =
  | { outcome: 'delivered'; posted: string }
  /** `afterMs` comes with a 429 and holds back that recipient alone, unless the platform said `pause: 'platform'`. */
  /** `waitMs`: not before; a failed attempt all the same. */
  | { outcome: 'again'; why: string; afterMs?: number; pause?: 'platform'; waitMs?: number; uncertain: boolean }
  /** Permanent for this address: parked, and somebody who can act is told once. */
  | { outcome: 'gone'; why: string };

export type Receive = (intent: Intent) => Promise<Reply>;

export type Profile = Omit<Account, 'person' | 'seenAt' | 'preferred'>;

export type FileRead = { bytes: Uint8Array } | { trouble: 'too-large' | 'unreadable' };

/** A platform: translates, and nothing else. No rule, no wording, no retry, no database. */
export type ChatAdapter = {
  platform: Platform;
  /** Begins to receive. `receive` resolves after the commit: acknowledge only then; it throws when nothing could be saved. */
  start(receive: Receive): Promise<void>;
  deliver(message: Delivery): Promise<Delivered>;
  /** How many requests a message to this account takes; absent where it is always one. */
  requests?(to: AccountRef): Promise<number>;
  /** What the platform vouches for about an account seen for the first time. */
  profile(account: AccountRef): Promise<Profile | undefined>;
  /** Fetches a file somebody has sent, from the platform's own hosts alone; absent where files can't be sent. */
  readFile?(at: string, limit: number): Promise<FileRead>;
  /** Undefined when the platform is reached, else why not. */
  unready(): string | undefined;
  stop(): Promise<void>;
};
