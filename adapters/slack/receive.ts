import type { Ask } from '../../src/core/ask.ts';
import { Action } from '../../src/core/card.ts';
import type { FormContext } from '../../src/core/form.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { assertNever } from '../../src/core/result.ts';
import { command, messageShortcuts, shortcuts } from './listens.ts';
import { Command, Interaction, Named } from './payload.ts';
import { readEvent } from './receive-event.ts';
import { addRowPrefix, Travelling } from './render-form.ts';
import { asked, ignored, odd, type Place, type Request } from './request.ts';
import { readValues } from './values.ts';
import { afterCommand, asArgument, asTyped } from './words.ts';

type From = { user: { id: string; team_id?: string | null | undefined }; team?: { id: string } | null | undefined };

/** Somebody of another workspace (a shared channel) stays somebody of another workspace. */
const whoIs = (from: From): { team: string; actor: AccountRef } | undefined => {
  const team = from.team?.id ?? from.user.team_id;
  return team
    ? { team, actor: { platform: 'slack', space: from.user.team_id ?? team, user: from.user.id } }
    : undefined;
};

const json = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};

const withUrl = <P extends object>(place: P, url: string | null | undefined): P & { responseUrl?: string } =>
  url ? { ...place, responseUrl: url } : place;

const travelling = (metadata: string): { form: string; context: FormContext } | undefined => {
  const read = Travelling.safeParse(json(metadata));
  return read.success ? (read.data as { form: string; context: FormContext }) : undefined;
};

type Of<T extends Interaction['type']> = Extract<Interaction, { type: T }>;

const placeOf = (payload: Of<'block_actions'>): Place => {
  const { view, trigger_id: trigger, container } = payload;
  if (!view) {
    const channel = container?.channel_id ? { channel: container.channel_id } : {};
    const thread = container?.thread_ts ? { thread: container.thread_ts } : {};
    return withUrl({ at: 'message', trigger, ...channel, ...thread } as const, payload.response_url);
  }
  if (view.type === 'home') return { at: 'home', trigger };
  const holdsForm = travelling(view.private_metadata) !== undefined;
  return { at: 'modal', trigger, view: view.id, holdsForm, ...(view.hash ? { hash: view.hash } : {}) };
};

const readClick = (payload: Of<'block_actions'>): Request => {
  const who = whoIs(payload);
  const [click] = payload.actions;
  if (!who || !click) return odd;
  const key = `${click.action_ts}/${who.actor.user}`;
  const { view } = payload;
  if (view && click.action_id.startsWith(addRowPrefix)) {
    const form = travelling(view.private_metadata);
    if (!form) return ignored;
    const values = readValues(view.state?.values ?? {});
    const more = click.action_id.slice(addRowPrefix.length);
    return asked(who.team, who.actor, placeOf(payload), `${key}/${more}`, { type: 'redraw', ...form, values, more });
  }
  const action = Action.safeParse(json(click.value));
  if (!action.success) return ignored;
  if (action.data.do === 'press') {
    const { do: _, ...press } = action.data;
    const ask = { type: 'press', ...press } as Ask;
    return asked(who.team, who.actor, placeOf(payload), `${key}/${press.case ?? press.verb}`, ask);
  }
  const { do: _, form, ...context } = action.data;
  const ask: Ask = { type: 'open', form, context: context as FormContext };
  return asked(who.team, who.actor, placeOf(payload), `${key}/${context.case ?? form}`, ask);
};

const readSubmission = ({ view, ...payload }: Of<'view_submission'>): Request => {
  const who = whoIs(payload);
  if (!who) return odd;
  const form = travelling(view.private_metadata);
  if (!form) return ignored;
  const inputs = view.blocks.flatMap((block) => (block.type === 'input' && block.block_id ? [block.block_id] : []));
  const values = readValues(view.state?.values ?? {});
  const place: Place = { at: 'submission', inputs };
  return asked(who.team, who.actor, place, `${payload.trigger_id}/${view.id}`, { type: 'submit', ...form, values });
};

const readShortcut = (payload: Of<'shortcut'> | Of<'message_action'>): Request => {
  const who = whoIs(payload);
  if (!who) return odd;
  const key = `${payload.action_ts}/${who.actor.user}/${payload.callback_id}`;
  const place = { at: 'shortcut', trigger: payload.trigger_id } as const;
  if (payload.type === 'shortcut') {
    const form = shortcuts[payload.callback_id];
    return form ? asked(who.team, who.actor, place, key, { type: 'open', form, context: {} }) : ignored;
  }
  const form = messageShortcuts[payload.callback_id];
  if (!form) return ignored;
  const domain = /^[a-z0-9-]+$/.exec(payload.team?.domain ?? '')?.[0];
  const link = domain
    ? `https://${domain}.slack.com/archives/${payload.channel.id}/p${payload.message.ts.replace('.', '')}`
    : '';
  const context: FormContext = { arg: asArgument(asTyped(payload.message.text), link) };
  const shown = withUrl(place, payload.response_url);
  return asked(who.team, who.actor, shown, key, { type: 'open', form, context });
};

const readSuggestion = (payload: Of<'block_suggestion'>): Request => {
  const who = whoIs(payload);
  if (!who) return odd;
  const ask: Ask = { type: 'suggest', query: payload.value };
  return asked(who.team, who.actor, { at: 'suggestion' }, `suggest/${who.actor.user}/${payload.value}`, ask);
};

const readInteraction = (payload: Interaction): Request => {
  switch (payload.type) {
    case 'block_actions':
      return readClick(payload);
    case 'view_submission':
      return readSubmission(payload);
    case 'block_suggestion':
      return readSuggestion(payload);
    case 'shortcut':
    case 'message_action':
      return readShortcut(payload);
    default:
      return assertNever(payload);
  }
};

const readCommand = (payload: Command): Request => {
  if (payload.command !== command) return ignored;
  const actor: AccountRef = { platform: 'slack', space: payload.team_id, user: payload.user_id };
  const ask: Ask = { type: 'say', text: afterCommand(payload.text), canOpen: 'always' };
  const place = withUrl({ at: 'command', trigger: payload.trigger_id } as const, payload.response_url);
  return asked(payload.team_id, actor, place, payload.trigger_id, ask);
};

/** What is no interaction we know: a command, an event, or another kind of Slack's, which is acknowledged and left alone. */
const readOther = (body: unknown): Request => {
  const named = Named.safeParse(body);
  if (!named.success) return odd;
  if ('command' in named.data) {
    const read = Command.safeParse(body);
    return read.success ? readCommand(read.data) : odd;
  }
  if ('event' in named.data) return readEvent(body, named.data.event.type);
  return isKnown(named.data.type) ? odd : ignored;
};

const kinds: readonly string[] = Interaction.options.map((kind) => kind.shape.type.value);
const isKnown = (type: unknown): boolean => typeof type === 'string' && kinds.includes(type);

/** A payload whose signature held, as one intent: who, what, and where the answer goes. */
export const readRequest = (body: unknown): Request => {
  // Nearly everything is an interaction: whatever else it might be is asked only when it is none.
  const read = isKnown((body as { type?: unknown } | null)?.type) ? Interaction.safeParse(body) : undefined;
  return read?.success ? readInteraction(read.data) : readOther(body);
};
