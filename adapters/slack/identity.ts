import type { webApi } from '@slack/bolt';
import type { Log } from '../../src/app/log.ts';
import { faultOf } from './faults.ts';

export type Identity = {
  /** The workspace the token belongs to; no other one is served. */
  team(): string | undefined;
  /** Why Slack can't be reached or refuses the token; undefined when all is well. */
  trouble(): string | undefined;
  /** Resolves after the first attempt, whatever came of it; goes on trying in the background. */
  start(): Promise<void>;
  /** A call was refused for a reason that concerns everybody: not well again until `auth.test` passes. */
  doubt(why: string): void;
  /** Called whenever Slack is reached again. */
  onReached(listener: () => void): void;
  stop(): void;
};

const firstRetryMs = 1_000;
const lastRetryMs = 60_000;

export const createIdentity = (client: webApi.WebClient, log: Log): Identity => {
  let team: string | undefined;
  let trouble: string | undefined = 'not_started';
  let delay = firstRetryMs;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const listeners: (() => void)[] = [];

  const look = async (): Promise<void> => {
    try {
      const me = await client.auth.test();
      if (!me.team_id) throw new Error('auth.test named no workspace');
      team = me.team_id;
      trouble = undefined;
      delay = firstRetryMs;
      for (const listener of listeners) listener();
    } catch (error) {
      trouble = faultOf(error).why;
      log.warn('slack.unreachable', { why: trouble });
      later();
    }
  };
  const later = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(() => void look(), delay);
    timer.unref();
    delay = Math.min(delay * 2, lastRetryMs);
  };

  return {
    team: () => team,
    trouble: () => trouble,
    start: look,
    doubt: (why) => {
      if (trouble !== undefined) return;
      trouble = why;
      later();
    },
    onReached: (listener) => void listeners.push(listener),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
