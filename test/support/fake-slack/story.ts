import { type Channels, inChannels } from './channels.ts';
import { fillIn, type Typed, unfilled } from './fill.ts';
import { buttonsOf, type Shown, shown } from './look.ts';
import { refusedBlocks } from './methods-chat.ts';
import { memberOf } from './methods-people.ts';
import { type Conversation, conversationOf, eventually } from './people.ts';
import { takeAnswer } from './submission.ts';
import type { Sent, Wire } from './wire.ts';
import { channelOf, type FakeMember, type FakeView, newTrigger, teamId, type World } from './world.ts';

export type Story = Channels & {
  /** `/mamori TEXT`. */
  command(user: string, text: string, over?: Record<string, string>): Promise<Sent>;
  /** Presses a button of a card as it looked when it was taken; a confirmation is answered with yes. */
  click(user: string, card: Shown, label: string, over?: Record<string, unknown>): Promise<Sent>;
  /** Fills in the top window and sends it. */
  submit(user: string, typed: Typed): Promise<Sent>;
  /** Fills in the top window and presses a button in it. */
  pressInForm(user: string, label: string, typed?: Typed): Promise<Sent>;
  shortcut(user: string, callback: string): Promise<Sent>;
  messageShortcut(user: string, callback: string, text: string): Promise<Sent>;
  /** Writes to the bot. */
  say(user: string, text: string, over?: Record<string, unknown>): Promise<Sent>;
  openHome(user: string): Promise<Sent>;
  change(member: FakeMember, type?: 'user_change' | 'team_join'): Promise<Sent>;
  event(
    event: Record<string, unknown>,
    over?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Sent>;
  dm(user: string): Conversation;
  /** The top window, waited for; `title` tells it from one that was there before. */
  modal(user: string, title?: string): Promise<FakeView>;
  /** What only this person saw, newest last. */
  privately(user: string): readonly string[];
  home(user: string): Promise<Shown>;
};

export const tellStory = (world: World, wire: Wire, respondUrl: (id: string) => string): Story => {
  const person = (user: string) => ({ id: user, username: user, team_id: world.members.get(user)?.team ?? teamId });
  const team = { id: teamId, domain: 'mamori-test' };
  const responseUrl = (user: string): string => {
    const id = world.next('response-');
    world.responseUrls.set(id, { user, uses: 0 });
    return respondUrl(id);
  };
  const actionTs = (): string => `1700000100.${world.next('')}`;
  const top = (user: string): FakeView => {
    const view = world.modals.get(user)?.at(-1);
    if (!view) throw new Error(`${user} has no window open`);
    return view;
  };
  const asSent = (view: FakeView) => ({
    id: view.id,
    team_id: teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata,
    callback_id: view.callback_id,
    state: { values: view.state },
    hash: view.hash,
    title: { type: 'plain_text', text: view.title || '-', emoji: true },
  });
  const interactive = (payload: Record<string, unknown>): Promise<Sent> =>
    wire.send('interactive', {
      team,
      api_app_id: 'A0MAMORI',
      token: 'unused',
      is_enterprise_install: false,
      ...payload,
    });

  const suggest =
    (user: string, view: FakeView) =>
    async (action: { action_id: string; block_id: string }, query: string): Promise<never[]> => {
      const sent = await interactive({
        type: 'block_suggestion',
        user: person(user),
        ...action,
        value: query,
        view: asSent(view),
      });
      return sent.json?.options ?? [];
    };

  const press = (
    user: string,
    button: { part: { action_id: string; value?: string; text: object }; block_id: string },
  ) => ({
    type: 'block_actions',
    user: person(user),
    trigger_id: newTrigger(world, user),
    actions: [{ ...button.part, block_id: button.block_id, type: 'button', action_ts: actionTs() }],
  });

  const event: Story['event'] = (inner, over = {}, headers = {}) =>
    wire.send(
      'events_api',
      {
        type: 'event_callback',
        token: 'unused',
        team_id: teamId,
        api_app_id: 'A0MAMORI',
        event: inner,
        event_id: world.next('Ev'),
        event_time: Math.floor(Date.now() / 1000),
        authorizations: [{ team_id: teamId, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false }],
        ...over,
      },
      headers,
    );

  return {
    event,
    command: async (user, text, over = {}) => {
      const sent = await wire.send('slash_commands', {
        token: 'unused',
        team_id: person(user).team_id,
        team_domain: 'mamori-test',
        channel_id: 'C0GENERAL',
        user_id: user,
        user_name: user,
        command: '/mamori',
        text,
        response_url: responseUrl(user),
        trigger_id: newTrigger(world, user),
        ...over,
      });
      if (sent.json?.text !== undefined) {
        const refused = refusedBlocks(sent.json.blocks ?? []);
        if (refused) throw new Error(`an answer Slack would refuse: ${JSON.stringify(refused)}`);
        const said = { text: sent.json.text, blocks: sent.json.blocks ?? [] };
        world.ephemerals.set(user, [...(world.ephemerals.get(user) ?? []), said]);
      }
      return sent;
    },
    click: (user, card, label, over = {}) => {
      const button = buttonsOf(card.blocks).find((one) => one.label === label);
      if (!button) throw new Error(`no button 「${label}」 among ${card.buttons.join('、')}`);
      const where =
        'view' in card.on
          ? { view: asSent(world.homes.get(user) as FakeView), container: { type: 'view', view_id: card.on.view } }
          : {
              container: {
                type: 'message',
                message_ts: card.on.message,
                channel_id: card.on.channel,
                is_ephemeral: card.on.aside !== undefined,
                ...(card.on.aside?.thread ? { thread_ts: card.on.aside.thread } : {}),
              },
              channel: { id: card.on.channel, name: 'directmessage' },
              // Slack does not send along a message that only one person sees.
              ...(card.on.aside
                ? {}
                : { message: { type: 'message', ts: card.on.message, bot_id: 'B0BOT', blocks: card.blocks } }),
              response_url: responseUrl(user),
            };
      return interactive({ ...press(user, button), ...where, ...over });
    },
    pressInForm: async (user, label, typed = {}) => {
      const view = top(user);
      await fillIn(view, typed, suggest(user, view));
      const button = buttonsOf(view.blocks).find((one) => one.label === label);
      if (!button) throw new Error(`no button 「${label}」 in 「${view.title}」`);
      return interactive({
        ...press(user, button),
        view: asSent(view),
        container: { type: 'view', view_id: view.id },
      });
    },
    submit: async (user, typed) => {
      const view = top(user);
      await fillIn(view, typed, suggest(user, view));
      const empty = unfilled(view);
      if (empty.length > 0) throw new Error(`Slack does not send 「${view.title}」 without ${empty.join('、')}`);
      view.errors = {};
      const sent = await interactive({
        type: 'view_submission',
        user: person(user),
        trigger_id: newTrigger(world, user),
        view: asSent(view),
        response_urls: [],
      });
      takeAnswer(world, user, view, sent);
      return sent;
    },
    shortcut: (user, callback_id) =>
      interactive({
        type: 'shortcut',
        user: person(user),
        callback_id,
        trigger_id: newTrigger(world, user),
        action_ts: actionTs(),
      }),
    messageShortcut: (user, callback_id, text) =>
      interactive({
        type: 'message_action',
        user: person(user),
        callback_id,
        trigger_id: newTrigger(world, user),
        action_ts: actionTs(),
        response_url: responseUrl(user),
        channel: { id: 'C0GENERAL', name: 'general' },
        message_ts: '1700000200.000100',
        message: { type: 'message', user: 'U-other', ts: '1700000200.000100', text },
      }),
    say: (user, text, over = {}) =>
      event({
        type: 'message',
        channel: channelOf(user),
        channel_type: 'im',
        user,
        text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
        ts: actionTs(),
        event_ts: actionTs(),
        team: person(user).team_id,
        ...over,
      }),
    ...inChannels(world, event),
    openHome: (user) =>
      event({ type: 'app_home_opened', user, channel: channelOf(user), tab: 'home', event_ts: actionTs() }),
    change: (member, type = 'user_change') => {
      world.members.set(member.id, member);
      return event({ type, user: memberOf(world, member), event_ts: actionTs() });
    },
    dm: (user) => conversationOf(world, user),
    modal: (user, title) =>
      eventually(
        () => {
          const view = world.modals.get(user)?.at(-1);
          return view && (title === undefined || view.title.includes(title)) ? view : undefined;
        },
        `a window${title ? ` 「${title}」` : ''} for ${user}`,
      ),
    privately: (user) =>
      (world.ephemerals.get(user) ?? []).map(
        ({ text, blocks }) => `${text}\n${shown(user, { view: '' }, blocks).text}`,
      ),
    home: (user) =>
      eventually(() => {
        const view = world.homes.get(user);
        return view && shown(user, { view: view.id }, view.blocks);
      }, `the home view of ${user}`),
  };
};
