import { expect } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { drainSlack } from '../support/drain-slack.ts';
import type { Workspace } from '../support/real-workspace.ts';
import { allCases, approvedOnce, recordsHold, twice } from './kills.ts';
import type { Acknowledged } from './worker.ts';

/** As long as a worker holds a card. */
const leaseMs = 15_500;

/** Whom `openWorkspace` hires has an account on Slack. */
const onSlack = ({ owner }: { owner: string }): boolean => owner.startsWith('staff');

/** Everything Slack was told had been taken care of is there, once: cases, records, cards. */
export const allThereOnce = async (
  workspace: Workspace,
  acknowledged: Acknowledged,
): Promise<{ records: number; shown: number }> => {
  const { slack, store } = workspace;
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

  // Cards that may have been sent are looked for among a person's newest thousand messages: they come first, before
  // what was left undelivered goes out without the platform's limits, so that the end can be looked at.
  await pause(leaseMs);
  await drainSlack(store, slack);
  const shown = [...slack.world.dms.values()].flat().map(({ metadata }) => String(metadata?.event_payload.key));
  const slots = shown.map((key) => key.replace(/#\d+$/, ''));
  expect(twice(slots), 'no card is shown twice').toEqual([]);
  const standing = new Set(slots);
  const wanted = [
    ...cases.filter(onSlack).flatMap(({ id, owner }) => [`case/${id}/${owner}`, `case/${id}/leader`]),
    ...acknowledged.sentences.map((id) => `say/slack/${slack.team}/${id}`),
  ];
  expect(
    wanted.filter((slot) => !standing.has(slot)),
    'every card is there',
  ).toEqual([]);
  return { records, shown: shown.length };
};
