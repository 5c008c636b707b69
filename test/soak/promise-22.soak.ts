import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { allCases } from '../crash/kills.ts';
import { allThereOnce } from '../crash/there-once.ts';
import { type Acknowledged, work } from '../crash/worker.ts';
import { startFakeTeams } from '../support/fake-teams/index.ts';
import { wordsOf } from '../support/fake-teams/look.ts';
import { chance, foulWeather, foulWeatherOnTeams } from '../support/foul-weather.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { freePort, startBot } from '../support/running-bot.ts';
import { openChart, teamsId } from '../support/teams-chart.ts';
import { slope } from './slope.ts';
import { workOnTeams } from './teams-load.ts';
import { watch } from './watch.ts';

const minutes = Number(process.env.MAMORI_SOAK_MINUTES ?? 60);
/** Actions a second over both platforms: more than Slack takes cards for would pile up instead of going round. */
const rate = Number(process.env.MAMORI_SOAK_RATE ?? 3);
const seed = Number(process.env.CRASH_SEED ?? 20_261_123);
const slackPeople = 30;
const groups = 15;

/** Resolves so often a second, however many ask. */
const paced = (perSecond: number) => {
  let next = Date.now();
  return (): Promise<void> => {
    next = Math.max(next, Date.now()) + 1_000 / perSecond;
    return pause(next - Date.now());
  };
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

it(`promise 22: ${minutes} minutes of mixed load with faults leave nothing behind (CRASH_SEED=${seed})`, async () => {
  const workspace = await openWorkspace(slackPeople);
  const { slack, store } = workspace;
  const teams = await startFakeTeams([]);
  await openChart(store, teams, groups);
  const port = await freePort();
  slack.sendTo(`http://127.0.0.1:${port}/slack/events`);
  teams.sendTo(`http://127.0.0.1:${port}/api/messages`);
  const bot = startBot({
    cwd: workspace.folder,
    port,
    env: {
      ...workspace.env,
      TEAMS_APP_ID: teams.bot.appId,
      TEAMS_APP_PASSWORD: teams.bot.password,
      TEAMS_TENANT_ID: teams.bot.tenantId,
      TEAMS_OPENID_METADATA_URL: teams.bot.openIdMetadataUrl,
      TEAMS_TOKEN_URL: teams.bot.tokenUrl,
      NODE_OPTIONS: `--require ${fileURLToPath(new URL('collect.cjs', import.meta.url))}`,
    },
  });
  onTestFinished(bot.kill);
  await bot.ready();
  say(`bot ${bot.pid}, ${rate} actions a second, in ${workspace.folder}`);

  const until = Date.now() + minutes * 60_000;
  const going = (): boolean => Date.now() < until;
  const random = chance(seed);
  // One minute in six, and never the last ones: what is late by then comes in time to be looked at.
  const foul = (): boolean => Math.floor(Date.now() / 60_000) % 6 === 0 && until - Date.now() > 90_000;
  const [onSlack, onTeams] = [foulWeather(0.2, random), foulWeatherOnTeams(0.2, random)];
  slack.world.weather = (method) => (foul() ? onSlack(method) : undefined);
  teams.world.weather = (call) => (foul() ? onTeams(call) : undefined);

  const acknowledged: Acknowledged = { requests: [], approvals: [], sentences: [] };
  // Slack takes fewer changes of cards a second than Teams.
  const slackLoad = { slack, store, acknowledged, going, ready: paced(rate / 3) };
  const teamsLoad = { teams, store, acknowledged, going, ready: paced((rate * 2) / 3) };
  const due = async (): Promise<number> =>
    (await store.outbox.state(Date.now() + 86_400_000)).reduce((sum, lane) => sum + lane.due, 0);
  const watching = watch({ pid: bot.pid, database: join(workspace.folder, 'mamori.db'), due, going, say });
  await Promise.all([
    ...Array.from({ length: slackPeople }, (_, n) => work(slackLoad, n)),
    ...Array.from({ length: groups }, (_, n) => workOnTeams(teamsLoad, n, 1_000 + n)),
  ]);
  const seen = await watching;
  delete slack.world.weather;
  delete teams.world.weather;
  for (const end = Date.now() + 300_000; (await due()) > 0 && Date.now() < end; ) await pause(1_000);
  expect(await due(), 'cards that still wait').toBe(0);
  expect(await bot.stop(), bot.said()).toBe(0);

  const { records, shown } = await allThereOnce(workspace, acknowledged);
  const told = (user: string): string =>
    teams
      .messages(user)
      .map(({ card }) => wordsOf(card))
      .join('\n');
  const onTeamsNow = (await allCases(workspace)).filter(({ owner }) => owner.startsWith('member'));
  const missing = onTeamsNow.filter(({ id, owner }) => {
    const [, year, number = ''] = /-(\d+)-(\d+)$/.exec(id) ?? [];
    return !told(teamsId('a', Number(owner.slice('member'.length)))).includes(`${year}-${number.padStart(4, '0')}`);
  });
  expect(missing, 'every leader on Teams has the card').toEqual([]);

  const half = ({ at }: { at: number }): boolean => at >= minutes / 2;
  const growth = slope(seen.megabytes.filter(half)) * 10;
  const handles = slope(seen.descriptors.filter(half)) * 10;
  const writeAhead = Math.max(...seen.writeAhead.map(({ value }) => value));
  say(
    `${acknowledged.requests.length} requests, ${acknowledged.approvals.length} approvals, ` +
      `${acknowledged.sentences.length} sentences there once; ${records} records verify, ${shown} cards in Slack; memory ` +
      `${growth.toFixed(2)} MB and ${handles.toFixed(2)} descriptors more in ten minutes, write-ahead log at most ${writeAhead.toFixed(1)} MB`,
  );
  expect(writeAhead).toBeLessThanOrEqual(64);
  // What a program needs to warm up is no growth: shorter runs only look whether everything is there.
  if (minutes >= 30) {
    expect(growth).toBeLessThanOrEqual(1);
    expect(handles).toBeLessThanOrEqual(0.5);
  }
  await workspace.close();
  await teams.close();
});
