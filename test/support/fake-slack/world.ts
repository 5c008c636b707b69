import { randomBytes } from 'node:crypto';

export type FakeMember = {
  id: string;
  name: string;
  email?: string;
  team?: string;
  deleted?: boolean;
  bot?: boolean;
  guest?: boolean;
  stranger?: boolean;
  emailConfirmed?: boolean;
};

// biome-ignore lint/suspicious/noExplicitAny: Block Kit as it came over the wire; the rules have looked at it
export type Blocks = any[];

export type FakeMessage = {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Blocks;
  metadata?: { event_type: string; event_payload: Record<string, unknown> } | undefined;
  /** How often it has been changed. */
  edits: number;
};

export type FakeView = {
  id: string;
  user: string;
  hash: string;
  type: 'modal' | 'home';
  callback_id: string;
  private_metadata: string;
  title: string;
  submit?: string;
  blocks: Blocks;
  /** What `response_action: errors` put at each input. */
  errors: Record<string, string>;
  /** What the person has typed or chosen so far, as `state.values`. */
  state: Record<string, Record<string, unknown>>;
};

export type Ephemeral = { text: string; blocks: Blocks; ts?: string; channel?: string; thread?: string };

/** A channel: who is in it (the bot as `U0BOT`), and what the bot has posted there. */
export type FakeChannel = {
  members: Set<string>;
  /** Messages people wrote, and with them threads, by their ts. */
  threads: Set<string>;
  posts: { ts: string; text: string; blocks: Blocks; thread?: string }[];
};

export type Fault = {
  method?: string;
  /** Only calls that concern this user (channel, user_id, users). */
  user?: string;
  times: number;
  as:
    | { kind: 'status'; status: number; retryAfter?: number; after?: boolean }
    | { kind: 'reset'; after: boolean }
    | { kind: 'hang' }
    | { kind: 'broken-json'; after: boolean }
    | { kind: 'error'; error: string };
};

export const teamId = 'T0MAMORI';

/** Everything the fake workspace remembers. */
export type World = {
  botToken: string;
  appToken: string;
  signingSecret: string;
  scopes: Set<string>;
  members: Map<string, FakeMember>;
  /** Messages of each person's direct conversation with the bot, oldest first. */
  dms: Map<string, FakeMessage[]>;
  /** Stack of open windows, the top one last. */
  modals: Map<string, FakeView[]>;
  homes: Map<string, FakeView>;
  ephemerals: Map<string, Ephemeral[]>;
  channels: Map<string, FakeChannel>;
  triggers: Map<string, { user: string; at: number; used: boolean }>;
  responseUrls: Map<string, { user: string; uses: number }>;
  /** What people have shared, by the id in its address. */
  files: Map<string, Buffer>;
  faults: Fault[];
  /** By how much the clock of Slack's servers is ahead of this one's. */
  aheadMs: number;
  /** Asked at every call that meets none of the faults above: trouble by chance, for as long as it is set. */
  weather?: (method: string) => Fault['as'] | undefined;
  /** Every call of the Web API, in order. */
  calls: { method: string; body: Record<string, unknown>; error?: string }[];
  next(prefix: string): string;
};

export const openWorld = (members: readonly FakeMember[], scopes: readonly string[]): World => {
  let count = 0;
  return {
    botToken: `xoxb-fake-${randomBytes(6).toString('hex')}`,
    appToken: `xapp-fake-${randomBytes(6).toString('hex')}`,
    signingSecret: randomBytes(16).toString('hex'),
    scopes: new Set(scopes),
    members: new Map(members.map((member) => [member.id, member])),
    dms: new Map(),
    modals: new Map(),
    homes: new Map(),
    ephemerals: new Map(),
    channels: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    faults: [],
    aheadMs: 0,
    calls: [],
    next: (prefix) => `${prefix}${String(++count).padStart(6, '0')}`,
  };
};

export const newTrigger = (world: World, user: string): string => {
  const trigger = world.next('trigger.');
  world.triggers.set(trigger, { user, at: Date.now(), used: false });
  return trigger;
};

export const channelOf = (user: string): string => `D-${user}`;

export const userOfChannel = (channel: string): string | undefined =>
  channel.startsWith('D-') ? channel.slice(2) : undefined;
