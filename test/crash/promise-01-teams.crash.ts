import { expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { startFakeTeams } from '../support/fake-teams/index.ts';
import { wordsOf } from '../support/fake-teams/look.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { makeTeamsCases, openChart, type Pending } from '../support/teams-chart.ts';
import { approvedOnce, kills, killUnderLoad, type Load, recordsHold, seed } from './kills.ts';

const groups = 16;

it(`promise 1: no press of Teams is lost that has been answered, over ${kills} kills`, async () => {
  const workspace = await openWorkspace(0);
  const { store } = workspace;
  const teams = await startFakeTeams([]);
  teams.world.limited = false;
  await openChart(store, teams, groups);
  const waiting = await makeTeamsCases(store, teams.tenant, 60 * (kills + 2), groups);
  const answered: string[] = [];

  /** Teams sends an invoke again, under a new id, until somebody answers it. */
  const press = async ({ id, leader }: Pending, { going, ready }: Load): Promise<void> => {
    const data = { action: { do: 'press', verb: 'approve', case: id, version: 1 } };
    const value = { action: { type: 'Action.Execute', verb: 'approve', data }, trigger: 'manual' };
    while (going()) {
      await ready();
      const answer = await teams
        .invoke(leader, 'adaptiveCard/action', value, { replyToId: `m-${id}` })
        .catch(() => undefined);
      if (answer?.status === 200 && answer.json.statusCode === 200) return void answered.push(id);
      await pause(20);
    }
  };
  const worker = async (load: Load): Promise<void> => {
    for (let next = waiting.pop(); next && load.going(); next = waiting.pop()) {
      await press(next, load);
      // Each at most four a second: between two kills fewer than 60 of them all are answered, and something is always left.
      await pause(250);
    }
  };
  await killUnderLoad({
    workspace,
    env: {
      ...workspace.env,
      SLACK_BOT_TOKEN: '',
      SLACK_SIGNING_SECRET: '',
      SLACK_API_URL: '',
      TEAMS_APP_ID: teams.bot.appId,
      TEAMS_APP_PASSWORD: teams.bot.password,
      TEAMS_TENANT_ID: teams.bot.tenantId,
      TEAMS_OPENID_METADATA_URL: teams.bot.openIdMetadataUrl,
      TEAMS_TOKEN_URL: teams.bot.tokenUrl,
    },
    times: kills,
    at: (origin) => teams.sendTo(`${origin}/api/messages`),
    answered: () => answered.length,
    workers: (load) => Array.from({ length: groups }, () => worker(load)),
  });

  expect(waiting.length, 'there was something to press until the end').toBeGreaterThan(0);
  await approvedOnce(workspace, answered);
  // Teams cannot be asked whether a card arrived, so one sent in the moment of a kill may stand there twice: never more.
  const titles = [...teams.world.messages].flatMap(([user, list]) =>
    list.map(({ card }) => `${user} ${wordsOf(card).split('\n')[0]?.split(' ').slice(0, 2).join(' ')}`),
  );
  const extra = titles.length - new Set(titles).size;
  const records = await recordsHold(workspace);
  expect(answered.length).toBeGreaterThan(kills / 2);
  process.stdout.write(
    `${kills} kills (CRASH_SEED=${seed}): ${answered.length} presses answered and there once; ${records} records ` +
      `verify, ${titles.length} cards in Teams, ${extra} of them a second time\n`,
  );
  await workspace.close();
  await teams.close();
});
