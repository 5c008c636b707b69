import type { AddressInfo } from 'node:net';
import { fakeConnector } from './connector.ts';
import { buttonOf, filled, type Typed } from './look.ts';
import { refusedCard } from './rules.ts';
import { createSigner, type Signer } from './sign.ts';
import {
  appId,
  appPassword,
  conversationOf,
  type FakeDialog,
  type FakeMessage,
  type FakeUser,
  type Fault,
  type Json,
  openWorld,
  tenantId,
  type World,
} from './world.ts';

export type Answer = { status: number; json: Json; text: string };

export type FakeTeams = {
  world: World;
  signer: Signer;
  tenant: string;
  /** As the adapter is told about it. */
  bot: { appId: string; password: string; tenantId: string; openIdMetadataUrl: string; tokenUrl: string };
  serviceUrl: string;
  /** Where the bot takes activities: `http://127.0.0.1:3978/api/messages`. */
  sendTo(url: string): void;
  /** An activity of somebody, signed as Teams signs. */
  activity(user: string, over: Json): Json;
  post(activity: Json, headers?: Record<string, string>): Promise<Answer>;
  invoke(user: string, name: string, value: Json, over?: Json): Promise<Answer>;
  install(user: string): Promise<Answer>;
  uninstall(user: string): Promise<Answer>;
  say(user: string, text: string): Promise<Answer>;
  /** Writes in a channel and names the bot there. */
  mention(user: string, channel: string, text: string, over?: Json): Promise<Answer>;
  /** Presses a button of a card as it looked when it was taken. */
  press(user: string, message: FakeMessage, label: string): Promise<Answer>;
  /** Uses a command of the message extension. */
  command(user: string, commandId: string, over?: Json): Promise<Answer>;
  /** Fills in the open dialog and presses a button in it. */
  submit(user: string, label: string, typed?: Typed): Promise<Answer>;
  messages(user: string): readonly FakeMessage[];
  dialog(user: string): FakeDialog | undefined;
  said(user: string): readonly string[];
  fail(fault: Omit<Fault, 'times'> & { times?: number }): void;
  heal(): void;
  close(): Promise<void>;
};

/** A tenant of its own: a connector that refuses what Teams refuses, keys that really sign, and people who press buttons. */
export const startFakeTeams = async (users: readonly FakeUser[]): Promise<FakeTeams> => {
  const world = openWorld(users);
  const signer = await createSigner();
  const server = fakeConnector(world, signer);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const serviceUrl = `${origin}/`;
  let botUrl = '';

  const activity: FakeTeams['activity'] = (user, over) => ({
    id: world.next('f:'),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: {
      id: `29:${user}`,
      aadObjectId: user,
      name: world.users.get(user)?.name ?? '',
      role: world.users.get(user)?.role ?? 'user',
    },
    recipient: { id: `28:${appId}`, name: 'Mamori' },
    conversation: { id: conversationOf(user), conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    locale: 'ja-JP',
    ...over,
  });

  const post: FakeTeams['post'] = async (body, headers) => {
    const authorization = `Bearer ${await signer.token(body?.serviceUrl ?? serviceUrl)}`;
    const response = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(headers ?? { authorization }) },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, text, json: text === '' ? undefined : JSON.parse(text) };
  };

  const invoke: FakeTeams['invoke'] = (user, name, value, over = {}) =>
    post(activity(user, { type: 'invoke', name, value, ...over }));

  const showDialog = (user: string, answer: Answer, via: FakeDialog['via'], commandId: string): Answer => {
    const task = answer.json?.task;
    if (answer.status !== 200) return answer;
    if (task?.type !== 'continue') {
      world.dialogs.delete(user);
      return answer;
    }
    const card = task.value.card?.content;
    const bad =
      refusedCard(card) ?? (JSON.stringify(card).includes('"Action.Execute"') ? 'Execute in a dialog' : undefined);
    if (bad) throw new Error(`Teams would not show this dialog: ${bad}`);
    world.dialogs.set(user, { title: task.value.title, card, via, commandId });
    return answer;
  };

  const say = (user: string, text: string): void => void world.said.set(user, [...(world.said.get(user) ?? []), text]);

  const pressed = (user: string, message: FakeMessage, answer: Answer): Answer => {
    const { statusCode, type, value } = answer.json ?? {};
    if (type === 'application/vnd.microsoft.card.adaptive') {
      const bad = refusedCard(value);
      if (bad) throw new Error(`Teams would not show this card: ${bad}`);
      const standing = world.messages.get(user)?.find(({ id }) => id === message.id);
      if (standing) standing.card = value;
    } else if (type === 'application/vnd.microsoft.activity.message') say(user, value);
    else if (type === 'application/vnd.microsoft.error') say(user, value.message);
    else say(user, `問題が発生しました(${answer.status}/${statusCode})`);
    return answer;
  };

  const press: FakeTeams['press'] = async (user, message, label) => {
    const button = buttonOf(message.card, label);
    const over = { replyToId: message.id };
    if (button.type === 'Action.Submit') {
      return showDialog(
        user,
        await invoke(user, 'task/fetch', { data: button.data, context: { theme: 'default' } }, over),
        'task',
        '',
      );
    }
    const action = { type: 'Action.Execute', verb: button.verb, data: { ...button.data, ...filled(message.card, {}) } };
    return pressed(user, message, await invoke(user, 'adaptiveCard/action', { action, trigger: 'manual' }, over));
  };

  return {
    world,
    signer,
    tenant: tenantId,
    serviceUrl,
    bot: {
      appId,
      password: appPassword,
      tenantId,
      openIdMetadataUrl: `${origin}/.well-known/openidconfiguration`,
      tokenUrl: `${origin}/token`,
    },
    sendTo: (url) => {
      botUrl = url;
    },
    activity,
    post,
    invoke,
    install: async (user) => {
      world.chats.set(user, conversationOf(user));
      world.blocked.delete(user);
      await post(activity(user, { type: 'conversationUpdate', membersAdded: [{ id: `28:${appId}` }] }));
      return post(activity(user, { type: 'installationUpdate', action: 'add' }));
    },
    uninstall: async (user) => {
      world.chats.delete(user);
      return post(activity(user, { type: 'installationUpdate', action: 'remove' }));
    },
    say: (user, text) => post(activity(user, { type: 'message', text, textFormat: 'plain' })),
    mention: (user, channel, text, over = {}) =>
      post(
        activity(user, {
          type: 'message',
          text: `<at>守り</at> ${text}`,
          textFormat: 'plain',
          entities: [{ type: 'mention', text: '<at>守り</at>', mentioned: { id: `28:${appId}`, name: '守り' } }],
          conversation: {
            id: `${channel};messageid=1700`,
            conversationType: 'channel',
            isGroup: true,
            tenantId,
          },
          ...over,
        }),
      ),
    press,
    command: async (user, commandId, over = {}) =>
      showDialog(
        user,
        await invoke(user, 'composeExtension/fetchTask', { commandId, commandContext: 'compose', ...over }),
        'composeExtension',
        commandId,
      ),
    submit: async (user, label, typed = {}) => {
      const dialog = world.dialogs.get(user);
      if (!dialog) throw new Error(`${user} has no dialog open`);
      const button = buttonOf(dialog.card, label);
      const data = { ...button.data, ...filled(dialog.card, typed) };
      const { via, commandId } = dialog;
      const answer =
        via === 'task'
          ? await invoke(user, 'task/submit', { data, context: { theme: 'default' } })
          : await invoke(user, 'composeExtension/submitAction', { commandId, commandContext: 'compose', data });
      return showDialog(user, answer, via, commandId);
    },
    messages: (user) => world.messages.get(user) ?? [],
    dialog: (user) => world.dialogs.get(user),
    said: (user) => world.said.get(user) ?? [],
    fail: (fault) => void world.faults.push({ times: 1, ...fault }),
    heal: () => {
      world.faults.length = 0;
    },
    close: () => server.close(),
  };
};
