import type { Activity } from 'botbuilder';
import { ConnectorClient } from 'botframework-connector';
import { z } from 'zod';
import type { BotToken } from './bot-token.ts';
import { ConnectorFault } from './faults.ts';
import type { Http } from './http.ts';

/** Somebody in a conversation, as Teams vouches for them. */
export const Member = z.looseObject({
  id: z.string().min(1),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userRole: z.string().nullish(),
  tenantId: z.string().nullish(),
});
export type Member = z.infer<typeof Member>;

/** The calls we make; each is one request, or throws. */
export type Connector = {
  send(serviceUrl: string, conversation: string, activity: Partial<Activity>): Promise<string | undefined>;
  update(
    serviceUrl: string,
    conversation: string,
    id: string,
    activity: Partial<Activity>,
  ): Promise<string | undefined>;
  /** Begins the personal conversation with somebody of the tenant; resolves to its id. */
  open(serviceUrl: string, tenant: string, user: string): Promise<string | undefined>;
  member(serviceUrl: string, conversation: string, user: string): Promise<Member | undefined>;
};

type Parts = {
  /** Absent without authentication (the Playground). */
  token: BotToken | undefined;
  botId: string;
  trusted: (serviceUrl: string) => boolean;
  http: Http;
};

type Options = NonNullable<ConstructorParameters<typeof ConnectorClient>[1]>;
type HttpClient = NonNullable<Options['httpClient']>;
type Headers = Awaited<ReturnType<HttpClient['sendRequest']>>['headers'];
type Credentials = ConstructorParameters<typeof ConnectorClient>[0];

const codeIn = (text: string): string => {
  try {
    const { error } = JSON.parse(text) as { error?: { code?: unknown; innerHttpError?: unknown } };
    const code = error?.code;
    return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : '';
  } catch {
    return '';
  }
};

/** Whatever a connector says its answer is, it is JSON; copying its headers for that costs more than reading it. */
const asJson = { toJson: () => ({ 'content-type': 'application/json; charset=utf-8' }) } as unknown as Headers;

/** botbuilder's own client tries again by itself and waits without end; this one sends once and throws whatever is no success. */
const oneRequest = (http: Http): HttpClient => ({
  sendRequest: async (request) => {
    const headers = request.headers.rawHeaders();
    const body = typeof request.body === 'string' ? { body: request.body } : {};
    const { status, text, retryAfter } = await http.send(request.url, { method: request.method, headers, ...body });
    if (status < 200 || status > 299) {
      throw new ConnectorFault({ status, code: codeIn(text), retryAfter, about: 'message' });
    }
    return { request, status, headers: asJson, bodyAsText: text };
  },
});

const signing = (token: BotToken | undefined): Credentials => ({
  signRequest: async (request) => {
    if (token) request.headers.set('authorization', `Bearer ${await token.get()}`);
    return request;
  },
});

export const createConnector = ({ token, botId, trusted, http }: Parts): Connector => {
  const clients = new Map<string, ConnectorClient>();

  /** Building a client costs more than sending a message: one for each service address. */
  const clientFor = (serviceUrl: string): ConnectorClient => {
    const known = clients.get(serviceUrl);
    if (known) return known;
    // The token must never go anywhere else, whatever a stored reference says.
    if (!trusted(serviceUrl)) throw new Error('not a service address of Teams');
    const client = new ConnectorClient(signing(token), { baseUri: serviceUrl, httpClient: oneRequest(http) });
    if (clients.size >= 50) clients.clear();
    clients.set(serviceUrl, client);
    return client;
  };

  const heard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ConnectorFault && error.refused.status === 401) token?.forget();
      throw error;
    }
  };

  return {
    send: (serviceUrl, conversation, activity) =>
      heard(async () => (await clientFor(serviceUrl).conversations.sendToConversation(conversation, activity)).id),
    update: (serviceUrl, conversation, id, activity) =>
      heard(async () => (await clientFor(serviceUrl).conversations.updateActivity(conversation, id, activity)).id),
    open: (serviceUrl, tenant, user) =>
      heard(async () => {
        const parameters = {
          isGroup: false,
          bot: { id: botId, name: '' },
          members: [{ id: user, name: '' }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        };
        const client = clientFor(serviceUrl);
        return (await client.conversations.createConversation(parameters as never)).id;
      }),
    member: (serviceUrl, conversation, user) =>
      heard(async () => {
        const found = await clientFor(serviceUrl).conversations.getConversationMember(conversation, user);
        const read = Member.safeParse(found);
        return read.success ? read.data : undefined;
      }),
  };
};
