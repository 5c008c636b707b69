import { looksLikeTable } from '../../src/core/admin/files.ts';
import type { Ask } from '../../src/core/ask.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { assertNever } from '../../src/core/result.ts';
import { Event } from './payload.ts';
import { profileOf } from './profile.ts';
import { asked, ignored, odd, type Request } from './request.ts';
import { asTyped } from './words.ts';

type Of<T extends Event['event']['type']> = Extract<Event['event'], { type: T }>;

/** The first table among the files of a message; a picture is a picture. */
const tableIn = ({ files }: Of<'message'>): Extract<Ask, { type: 'file' }> | undefined => {
  const table = files?.find(({ name }) => name && looksLikeTable(name));
  return table
    ? {
        type: 'file',
        name: table.name ?? '',
        size: table.size ?? 0,
        at: table.url_private_download ?? table.url_private ?? '',
      }
    : undefined;
};

/** Only what a person writes to the bot: no edits, no bots, nothing said elsewhere. */
const readMessage = ({ team_id: team, event_id }: Event, message: Of<'message'>): Request => {
  const { user, bot_id, subtype, hidden, channel_type } = message;
  if (channel_type !== 'im' || bot_id || hidden || !user || user === 'USLACKBOT') return ignored;
  if (subtype && subtype !== 'file_share') return ignored;
  const text = asTyped(message.text).trim();
  const actor: AccountRef = { platform: 'slack', space: message.team ?? team, user };
  const table = tableIn(message);
  if (table) return asked(team, actor, { at: 'event' }, event_id, table);
  if (text === '') return ignored;
  return asked(team, actor, { at: 'event' }, event_id, { type: 'say', text, canOpen: 'never' });
};

/** What was said to the bot, without its name. */
const withoutName = (text: string, bots: readonly string[]): string =>
  bots.reduce((rest, bot) => rest.replaceAll(new RegExp(`<@${bot}(\\|[^<>]*)?>`, 'g'), ' '), text);

/** A person who names the bot in a channel. The message names the request: an edit or a second event of it asks nothing new. */
const readMention = ({ team_id: team, authorizations }: Event, mention: Of<'app_mention'>): Request => {
  const { user, bot_id, subtype, channel, ts, thread_ts } = mention;
  if (bot_id || !user || user === 'USLACKBOT' || (subtype && subtype !== 'file_share')) return ignored;
  const bots = (authorizations ?? []).flatMap(({ user_id }) => (/^[\w-]+$/.test(user_id ?? '') ? [user_id ?? ''] : []));
  const text = asTyped(withoutName(mention.text, bots))
    .replace(/[\u3000\t ]+/g, ' ')
    .trim();
  const actor: AccountRef = { platform: 'slack', space: mention.user_team ?? mention.team ?? team, user };
  const place = { at: 'mention', channel, ...(thread_ts ? { thread: thread_ts } : {}) } as const;
  const ask = { type: 'say', text, canOpen: 'never', inChannel: 'aside' } as const;
  return asked(team, actor, place, `mention/${channel}/${ts}`, ask);
};

const read = (envelope: Event): Request => {
  const { team_id: team, event_id, event } = envelope;
  switch (event.type) {
    case 'message':
      return readMessage(envelope, event);
    case 'app_mention':
      return readMention(envelope, event);
    case 'app_home_opened': {
      if (event.tab && event.tab !== 'home') return ignored;
      const actor: AccountRef = { platform: 'slack', space: team, user: event.user };
      return asked(team, actor, { at: 'event' }, event_id, { type: 'home' });
    }
    case 'team_join':
    case 'user_change':
      return asked(team, 'clock', { at: 'event' }, event_id, {
        type: 'profiles',
        profiles: [profileOf(event.user, team)],
      });
    default:
      return assertNever(event);
  }
};

const known: readonly string[] = ['message', 'app_mention', 'app_home_opened', 'team_join', 'user_change'];

/** `type` is the event's own name; one we never subscribed to is acknowledged and left alone. */
export const readEvent = (body: unknown, type: string): Request => {
  if (!known.includes(type)) return ignored;
  const parsed = Event.safeParse(body);
  return parsed.success ? read(parsed.data) : odd;
};
