import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import type { Case } from '../../src/core/case.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import type { FakeSlack } from '../support/fake-slack/index.ts';
import { pressed } from '../support/fake-slack/payloads.ts';
import { eventually } from '../support/fake-slack/people.ts';
import type { Sent } from '../support/fake-slack/wire.ts';
import type { Load } from './kills.ts';

/** What Slack was told had been taken care of: all of it must be there afterwards, once. */
export type Acknowledged = { requests: string[]; approvals: string[]; sentences: string[] };

type Parts = Load & { slack: FakeSlack; store: Store; acknowledged: Acknowledged };

const jstDay = (fromNow: number): string =>
  new Date(Date.now() + fromNow * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);

const takeout = (purpose: string) => ({
  'items.0.type': 'ノートPC',
  'items.0.name': '貸出用ノート',
  confidentiality: '1',
  integrity: '1',
  availability: '1',
  personal: '含まない',
  myNumber: 'no',
  purpose,
  destination: '港町会館',
  route: '電車',
  from: jstDay(1),
  until: jstDay(2),
});

/**
 * Does it until it is acknowledged: a person presses again, Slack sends its event again. A screen that says that
 * nothing was saved (as it does while the bot is coming up) acknowledges nothing.
 */
const insist = async ({ going, ready }: Parts, send: () => Promise<Sent>): Promise<boolean> => {
  while (going()) {
    await ready();
    const sent = await send().catch(() => undefined);
    const said = `${sent?.body} ${JSON.stringify(sent?.json)}`;
    if (sent?.status === 200 && !said.includes(couldNotSave)) return true;
    await pause(20);
  }
  return false;
};

const caseOf = async ({ store }: Parts, person: string, marker: string): Promise<Case> => {
  const found = (await store.findCases({ involving: person, open: true })).find(({ state }) =>
    JSON.stringify(state).includes(`"${marker}"`),
  );
  if (!found) throw new Error(`${marker} was acknowledged and is not there`);
  return found;
};

const approval = ({ slack }: Parts, { id, state }: Case, actionTs: string) => {
  const { revision } = state as { revision: number };
  return pressed(slack, 'U-leader', { do: 'press', verb: 'approve', case: id, version: revision }, actionTs);
};

/** One connection: ask for a takeout, have it approved, write a sentence, and again. */
export const work = async (parts: Parts, number: number): Promise<void> => {
  const { slack, acknowledged, going } = parts;
  const person = `staff${number}`;
  const user = `U-${person}`;
  for (let round = 0; going(); round++) {
    const marker = `印${number}-${round}`;
    if (!(await insist(parts, () => openForm(slack, user)))) return;
    if (!(await insist(parts, () => slack.submit(user, takeout(marker))))) return;
    acknowledged.requests.push(marker);

    const found = await caseOf(parts, person, marker);
    const actionTs = `17000${String(number).padStart(5, '0')}.${String(round).padStart(6, '0')}`;
    const click = approval(parts, found, actionTs);
    if (!(await insist(parts, () => slack.wire.send('interactive', click)))) return;
    acknowledged.approvals.push(found.id);

    const id = `Ev-crash-${number}-${round}`;
    const told = { type: 'message', channel: `D-${user}`, channel_type: 'im', user, text: 'ヘルプ', ts: actionTs };
    if (!(await insist(parts, () => slack.event(told, { event_id: id })))) return;
    acknowledged.sentences.push(id);
  }
};

/** A form is open only once its window has come up: a bot killed in between leaves none. */
const openForm = async (slack: FakeSlack, user: string): Promise<Sent> => {
  slack.world.modals.delete(user);
  const sent = await slack.command(user, '持ち出し');
  await eventually(() => slack.world.modals.get(user)?.at(-1), 'a window', 500);
  return sent;
};
