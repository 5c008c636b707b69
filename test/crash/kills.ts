import { join } from 'node:path';
import { expect } from 'vitest';
import { readSealCopies } from '../../src/app/seal-copies.ts';
import { readSealKey } from '../../src/app/seal-key.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { pause } from '../../src/app/wait.ts';
import type { Case } from '../../src/core/case.ts';
import { chance } from '../support/foul-weather.ts';
import type { Workspace } from '../support/real-workspace.ts';
import { freePort, type RunningBot, startBot } from '../support/running-bot.ts';

/** How often each run kills the bot; CI takes fewer of them. */
export const kills = Number(process.env.MAMORI_KILLS ?? 200);
export const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);

/** What goes on while the bot is being killed. */
export type Load = {
  going: () => boolean;
  /** Resolves while the bot is up: nobody presses at a screen that is not there. */
  ready: () => Promise<void>;
};

type Run = {
  workspace: Workspace;
  env: Readonly<Record<string, string>>;
  times: number;
  /** Told where the bot will listen, before it is started. */
  at: (origin: string) => void;
  /** How much has been acknowledged so far. */
  answered: () => number;
  /** One worker for each connection. */
  workers: (load: Load) => readonly Promise<void>[];
};

/** Kills the compiled bot with -9 at random moments under load, starts it again each time, and stops it in the end. */
export const killUnderLoad = async ({ workspace, env, times, at, answered, workers }: Run): Promise<void> => {
  const random = chance(seed);
  const port = await freePort();
  at(`http://127.0.0.1:${port}`);
  const start = (): RunningBot => startBot({ cwd: workspace.folder, port, env });
  let bot = start();
  let ready = bot.ready();
  await ready;
  let going = true;
  const working = workers({ going: () => going, ready: () => ready });
  for (let kill = 0; kill < times; kill++) {
    // Three in four fall where work is being done, however slow the machine; the fourth also while the bot wakes up.
    const before = answered();
    if (kill % 4 > 0) for (const end = Date.now() + 10_000; answered() === before && Date.now() < end; ) await pause(5);
    await pause(random() * 600);
    const killed = bot.kill();
    ready = killed.then(() => {
      bot = start();
      return bot.ready();
    });
    await ready;
  }
  await pause(1_000);
  going = false;
  await Promise.all(working);
  expect(await bot.stop()).toBe(0);
};

/** How many records the ledger holds, all of them linked and sealed as they were written. */
export const recordsHold = async ({ store, folder, copies }: Workspace): Promise<number> => {
  const { publicKey } = readSealKey(join(folder, 'seal.key'));
  const verdict = await verifyLedger(store.ledger, publicKey, { copies: readSealCopies(copies) });
  expect(verdict.firstBreak).toBeUndefined();
  return verdict.records;
};

/** Whoever pressed was told it is done: it is done, and once. */
export const approvedOnce = async ({ store }: Workspace, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    const types = (await store.ledger.recordsOf(id)).map(({ type }) => type);
    const approvals = types.filter((type) => type === 'request.approved');
    expect(approvals, `${id}: ${types.join(' ')}`).toHaveLength(1);
    expect((await store.loadCase(id))?.status, id).toBe('approved');
  }
};

export const allCases = async ({ store }: Workspace): Promise<Case[]> => {
  const cases: Case[] = [];
  for (
    let page = await store.findCases({});
    page.length > 0;
    page = await store.findCases({ after: cases.at(-1)?.id ?? '' })
  )
    cases.push(...page);
  return cases;
};

export const twice = (values: readonly string[]): string[] => {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
};
