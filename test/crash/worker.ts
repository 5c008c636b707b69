import type { Store } from '../../src/app/ports.ts';
import { pause } from '../../src/app/wait.ts';
import type { Case } from '../../src/core/case.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import type { FakeSlack } from '../support/fake-slack/index.ts';
import type { Sent } from '../support/fake-slack/wire.ts';

/** What Slack was told had been taken care of: all of it must be there afterwards, once. */
export type Acknowledged = { requests: string[]; approvals: string[]; sentences: string[] };

type Parts = {
  slack: FakeSlack;
  store: Store;
  acknowledged: Acknowledged;
  going: () => boolean;
  /** While the bot is coming up it says on the screen that nothing was saved: that acknowledges nothing. */
  ready: () => Promise<void>;
};

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

/** Does it until it is acknowledged: a person presses again, Slack sends its event again. */
const insist = async ({ going, ready }: Parts, send: () => Promise<Sent>): Promise<boolean> => {
  while (going()) {
    await ready();
    const sent = await send().catch(() => undefined);
    if (sent?.status === 200 && !sent.body.includes(couldNotSave)) return true;
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

const approval = ({ slack }: Parts, found: Case, actionTs: string) => ({
  type: 'block_actions',
  team: { id: slack.team, domain: 'mamori-test' },
  api_app_id: 'A0MAMORI',
  user: { id: 'U-leader', username: 'leader', team_id: slack.team },
  trigger_id: `crash.${actionTs}`,
  container: { type: 'message', message_ts: '1700000100.000001', channel_id: 'D-U-leader' },
  channel: { id: 'D-U-leader', name: 'directmessage' },
  actions: [
    {
      type: 'button',
      action_id: 'approve',
      block_id: 'b',
      action_ts: actionTs,
      text: { type: 'plain_text', text: '承認' },
      value: JSON.stringify({
        do: 'press',
        verb: 'approve',
        case: found.id,
        version: (found.state as { revision: number }).revision,
      }),
    },
  ],
});

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
  await slack.modal(user);
  return sent;
};
