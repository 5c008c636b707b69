import { z } from 'zod';

/** The parts of Slack's payloads we read. Whatever does not fit is odd, and answered as such. */
const id = z.string().min(1).max(100);
const team = z.object({ id, domain: z.string().max(100).optional() }).nullish();
const user = z.object({ id, team_id: id.nullish() });
const trigger = z.string().min(1).max(300);
const url = z.string().max(1000).nullish();

const view = z.object({
  id,
  type: z.enum(['modal', 'home']),
  hash: z.string().max(200).optional(),
  private_metadata: z.string().max(3000).default(''),
  blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().optional() })).default([]),
  state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }).optional(),
});

const blockActions = z.object({
  type: z.literal('block_actions'),
  team,
  user,
  trigger_id: trigger,
  response_url: url,
  view: view.nullish(),
  /** Where the pressed message stands; `thread_ts` in a thread, for messages only one person sees as well. */
  container: z.looseObject({ channel_id: id.nullish(), thread_ts: id.nullish() }).nullish(),
  actions: z
    .array(z.object({ action_id: z.string().max(255), value: z.string().max(2000).optional(), action_ts: id }))
    .min(1),
});

const viewSubmission = z.object({ type: z.literal('view_submission'), team, user, trigger_id: trigger, view });

const suggestion = z.object({
  type: z.literal('block_suggestion'),
  team,
  user,
  action_id: z.string().max(255),
  value: z.string().max(1000),
});

const shortcut = z.object({
  type: z.literal('shortcut'),
  team,
  user,
  callback_id: z.string().max(255),
  trigger_id: trigger,
  action_ts: id,
});

const messageAction = shortcut.extend({
  type: z.literal('message_action'),
  response_url: url,
  channel: z.object({ id }),
  message: z.object({ text: z.string().default(''), ts: id }),
});

export const Interaction = z.discriminatedUnion('type', [
  blockActions,
  viewSubmission,
  suggestion,
  shortcut,
  messageAction,
]);
export type Interaction = z.infer<typeof Interaction>;

export const Command = z.object({
  command: z.string().max(100),
  text: z.string().max(12_000).default(''),
  team_id: id,
  user_id: id,
  trigger_id: trigger,
  response_url: url,
});
export type Command = z.infer<typeof Command>;

/** A member as events and users.* show them. */
export const Member = z.object({
  id,
  team_id: id.nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  is_email_confirmed: z.boolean().nullish(),
  profile: z.object({ email: z.string().max(320).nullish() }).nullish(),
});
export type Member = z.infer<typeof Member>;

const file = z.looseObject({
  name: z.string().max(300).nullish(),
  size: z.number().nonnegative().nullish(),
  url_private_download: z.string().max(1000).nullish(),
  url_private: z.string().max(1000).nullish(),
});

const message = z.object({
  type: z.literal('message'),
  channel_type: z.string().nullish(),
  subtype: z.string().nullish(),
  bot_id: z.string().nullish(),
  hidden: z.boolean().nullish(),
  user: id.nullish(),
  team: id.nullish(),
  text: z.string().max(50_000).default(''),
  files: z.array(file).max(100).nullish(),
});
const mention = z.object({
  type: z.literal('app_mention'),
  channel: id,
  ts: id,
  thread_ts: id.nullish(),
  user: id.nullish(),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  /** Workspace of whoever wrote, in a shared channel another one. */
  team: id.nullish(),
  user_team: id.nullish(),
  text: z.string().max(50_000).default(''),
});
const homeOpened = z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string().nullish() });
const memberChanged = z.object({ type: z.enum(['user_change', 'team_join']), user: Member });

export const Event = z.object({
  type: z.literal('event_callback'),
  team_id: id,
  event_id: id,
  event: z.discriminatedUnion('type', [message, mention, homeOpened, memberChanged]),
  /** On whose behalf Slack sends the event: our own bot. */
  authorizations: z.array(z.looseObject({ user_id: z.string().nullish() })).nullish(),
});
export type Event = z.infer<typeof Event>;

/** What a payload must say before anything else is looked at: what it is. */
export const Named = z.union([
  z.object({ command: z.string() }),
  z.object({ type: z.literal('event_callback'), event: z.object({ type: id }) }),
  z.object({ type: z.literal('app_rate_limited') }),
  z.object({ type: id, user: z.object({ id }) }),
]);
