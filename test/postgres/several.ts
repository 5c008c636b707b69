import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import { startLoadBalancer } from '../support/load-balancer.ts';
import { aDatabase } from '../support/postgres-fixture.ts';
import { openWorkspace, type Workspace } from '../support/real-workspace.ts';
import { freePort, type RunningBot, startBot } from '../support/running-bot.ts';

export type Several = {
  workspace: Workspace;
  bots: RunningBot[];
  /** Where each bot listens, past the load balancer. */
  origins: readonly string[];
  /** Starts the bot at this place again. */
  start(place: number): RunningBot;
  close(): Promise<void>;
};

type Wanted = {
  server?: string;
  bots: number;
  staff: number;
  /** How the bots reach the database, where that is not where it was made. */
  through?: (url: string) => string;
};

/** Identical bots behind a load balancer before one database, and a workspace that speaks to them. */
export const startSeveral = async (options: Wanted): Promise<Several> => {
  const database = await aDatabase({ server: options.server });
  const workspace = await openWorkspace(options.staff, options.through?.(database.url) ?? database.url);
  const ports = await Promise.all(Array.from({ length: options.bots }, freePort));
  const start = (place: number): RunningBot =>
    startBot({ cwd: workspace.folder, port: ports[place] ?? 0, env: workspace.env });
  const bots = ports.map((_, place) => start(place));
  await Promise.all(bots.map((bot) => bot.ready()));
  const origins = bots.map(({ url }) => url);
  const balancer = await startLoadBalancer(origins);
  workspace.slack.sendTo(`${balancer.url}/slack/events`);
  return {
    workspace,
    bots,
    origins,
    start: (place) => {
      const bot = start(place);
      bots[place] = bot;
      return bot;
    },
    close: async () => {
      await Promise.all(bots.map((bot) => bot.stop()));
      await balancer.close();
      await workspace.close();
      await database.drop();
    },
  };
};

/** The same store for a test that must not stumble over what it does to the database. */
export const patient = (store: Store): Store => ({
  ...store,
  findCases: async (filter) => {
    for (let tries = 0; ; tries++) {
      const found = await store.findCases(filter).catch(() => undefined);
      if (found) return found;
      if (tries > 200) throw new Error('the database does not come back');
      await pause(50);
    }
  },
});
