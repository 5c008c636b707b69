import { expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import { recordsHold } from '../crash/kills.ts';
import { card } from '../support/delivery-bench.ts';
import { parked, waiting } from '../support/drain-slack.ts';
import { startFakeTeams } from '../support/fake-teams/index.ts';
import { wordsOf } from '../support/fake-teams/look.ts';
import { chance, foulWeather, foulWeatherOnTeams } from '../support/foul-weather.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, type RunningBot, startBot } from '../support/running-bot.ts';
import { openChart } from '../support/teams-chart.ts';

const cards = Number(process.env.MAMORI_CARDS ?? 3_000);
const kills = Number(process.env.MAMORI_KILLS ?? 40);
const seed = Number(process.env.CRASH_SEED ?? 20_261_123);
const people = 150;
/** A machine busy with other things takes its time. */
const slowStartMs = 180_000;
const rest = { cases: [], facts: [], timers: [], homes: [] };

/** A card each for the people in turn; `revision` tells a change of it from what it said before. */
const want = async (store: Store, numbers: readonly number[], person: (n: number) => string, revision: number) => {
  const slots = numbers.map((n) => ({
    slot: `case/c${n}/${person(n)}`,
    to: { person: person(n) },
    lane: 'card' as const,
    card: card(`カード${n}-${revision}`),
  }));
  await store.commit({ ...rest, key: `want/${revision}/${numbers[0]}`, at: new Date().toISOString(), slots });
};

type Weather = { weather?: unknown };

/** Kills the bot with -9 again and again until that many cards have gone out, then lets it finish. */
const killed = async (start: () => RunningBot, store: Store, sky: Weather, goneOut: () => number): Promise<void> => {
  const random = chance(seed);
  let bot = start();
  onTestFinished(() => bot.kill());
  for (let kill = 1; kill <= kills; kill++) {
    await bot.ready(slowStartMs);
    // Spread over the first nine tenths of the cards, each in the middle of sending.
    for (const end = Date.now() + 120_000; goneOut() < (kill * cards * 0.9) / kills && Date.now() < end; )
      await pause(10);
    await pause(random() * 100);
    await bot.kill();
    bot = start();
  }
  await bot.ready(slowStartMs);
  for (const end = Date.now() + 1_800_000; (await waiting(store)) > 0 && Date.now() < end; await pause(500)) {
    // What failed eight times in a row waits for minutes: the last hundredth may find fair weather.
    if ((await waiting(store)) < cards / 100) delete sky.weather;
  }
  expect(await waiting(store), 'cards that still wait').toBe(0);
  expect(await bot.stop(), bot.said()).toBe(0);
};

const all = Array.from({ length: cards }, (_, n) => n);
const without = { SLACK_BOT_TOKEN: '', SLACK_SIGNING_SECRET: '', SLACK_API_URL: '' };

it(`promise 5: ${cards} cards in Slack while a fifth fails and the worker is killed ${kills} times (CRASH_SEED=${seed})`, async () => {
  const workspace = await openWorkspace(people);
  const { slack, store, env, folder } = workspace;
  const port = await freePort();
  await want(store, all, (n) => `staff${n % people}`, 1);
  slack.world.weather = foulWeather(0.2, chance(seed));
  const shown = (): string[] =>
    [...slack.world.dms.values()]
      .flat()
      .map(({ metadata }) => String(metadata?.event_payload.key).replace(/#\d+$/, ''));
  await killed(
    () => startBot({ cwd: folder, port, env }),
    store,
    slack.world,
    () => shown().length,
  );
  expect(await parked(store)).toBe(0);
  const slots = shown().filter((slot) => slot.startsWith('case/c'));
  expect({ there: new Set(slots).size, shown: slots.length }).toEqual({ there: cards, shown: cards });
  const records = await recordsHold(workspace);
  const calls = slack.calls('chat.postMessage').length;
  process.stdout.write(`${kills} kills: ${cards} cards once each, ${calls} posts for it; ${records} records verify\n`);
  await workspace.close();
});

it(`promise 5: ${cards} cards in Teams while a fifth fails and the worker is killed ${kills} times (CRASH_SEED=${seed})`, async () => {
  const workspace = await openWorkspace(0);
  const { store, folder } = workspace;
  const teams = await startFakeTeams([]);
  await openChart(store, teams, people);
  const port = await freePort();
  const person = (n: number): string => `member${n % people}`;
  await want(store, all, person, 1);
  teams.world.weather = foulWeatherOnTeams(0.2, chance(seed));
  const env = {
    ...workspace.env,
    ...without,
    TEAMS_APP_ID: teams.bot.appId,
    TEAMS_APP_PASSWORD: teams.bot.password,
    TEAMS_TENANT_ID: teams.bot.tenantId,
    TEAMS_OPENID_METADATA_URL: teams.bot.openIdMetadataUrl,
    TEAMS_TOKEN_URL: teams.bot.tokenUrl,
  };
  const shown = (): string[] =>
    [...teams.world.messages.values()]
      .flat()
      .map(({ card: seen }) => /カード\d+-\d/.exec(wordsOf(seen))?.[0] ?? 'other');
  const start = () => startBot({ cwd: folder, port, env });
  await killed(start, store, teams.world, () => shown().length);
  expect(await parked(store)).toBe(0);
  const first = shown();
  const doubled = all.filter((n) => first.filter((title) => title === `カード${n}-1`).length > 1);
  expect(all.filter((n) => !first.includes(`カード${n}-1`))).toEqual([]);

  // Teams cannot be asked whether a card arrived. Of two only the later one is the bot's, and changes with its case.
  await want(store, doubled, person, 2);
  const bot = start();
  onTestFinished(() => bot.kill());
  for (const end = Date.now() + 600_000; (await waiting(store)) > 0 && Date.now() < end; ) await pause(500);
  expect(await bot.stop(), bot.said()).toBe(0);
  const changed = shown().filter((title) => title.endsWith('-2'));
  expect({ live: new Set(changed).size, changed: changed.length }).toEqual({
    live: doubled.length,
    changed: doubled.length,
  });
  process.stdout.write(
    `${kills} kills: ${cards} cards there, ${first.length - cards} of them a second time; one of each is live\n`,
  );
  await workspace.close();
  await teams.close();
});
