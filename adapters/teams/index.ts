import type { FastifyInstance } from 'fastify';
import type { Heard } from '../../src/app/clock-check.ts';
import type { Log } from '../../src/app/log.ts';
import type { ChatAdapter, Profile, Receive } from '../../src/app/ports.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { createBotToken, tokenUrlOf } from './bot-token.ts';
import { createConnector } from './connector.ts';
import { deliver, requestsFor } from './deliver.ts';
import { faultOf } from './faults.ts';
import { createHealth } from './health.ts';
import { createHttp } from './http.ts';
import { serveActivities } from './ingress.ts';
import { createPlaces, type PlaceStore } from './places.ts';
import { isWho, profileOf } from './profile.ts';
import { createReadFile } from './read-file.ts';
import { createServe } from './serve.ts';
import { firstServiceUrl, isTrusted } from './service-url.ts';
import { createSigningKeys } from './signing-keys.ts';
import { createTokenCheck } from './token-check.ts';

/** A single-tenant bot as it is registered in Azure. */
export type TeamsBot = {
  appId: string;
  password: string;
  tenantId: string;
  /** Other places for the signing keys and the bot's token: on this machine only, and then connectors here are trusted. */
  openIdMetadataUrl?: string;
  tokenUrl?: string;
};

export type TeamsOptions = {
  /** `local`: without authentication, for the Microsoft 365 Agents Playground on this machine. */
  bot: TeamsBot | 'local';
  server: FastifyInstance;
  /** Keeps where everybody's conversation is. */
  places: PlaceStore;
  log: Log;
  proxy?: string;
  /** For one request; a delivery as a whole has eight seconds. */
  timeoutMs?: number;
  /** A request that was not Teams' or not this tenant's. */
  refused?: () => void;
  /** Told what time Microsoft's answers say it is. */
  heard?: Heard | undefined;
  /** Real time in ms. */
  now?: () => number;
};

export const metadataUrl = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
const keyHosts: readonly string[] = ['login.botframework.com'];

const isKeyHost = (url: string, local: boolean): boolean =>
  (URL.canParse(url) && new URL(url).protocol === 'https:' && keyHosts.includes(new URL(url).host)) ||
  (local && isTrusted(url, true));

/** Other places are on this machine only, and then connectors on it are trusted too. */
const isLocal = (bot: TeamsBot): boolean => bot.openIdMetadataUrl !== undefined || bot.tokenUrl !== undefined;

export const trustsKeysAt =
  (bot: TeamsBot) =>
  (url: string): boolean =>
    isKeyHost(url, isLocal(bot));

/** Open to everybody is how a bot without an id behaves: refuse to be one. */
const complete = (bot: TeamsBot): TeamsBot => {
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  if (guid.test(bot.appId) && guid.test(bot.tenantId) && bot.password !== '') return bot;
  throw new Error('Teams needs an app id, a password and a tenant id');
};

export const teamsAdapter = (options: TeamsOptions): ChatAdapter => {
  const { log, server } = options;
  const now = options.now ?? Date.now;
  const bot = options.bot === 'local' ? undefined : complete(options.bot);
  const local = !bot || isLocal(bot);
  const http = createHttp({
    ...(options.proxy ? { proxy: options.proxy } : {}),
    ...(options.timeoutMs ? { timeoutMs: options.timeoutMs } : {}),
    heard: options.heard,
  });
  const token = bot && createBotToken({ ...bot, url: bot.tokenUrl ?? tokenUrlOf(bot.tenantId), http, now });
  const keys =
    bot &&
    createSigningKeys({
      metadataUrl: bot.openIdMetadataUrl ?? metadataUrl,
      trusted: trustsKeysAt(bot),
      http,
      log,
      now,
    });
  const connector = createConnector({
    token,
    botId: `28:${bot?.appId ?? 'local'}`,
    trusted: (url) => isTrusted(url, local),
    http,
  });
  const places = createPlaces(options.places);
  let receive: Receive | undefined;
  let lastServiceUrl: string | undefined;

  const look = async (): Promise<string | undefined> => {
    const unread = keys && !keys.ready() ? await keys.load() : undefined;
    if (unread) return unread;
    return token?.get().then(
      () => undefined,
      (error: unknown) => faultOf(error).why,
    );
  };
  const health = createHealth(look, log);

  const profile = async (account: AccountRef): Promise<Profile | undefined> => {
    const place = await places.of(account);
    if (!place || place.conversation === '') return undefined;
    try {
      const member = await connector.member(place.serviceUrl, place.conversation, place.member ?? account.user);
      return member && isWho(member, account) ? profileOf(member, account) : undefined;
    } catch (error) {
      if (faultOf(error).kind === 'gone') return undefined;
      throw error;
    }
  };

  const serve = createServe({ receive: () => receive, places, connector, profile, now, log });
  const ingress = serveActivities({
    server,
    check: bot && keys && createTokenCheck(keys, bot.appId, now),
    ready: () => !keys || keys.ready(),
    tenant: bot?.tenantId.toLowerCase(),
    local,
    handle: (activity, tenant) => {
      lastServiceUrl = activity.serviceUrl;
      return serve.handle(activity, tenant);
    },
    refused: options.refused ?? (() => {}),
    log,
  });

  return {
    platform: 'teams',
    start: async (given) => {
      receive = given;
      await health.start();
    },
    deliver: (message) =>
      deliver(
        {
          connector,
          places,
          firstServiceUrl: () => lastServiceUrl ?? firstServiceUrl,
          gone: serve.gone,
          tell: (fault) => health.doubt(fault.why),
        },
        message,
      ),
    requests: (to) => requestsFor({ places }, to),
    profile,
    readFile: createReadFile(http, local),
    unready: health.trouble,
    stop: async () => {
      health.stop();
      await ingress.idle();
      // Connections stay: a delivery under way must not come to look as if it had failed, or it would be sent twice.
      await serve.idle();
    },
  };
};
