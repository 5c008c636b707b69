// biome-ignore lint/suspicious/noExplicitAny: Adaptive Cards as they came over the wire
export type Json = any;

export type FakeUser = {
  /** Object id in the directory. */
  id: string;
  name: string;
  email?: string;
  guest?: boolean;
  tenant?: string;
  /** What the channel says about who sent something. */
  role?: 'bot' | 'skill';
};

export type FakeMessage = {
  id: string;
  conversation: string;
  card: Json;
  summary: string;
  /** Whether it made the phone ring. */
  alert: boolean;
  edits: number;
};

export type FakeDialog = { title: string; card: Json; via: 'task' | 'composeExtension'; commandId: string };

export type Call = 'send' | 'update' | 'create' | 'member' | 'token' | 'keys';

export type Fault = {
  on?: Call;
  user?: string;
  times: number;
  as:
    | { kind: 'status'; status: number; code?: string; retryAfter?: number; after?: boolean }
    | { kind: 'reset'; after: boolean }
    | { kind: 'hang' };
};

export const tenantId = '7a3e1f00-1111-4222-8333-00000000beef';
export const appId = '5c0ffee0-aaaa-4bbb-8ccc-0123456789ab';
export const appPassword = 'invented-password-for-tests';

/** Everything the fake Teams remembers. */
export type World = {
  users: Map<string, FakeUser>;
  /** Conversation id of each person's chat with the bot, while the bot is installed there. */
  chats: Map<string, string>;
  blocked: Set<string>;
  /** Channels of teams that have the app, by conversation: their members, and what the bot wrote there. */
  channels: Map<string, { members: Set<string>; lines: string[] }>;
  disabled: boolean;
  messages: Map<string, FakeMessage[]>;
  dialogs: Map<string, FakeDialog>;
  /** What Teams said beside a card, newest last. */
  said: Map<string, string[]>;
  /** What people have put into their chat, by the name in its address. */
  files: Map<string, Buffer>;
  faults: Fault[];
  /** Asked at every call that meets none of the faults above: trouble by chance, for as long as it is set. */
  weather?: (call: Call) => Fault['as'] | undefined;
  calls: { call: Call; user: string; status: number }[];
  sendTimes: Map<string, number[]>;
  /** Limits of a conversation are counted; off for tests about something else. */
  limited: boolean;
  tokens: Set<string>;
  next(prefix: string): string;
};

export const openWorld = (users: readonly FakeUser[]): World => {
  let count = 0;
  return {
    users: new Map(users.map((user) => [user.id, user])),
    chats: new Map(),
    blocked: new Set(),
    channels: new Map(),
    disabled: false,
    messages: new Map(),
    dialogs: new Map(),
    said: new Map(),
    files: new Map(),
    faults: [],
    calls: [],
    sendTimes: new Map(),
    limited: true,
    tokens: new Set(),
    next: (prefix) => `${prefix}${String(++count).padStart(6, '0')}`,
  };
};

export const conversationOf = (user: string): string => `a:${user}`;
export const userOf = (conversation: string): string => conversation.replace(/^a:/, '');
