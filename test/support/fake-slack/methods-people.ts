import { type Answer, type Args, type Method, refuse } from './methods-chat.ts';
import { type FakeMember, teamId, type World } from './world.ts';

/** A member as Slack shows it: the address only with its scope, and never a bot's. */
export const memberOf = (world: World, member: FakeMember): Record<string, unknown> => ({
  id: member.id,
  team_id: member.team ?? teamId,
  name: member.id.toLowerCase(),
  real_name: member.name,
  deleted: member.deleted ?? false,
  is_bot: member.bot ?? false,
  is_restricted: member.guest ?? false,
  is_ultra_restricted: false,
  ...(member.stranger ? { is_stranger: true } : {}),
  is_email_confirmed: member.emailConfirmed ?? true,
  is_app_user: false,
  profile: {
    real_name: member.name,
    ...(member.email && !member.bot && world.scopes.has('users:read.email') ? { email: member.email } : {}),
  },
});

const listMembers = (world: World, args: Args): Answer => {
  const all = [...world.members.values()];
  const limit = Math.min(Number(args.limit ?? 200), 1000);
  const from = Number(args.cursor ?? 0);
  const next = from + limit < all.length ? String(from + limit) : '';
  return {
    ok: true,
    members: all.slice(from, from + limit).map((member) => memberOf(world, member)),
    response_metadata: { next_cursor: next },
  };
};

const info = (world: World, args: Args): Answer => {
  const member = world.members.get(String(args.user));
  return member ? { ok: true, user: memberOf(world, member) } : refuse('user_not_found');
};

const byEmail = (world: World, args: Args): Answer => {
  const member = [...world.members.values()].find(({ email, deleted }) => email === args.email && !deleted);
  return member ? { ok: true, user: memberOf(world, member) } : refuse('users_not_found');
};

const authTest = (): Answer => ({
  ok: true,
  url: 'https://mamori-test.slack.com/',
  team: '守りテスト',
  team_id: teamId,
  user: 'mamori',
  user_id: 'U0BOT',
  bot_id: 'B0BOT',
  is_enterprise_install: false,
});

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': { scopes: [], run: authTest },
  'users.list': { scopes: ['users:read'], run: listMembers },
  'users.info': { scopes: ['users:read'], run: info },
  'users.lookupByEmail': { scopes: ['users:read.email'], run: byEmail },
};
