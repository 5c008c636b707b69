import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSealCopies } from '../../src/app/seal-copies.ts';
import { readSealKey } from '../../src/app/seal-key.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { pause } from '../../src/app/wait.ts';
import type { Case } from '../../src/core/case.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { type Acknowledged, work } from './worker.ts';

const kills = Number(process.env.CRASH_KILLS ?? 20);
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const connections = 16;

/** Small and seeded, so that a run that failed can be had again. */
const chance = (from: number) => {
  let state = from;
  return (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

const twice = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);

it(`loses nothing it has acknowledged, and does nothing twice, over ${kills} kills (CRASH_SEED=${seed})`, async () => {
  const random = chance(seed);
  const workspace = await openWorkspace(connections);
  const { slack, store, folder } = workspace;
  const port = await freePort();
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`);
  const acknowledged: Acknowledged = { requests: [], approvals: [], sentences: [] };
  let going = true;
  const start = () => startBot({ cwd: folder, port, env: workspace.env });

  let bot = start();
  let ready = bot.ready();
  await ready;
  const workers = Array.from({ length: connections }, (_, number) =>
    work({ slack, store, acknowledged, going: () => going, ready: () => ready }, number),
  );
  for (let kill = 0; kill < kills; kill++) {
    await pause(50 + random() * 600);
    const killed = bot.kill();
    ready = killed.then(() => {
      bot = start();
      return bot.ready();
    });
    await ready;
  }
  await pause(1_500);
  going = false;
  await Promise.all(workers);
  expect(await bot.stop()).toBe(0);

  const cases: Case[] = [];
  for (
    let page = await store.findCases({});
    page.length > 0;
    page = await store.findCases({ after: page.at(-1)!.id })
  ) {
    cases.push(...page);
  }
  const purposes = cases.map(({ state }) => /印\d+-\d+/.exec(JSON.stringify(state))?.[0] ?? '');
  expect(twice(purposes), 'no request was made twice').toEqual([]);
  expect(
    acknowledged.requests.filter((marker) => !purposes.includes(marker)),
    'no request was lost',
  ).toEqual([]);

  for (const id of acknowledged.approvals) {
    const types = (await store.ledger.recordsOf(id)).map(({ type }) => type);
    expect(
      types.filter((type) => type === 'request.approved'),
      `${id}: ${types.join(' ')}`,
    ).toHaveLength(1);
    expect(cases.find((found) => found.id === id)?.status, id).toBe('approved');
  }
  for (const id of acknowledged.sentences) {
    expect(await store.outbox.find(`say/slack/${slack.team}/${id}`), id).toBeDefined();
  }

  const shown = [...slack.world.dms.values()].flat().map(({ metadata }) => String(metadata?.event_payload.key));
  expect(twice(shown.map((key) => key.replace(/#\d+$/, ''))), 'no card is shown twice').toEqual([]);

  const { publicKey } = readSealKey(join(folder, 'seal.key'));
  const verdict = await verifyLedger(store.ledger, publicKey, await readSealCopies(join(folder, 'seals.jsonl')));
  expect(verdict.firstBreak).toBeUndefined();
  expect(acknowledged.approvals.length).toBeGreaterThan(kills);
  process.stdout.write(
    `${kills} kills: ${acknowledged.requests.length} requests, ${acknowledged.approvals.length} approvals, ` +
      `${acknowledged.sentences.length} sentences acknowledged and there once; ${verdict.records} records verify, ` +
      `${shown.length} cards shown\n`,
  );
  await workspace.close();
});
