import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import type { Case } from '../../src/core/case.ts';
import type { Load } from '../crash/kills.ts';
import type { Acknowledged } from '../crash/worker.ts';
import type { Answer, FakeTeams } from '../support/fake-teams/index.ts';
import { teamsId } from '../support/teams-chart.ts';
import { aTakeout } from '../support/world.ts';

type Parts = Load & { teams: FakeTeams; store: Store; acknowledged: Acknowledged };

const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);

/** An answer may come as it should and say that nothing was saved. */
const wasDone = ({ status, json }: Answer): boolean => status === 200 && (json?.statusCode ?? 200) === 200;

/** Does it until it is answered, as Teams does. */
const insist = async ({ going, ready }: Parts, send: () => Promise<Answer>): Promise<boolean> => {
  while (going()) {
    await ready();
    const answer = await send().catch(() => undefined);
    if (answer && wasDone(answer)) return true;
    await pause(50);
  }
  return false;
};

const filledIn = (marker: string, once: string) => {
  const { protection: _, ...typed } = aTakeout({ purpose: marker, from: dayFromNow(1), until: dayFromNow(2) });
  const form = { name: 'takeout/new', context: { once }, fields: Object.keys(typed), lists: [] };
  return { data: { form, ...typed } };
};

const approval = ({ id, state }: Case) => {
  const action = { do: 'press', verb: 'approve', case: id, version: (state as { revision: number }).revision };
  return { action: { type: 'Action.Execute', verb: 'approve', data: { action } }, trigger: 'manual' };
};

/** One group on Teams: somebody asks for a takeout, the leader approves it, somebody writes a sentence, and again. */
export const workOnTeams = async (parts: Parts, group: number, number: number): Promise<void> => {
  const { teams, store, acknowledged, going } = parts;
  const [member, leader] = [teamsId('b', group), teamsId('a', group)];
  for (let round = 0; going(); round++) {
    const marker = `印${number}-${round}`;
    const form = filledIn(marker, `soak-${number}-${round}`);
    if (!(await insist(parts, () => teams.invoke(member, 'task/submit', form)))) return;
    acknowledged.requests.push(marker);

    const open = await store.findCases({ involving: `member${group}`, open: true });
    const found = open.find(({ state }) => JSON.stringify(state).includes(`"${marker}"`));
    if (!found) throw new Error(`${marker} was acknowledged and is not there`);
    const press = approval(found);
    const over = { replyToId: `m-${found.id}` };
    if (!(await insist(parts, () => teams.invoke(leader, 'adaptiveCard/action', press, over)))) return;
    acknowledged.approvals.push(found.id);
    if (!(await insist(parts, () => teams.say(member, 'ヘルプ')))) return;
  }
};
