import type { AccountRef } from '../../src/core/outbound.ts';
import { assertNever } from '../../src/core/result.ts';
import { Event } from './payload.ts';
import { profileOf } from './profile.ts';
import { asked, ignored, odd, type Request } from './request.ts';
import { asTyped } from './words.ts';

type Of<T extends Event['event']['type']> = Extract<Event['event'], { type: T }>;

/** Only what a person writes to the bot: no edits, no bots, nothing said elsewhere. */
const readMessage = ({ team_id: team, event_id }: Event, message: Of<'message'>): Request => {
  const { user, bot_id, subtype, hidden, channel_type } = message;
  if (channel_type !== 'im' || bot_id || hidden || !user || user === 'USLACKBOT') return ignored;
  if (subtype && subtype !== 'file_share') return ignored;
  const text = asTyped(message.text).trim();
  if (text === '') return ignored;
  const actor: AccountRef = { platform: 'slack', space: message.team ?? team, user };
  return asked(team, actor, { at: 'event' }, event_id, { type: 'say', text, canOpen: 'never' });
};

const read = (envelope: Event): Request => {
  const { team_id: team, event_id, event } = envelope;
  switch (event.type) {
    case 'message':
      return readMessage(envelope, event);
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

const known: readonly string[] = ['message', 'app_home_opened', 'team_join', 'user_change'];

/** `type` is the event's own name; one we never subscribed to is acknowledged and left alone. */
export const readEvent = (body: unknown, type: string): Request => {
  if (!known.includes(type)) return ignored;
  const parsed = Event.safeParse(body);
  return parsed.success ? read(parsed.data) : odd;
};
