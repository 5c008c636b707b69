import { messageProblems } from './block-rules.ts';
import { type Blocks, channelOf, type FakeChannel, type FakeMessage, userOfChannel, type World } from './world.ts';

export type Args = Record<string, unknown>;
export type Answer = { ok: boolean; error?: string; [key: string]: unknown };
export type Method = { scopes: readonly string[]; run: (world: World, args: Args) => Answer };

export const refuse = (error: string, messages: readonly string[] = []): Answer => ({
  ok: false,
  error,
  ...(messages.length > 0
    ? { errors: messages, response_metadata: { messages: messages.map((one) => `[ERROR] ${one}`) } }
    : {}),
});

/** Structured arguments arrive as JSON in a form field. */
export const structured = (value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};

const refusedBlocks = (blocks: unknown): Answer | undefined => {
  const { problems, tooLong } = messageProblems(blocks);
  if (problems.length > 0) return refuse('invalid_blocks', problems);
  return tooLong ? refuse('msg_blocks_too_long') : undefined;
};

/** A person's direct conversation, by the person's or the conversation's id. */
const recipient = (world: World, channel: unknown): { user: string } | { error: string } => {
  const user = userOfChannel(String(channel)) ?? String(channel);
  const member = world.members.get(user);
  if (!member || (member.team && member.team !== 'T0MAMORI')) return { error: 'channel_not_found' };
  if (member.bot) return { error: 'cannot_dm_bot' };
  return member.deleted ? { error: 'user_disabled' } : { user };
};

const contents = (args: Args): { text: string; blocks: Blocks; metadata?: FakeMessage['metadata'] } | Answer => {
  const blocks = args.blocks === undefined ? [] : structured(args.blocks);
  const metadata = structured(args.metadata) as FakeMessage['metadata'];
  const text = String(args.text ?? '');
  if (text === '' && args.blocks === undefined) return refuse('no_text');
  if (Array.from(text).length > 40_000) return refuse('msg_too_long');
  const refused = refusedBlocks(blocks);
  if (refused) return refused;
  if (metadata && (typeof metadata.event_type !== 'string' || typeof metadata.event_payload !== 'object'))
    return refuse('invalid_metadata_format');
  return { text, blocks: blocks as Blocks, ...(metadata ? { metadata } : {}) };
};

/** A channel the bot may write to, in a thread that exists. */
const channelFor = (world: World, args: Args): FakeChannel | { error: string } => {
  const channel = world.channels.get(String(args.channel));
  if (!channel) return { error: 'channel_not_found' };
  if (!channel.members.has('U0BOT')) return { error: 'not_in_channel' };
  return args.thread_ts === undefined || channel.threads.has(String(args.thread_ts))
    ? channel
    : { error: 'thread_not_found' };
};

const inThread = (args: Args): { thread?: string } =>
  args.thread_ts === undefined ? {} : { thread: String(args.thread_ts) };

const postToChannel = (world: World, args: Args): Answer => {
  const channel = channelFor(world, args);
  if ('error' in channel) return refuse(channel.error);
  const read = contents(args);
  if ('ok' in read) return read;
  const ts = `1700000300.${world.next('')}`;
  channel.posts.push({ ts, text: read.text, blocks: read.blocks, ...inThread(args) });
  return { ok: true, channel: args.channel, ts };
};

const postMessage = (world: World, args: Args): Answer => {
  if (/^[CG]/.test(String(args.channel))) return postToChannel(world, args);
  const to = recipient(world, args.channel);
  if ('error' in to) return refuse(to.error);
  const read = contents(args);
  if ('ok' in read) return read;
  const channel = channelOf(to.user);
  const ts = `${1_700_000_000 + Math.floor(world.calls.length / 10)}.${world.next('')}`;
  const message: FakeMessage = { ts, channel, user: to.user, ...read, edits: 0 };
  world.dms.set(to.user, [...(world.dms.get(to.user) ?? []), message]);
  return { ok: true, channel, ts, message: { type: 'message', ts, text: message.text } };
};

const update = (world: World, args: Args): Answer => {
  const user = userOfChannel(String(args.channel));
  // chat.update wants the conversation's id: a person's id will not do.
  if (!user || !world.members.has(user)) return refuse('channel_not_found');
  const message = world.dms.get(user)?.find(({ ts }) => ts === args.ts);
  if (!message) return refuse('message_not_found');
  const read = contents(args);
  if ('ok' in read) return read;
  Object.assign(message, read, { edits: message.edits + 1 });
  return { ok: true, channel: args.channel, ts: args.ts, text: message.text };
};

const postEphemeral = (world: World, args: Args): Answer => {
  const channel = channelFor(world, args);
  if ('error' in channel) return refuse(channel.error);
  const user = String(args.user);
  if (!channel.members.has(user) || !world.members.has(user)) return refuse('user_not_in_channel');
  const read = contents(args);
  if ('ok' in read) return read;
  const ts = `1700000300.${world.next('')}`;
  const said = { ...read, ts, channel: String(args.channel), ...inThread(args) };
  world.ephemerals.set(user, [...(world.ephemerals.get(user) ?? []), said]);
  return { ok: true, message_ts: ts };
};

const openConversation = (world: World, args: Args): Answer => {
  const user = String(args.users ?? '');
  const member = world.members.get(user);
  if (!member) return refuse('users_not_found');
  if (member.deleted) return refuse('user_disabled');
  return { ok: true, channel: { id: channelOf(user) } };
};

const history = (world: World, args: Args): Answer => {
  const user = userOfChannel(String(args.channel));
  if (!user) return refuse('channel_not_found');
  const withMetadata = String(args.include_all_metadata) === 'true';
  const all = [...(world.dms.get(user) ?? [])].reverse();
  const from = Number(args.cursor ?? 0);
  const to = from + Math.min(Number(args.limit ?? 100), 999);
  const messages = all.slice(from, to).map(({ ts, text, blocks, metadata }) => ({
    type: 'message',
    ts,
    text,
    blocks,
    ...(withMetadata && metadata ? { metadata } : {}),
  }));
  const more = to < all.length;
  return { ok: true, messages, has_more: more, response_metadata: { next_cursor: more ? String(to) : '' } };
};

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': { scopes: ['chat:write'], run: postMessage },
  'chat.update': { scopes: ['chat:write'], run: update },
  'chat.postEphemeral': { scopes: ['chat:write'], run: postEphemeral },
  'conversations.open': { scopes: ['im:write'], run: openConversation },
  'conversations.history': { scopes: ['im:history', 'metadata.message:read'], run: history },
};

/** A message sent to a response_url: the same rules, five uses. */
export const respond = (world: World, id: string, body: Args): number => {
  const known = world.responseUrls.get(id);
  if (!known || known.uses >= 5) return 404;
  known.uses += 1;
  const read = contents(body);
  if ('ok' in read) return 400;
  world.ephemerals.set(known.user, [...(world.ephemerals.get(known.user) ?? []), read]);
  return 200;
};

export { refusedBlocks };
