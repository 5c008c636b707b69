import type { Heard } from '../../src/app/clock-check.ts';
import type { Log } from '../../src/app/log.ts';
import { createBotToken, tokenUrlOf } from './bot-token.ts';
import { faultOf } from './faults.ts';
import { createHttp } from './http.ts';
import { metadataUrl, type TeamsBot, trustsKeysAt } from './index.ts';
import { createSigningKeys } from './signing-keys.ts';

/** What stands between the bot and Teams, asked once: `undefined` = nothing. */
export type Probed = { keys: string | undefined; token: string | undefined };

export const probe = async (bot: TeamsBot, log: Log, proxy?: string, heard?: Heard): Promise<Probed> => {
  const http = createHttp({ ...(proxy ? { proxy } : {}), heard });
  const keys = createSigningKeys({
    metadataUrl: bot.openIdMetadataUrl ?? metadataUrl,
    trusted: trustsKeysAt(bot),
    http,
    log,
    now: Date.now,
  });
  const token = createBotToken({ ...bot, url: bot.tokenUrl ?? tokenUrlOf(bot.tenantId), http, now: Date.now });
  const [unread, refused] = await Promise.all([
    keys.load(),
    token.get().then(
      () => undefined,
      (error: unknown) => faultOf(error).why,
    ),
  ]);
  return { keys: unread, token: refused };
};
