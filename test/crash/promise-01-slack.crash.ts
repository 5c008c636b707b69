import { expect, it } from 'vitest';
import { drainSlack } from '../support/drain-slack.ts';
import { openWorkspace } from '../support/real-workspace.ts';
import { allCases, approvedOnce, kills, killUnderLoad, recordsHold, seed, twice } from './kills.ts';
import { type Acknowledged, work } from './worker.ts';

const connections = 16;
const few = Math.max(1, Math.ceil(kills / 10));

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

  const cases = await allCases(workspace);
  const purposeOf = ({ state }: (typeof cases)[number]): string =>
    /印\d+-\d+/.exec(JSON.stringify(state))?.[0] ?? 'none';
  const purposes = cases.map(purposeOf);
  expect(twice(purposes), 'no request was made twice').toEqual([]);
  const there = new Set(purposes);
  expect(
    acknowledged.requests.filter((marker) => !there.has(marker)),
    'no request was lost',
  ).toEqual([]);
  await approvedOnce(workspace, acknowledged.approvals);
  const records = await recordsHold(workspace);

  // What the kills left undelivered goes out now, without the platform's limits, so that the end can be looked at.
  await drainSlack(store, slack);
  const shown = [...slack.world.dms.values()].flat().map(({ metadata }) => String(metadata?.event_payload.key));
  const slots = shown.map((key) => key.replace(/#\d+$/, ''));
  expect(twice(slots), 'no card is shown twice').toEqual([]);
  const standing = new Set(slots);
  const wanted = [
    ...cases.flatMap(({ id, owner }) => [`case/${id}/${owner}`, `case/${id}/leader`]),
    ...acknowledged.sentences.map((id) => `say/slack/${slack.team}/${id}`),
  ];
  expect(
    wanted.filter((slot) => !standing.has(slot)),
    'every card is there',
  ).toEqual([]);
  expect(acknowledged.approvals.length).toBeGreaterThan(times / 2);
  process.stdout.write(
    `${times} kills ${way} (CRASH_SEED=${seed}): ${acknowledged.requests.length} requests, ` +
      `${acknowledged.approvals.length} approvals, ${acknowledged.sentences.length} sentences acknowledged and there ` +
      `once; ${records} records verify, ${shown.length} cards shown, none missing\n`,
  );
  await workspace.close();
});
