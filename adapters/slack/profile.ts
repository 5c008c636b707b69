import type { Profile } from '../../src/app/ports.ts';
import type { Member } from './payload.ts';

const kindOf = (member: Member, team: string): Profile['kind'] => {
  if (member.is_bot || member.id === 'USLACKBOT') return 'bot';
  if (member.is_stranger || (member.team_id ?? team) !== team) return 'external';
  return member.is_restricted || member.is_ultra_restricted ? 'guest' : 'member';
};

/** What Slack vouches for. An address nobody confirmed is no address. */
export const profileOf = (member: Member, team: string): Profile => ({
  platform: 'slack',
  space: team,
  user: member.id,
  email: member.is_email_confirmed === false ? '' : (member.profile?.email ?? ''),
  kind: kindOf(member, team),
  active: member.deleted !== true,
});
