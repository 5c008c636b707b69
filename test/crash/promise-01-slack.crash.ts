import { expect, it } from 'vitest';
import { openWorkspace } from '../support/real-workspace.ts';
import { kills, killUnderLoad, seed } from './kills.ts';
import { allThereOnce } from './there-once.ts';
import { type Acknowledged, work } from './worker.ts';

const connections = 16;
const few = Math.max(3, Math.ceil(kills / 10));

it.each([
  ['over HTTP', kills, false],
  ['over Socket Mode', few, true],
])('promise 1: nothing acknowledged is lost or done twice %s, over %i kills', async (way, times, overSocket) => {
  const workspace = await openWorkspace(connections);
  const { slack, store } = workspace;
  const { SLACK_SIGNING_SECRET: _, ...withoutSecret } = workspace.env;
  if (overSocket) slack.useSocket();
  const acknowledged: Acknowledged = { requests: [], approvals: [], sentences: [] };
  await killUnderLoad({
    workspace,
    env: overSocket ? { ...withoutSecret, SLACK_APP_TOKEN: slack.appToken } : workspace.env,
    times,
    at: (origin) => slack.sendTo(`${origin}/slack/events`),
    answered: () => Object.values(acknowledged).reduce((sum, list) => sum + list.length, 0),
    workers: (load) =>
      Array.from({ length: connections }, (_, number) => work({ slack, store, acknowledged, ...load }, number)),
  });

  const { records, shown } = await allThereOnce(workspace, acknowledged);
  expect(acknowledged.approvals.length).toBeGreaterThan(times / 2);
  process.stdout.write(
    `${times} kills ${way} (CRASH_SEED=${seed}): ${acknowledged.requests.length} requests, ` +
      `${acknowledged.approvals.length} approvals, ${acknowledged.sentences.length} sentences acknowledged and there ` +
      `once; ${records} records verify, ${shown} cards shown, none missing\n`,
  );
  await workspace.close();
});
