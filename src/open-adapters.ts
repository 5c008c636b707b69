import { join } from 'node:path';
import type { Heard } from './app/clock-check.ts';
import { directoryOf } from './app/directory-of.ts';
import type { Http } from './app/http.ts';
import type { Log } from './app/log.ts';
import type { Metrics } from './app/metrics.ts';
import { listPeople } from './app/people-list.ts';
import type { ChatAdapter, Store } from './app/ports.ts';
import type { Config } from './config.ts';
import type { AccountRef } from './core/outbound.ts';
import { dataFolder } from './data-folder.ts';

type Desk = { config: Config; store: Store; http: Http; log: Log; metrics: Metrics; now: () => string; heard: Heard };

/** Each platform is loaded only when it is configured: Slack's SDK alone costs 200 ms. */
export const openAdapters = async ({ config, store, http, log, metrics, now, heard }: Desk): Promise<ChatAdapter[]> => {
  const adapters: ChatAdapter[] = [];
  if (config.console) {
    const { consoleAdapter } = await import('../adapters/console/index.ts');
    const directory = directoryOf(store);
    adapters.push(
      consoleAdapter({
        server: http.app,
        people: async () => listPeople(await directory(), now()),
        log,
        file: join(dataFolder(config), 'console-messages.jsonl'),
        now: () => new Date(now()),
      }),
    );
  }
  if (config.slack) {
    const { slackAdapter } = await import('../adapters/slack/index.ts');
    const refused = (): void => metrics.unauthenticated('slack');
    const proxy = config.httpsProxy === undefined ? {} : { proxy: config.httpsProxy };
    adapters.push(slackAdapter({ ...config.slack, ...proxy, server: http.app, log, refused, heard }));
  }
  if (config.teams || config.teamsLocal) {
    const { teamsAdapter } = await import('../adapters/teams/index.ts');
    const place = ({ space, user }: AccountRef): string => `teams/${space}/${user}`;
    adapters.push(
      teamsAdapter({
        bot: config.teams ?? 'local',
        ...(config.httpsProxy === undefined ? {} : { proxy: config.httpsProxy }),
        server: http.app,
        places: {
          get: (account) => store.mark(place(account)),
          put: (account, reference) => store.setMark(place(account), reference),
        },
        log,
        refused: () => metrics.unauthenticated('teams'),
        heard,
      }),
    );
  }
  return adapters;
};
