import { z } from 'zod';
import { ConnectorFault } from './faults.ts';
import type { Http } from './http.ts';

/** The token the bot shows the connector; fetched once and again shortly before it ends. */
export type BotToken = {
  get(): Promise<string>;
  /** The connector did not accept it: fetch another one. */
  forget(): void;
};

const Answer = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });
const early = 5 * 60;

export const tokenUrlOf = (tenantId: string): string =>
  `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;

type Parts = { appId: string; password: string; url: string; http: Http; now: () => number };

/** The client-credentials grant of a single-tenant bot: one form, one answer. */
export const createBotToken = ({ appId, password, url, http, now }: Parts): BotToken => {
  let held: { token: string; until: number } | undefined;
  let asking: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password,
      scope: 'https://api.botframework.com/.default',
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, text, retryAfter } = await http.send(url, { method: 'POST', headers, body: body.toString() });
    // Its text names the secret's id and more: only the status goes on.
    if (status !== 200) throw new ConnectorFault({ status, code: 'bot_token_refused', retryAfter, about: 'token' });
    const { access_token, expires_in } = Answer.parse(JSON.parse(text));
    held = { token: access_token, until: now() + Math.max(30, expires_in - early) * 1_000 };
    return access_token;
  };

  return {
    get: async () => {
      if (held && held.until > now()) return held.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget: () => {
      held = undefined;
    },
  };
};
