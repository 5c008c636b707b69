import { createHash } from 'node:crypto';
import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Log } from '../../src/app/log.ts';
import type { Profile, Receive } from '../../src/app/ports.ts';
import { faultOf } from './faults.ts';
import { Member } from './payload.ts';
import { profileOf } from './profile.ts';

type Parts = {
  client: webApi.WebClient;
  team: () => string | undefined;
  receive: () => Receive | undefined;
  now: () => number;
  log: Log;
};

export type DirectorySync = {
  /** Reads all members once and hands them on, page by page. */
  run(): Promise<void>;
  /** Now, every hour, and again after a minute when it did not work. */
  start(): void;
  stop(): void;
};

const pageSize = 500;
const everyMs = 60 * 60_000;
const retryMs = 60_000;

/** Only accounts that can be matched, and those that are gone: an account once matched must end with them. */
const worthKnowing = (profile: Profile): boolean => profile.kind !== 'bot' && (profile.email !== '' || !profile.active);

/** A page Slack will not give yet is waited for: to begin again would never come to an end in a large workspace. */
const patiently = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind !== 'limited' || attempt === 10) throw error;
      await new Promise((resolve) => setTimeout(resolve, fault.afterMs).unref());
    }
  }
};

const Page = z.array(z.unknown());

export const createDirectorySync = ({ client, team, receive, now, log }: Parts): DirectorySync => {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let stopped = false;

  const hand = async (space: string, page: number, run: number, members: readonly unknown[]): Promise<void> => {
    const profiles = members
      .flatMap((raw) => {
        const member = Member.safeParse(raw);
        return member.success ? [profileOf(member.data, space)] : [];
      })
      .filter(worthKnowing);
    if (profiles.length === 0) return;
    const content = createHash('sha256').update(JSON.stringify(profiles)).digest('hex').slice(0, 16);
    // The run is part of the key: a person who left and came back makes the same page twice.
    const key = `slack/${space}/members/${run}/${page}/${content}`;
    await receive()?.({ key, actor: 'clock', ask: { type: 'profiles', profiles } });
  };

  const readPage = async (space: string, page: number, run: number, cursor: string): Promise<string> => {
    const answer = await patiently(() => client.users.list({ limit: pageSize, ...(cursor ? { cursor } : {}) }));
    const members = Page.safeParse(answer.members);
    if (members.success) await hand(space, page, run, members.data);
    return answer.response_metadata?.next_cursor ?? '';
  };

  const read = async (): Promise<void> => {
    const space = team();
    if (!space) throw new Error('no workspace yet');
    const run = Math.floor(now() / 60_000);
    let cursor = '';
    for (let page = 0; page === 0 || (cursor !== '' && !stopped); page++)
      cursor = await readPage(space, page, run, cursor);
  };

  const run = (): Promise<void> => {
    running ??= read().finally(() => {
      running = undefined;
    });
    return running;
  };

  const again = async (): Promise<void> => {
    let next = everyMs;
    try {
      await run();
    } catch (error) {
      const fault = faultOf(error);
      next = retryMs;
      log.warn('slack.members-unread', { why: fault.why });
    }
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void again(), next);
    timer.unref();
  };

  return {
    run,
    start: () => void again(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
