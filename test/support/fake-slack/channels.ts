import { type Shown, shown, textOf } from './look.ts';
import type { Sent } from './wire.ts';
import { type FakeChannel, teamId, type World } from './world.ts';

type Mention = {
  /** The message answered to. */
  thread?: string;
  /** The event's id, for one that Slack sends again. */
  id?: string;
  event?: Record<string, unknown>;
  headers?: Record<string, string>;
};

type Tell = (
  event: Record<string, unknown>,
  over?: Record<string, unknown>,
  headers?: Record<string, string>,
) => Promise<Sent>;

export type Channels = {
  /** A channel with these people in it, and the bot. */
  openChannel(id: string, ...people: readonly string[]): FakeChannel;
  /** Writes in a channel and names the bot there. */
  mention(user: string, channel: string, text: string, over?: Mention): Promise<Sent>;
  /** What only this person saw in a channel, oldest first. */
  asides(user: string): Shown[];
  /** What everybody in a channel saw of the bot. */
  posts(channel: string): readonly { text: string; thread?: string }[];
};

export const inChannels = (world: World, tell: Tell): Channels => ({
  openChannel: (id, ...people) => {
    const channel = { members: new Set(['U0BOT', ...people]), threads: new Set<string>(), posts: [] };
    world.channels.set(id, channel);
    return channel;
  },
  mention: (user, channel, text, { thread, id, event = {}, headers } = {}) => {
    if (!world.scopes.has('app_mentions:read')) throw new Error('without its scope Slack tells of no mention');
    const ts = String(event.ts ?? `1700000400.${world.next('')}`);
    world.channels.get(channel)?.threads.add(ts);
    const written = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const mention = {
      type: 'app_mention',
      channel,
      user,
      text: `<@U0BOT> ${written}`,
      ts,
      event_ts: ts,
      team: world.members.get(user)?.team ?? teamId,
      ...(thread ? { thread_ts: thread } : {}),
      ...event,
    };
    return tell(mention, id ? { event_id: id } : {}, headers);
  },
  asides: (user) =>
    (world.ephemerals.get(user) ?? []).flatMap(({ ts, channel, thread, blocks }) =>
      ts && channel ? [shown(user, { message: ts, channel, aside: thread ? { thread } : {} }, blocks)] : [],
    ),
  posts: (channel) =>
    (world.channels.get(channel)?.posts ?? []).map(({ blocks, thread }) => ({
      text: textOf(blocks),
      ...(thread ? { thread } : {}),
    })),
});
