import { afterEach, describe, expect, it } from 'vitest';
import { pause } from '../../src/app/wait.ts';
import { pressed, sentIn } from '../support/fake-slack/payloads.ts';
import { thorough } from '../support/thorough.ts';
import { slackId, type TwoPlatforms, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout, aWorld, type World } from '../support/world.ts';

const requests = thorough ? 200 : 3;
const deputies = Array.from({ length: 9 }, (_, n) => `deputy${n}`);
const approvers = ['leader', ...deputies];
const chart = {
  posts: deputies.map((person) => ({ person, unit: 'jigyo-1' })),
  deputies: deputies.map((deputy) => ({ principal: 'leader', deputy })),
};
/** Five from each of the ten, approvals and refusals mixed. */
const clicks = Array.from({ length: 50 }, (_, n) => ({ who: approvers[n % 10]!, refuses: n % 3 === 0, n }));
const said = '別の方法があるため';

const decisions = async ({ store }: TwoPlatforms | World, id: string): Promise<string[]> =>
  (await store.ledger.recordsOf(id))
    .filter(({ type }) => ['request.approved', 'request.refused'].includes(type))
    .map(({ actor }) => actor);

const told = (by: string): RegExp => new RegExp(`${by}さんが.+に処理しています\\((承認|却下)\\)`);

describe('promise 3: 50 clicks of 10 people at once are one decision, and the others hear whose', {
  timeout: 900_000,
}, () => {
  let world: TwoPlatforms | World;
  afterEach(() => world.close());

  it(`in Slack, for each of ${requests} requests`, async () => {
    const both = await twoPlatforms({ chart, slack: ['staff', ...approvers] });
    world = both;
    const { slack, store } = both;
    const click = ({ who, refuses, n }: (typeof clicks)[number], id: string) => {
      const user = slackId(who);
      const context = { case: id, version: 1 };
      const key = `17000${id.replace(/\D/g, '')}.${n}`;
      return refuses
        ? slack.wire.send(
            'interactive',
            sentIn(slack, user, { form: 'takeout/refuse', context, values: { said } }, key),
          )
        : slack.wire.send('interactive', pressed(slack, user, { do: 'press', verb: 'approve', ...context }, key));
    };
    for (let number = 1; number <= requests; number++) {
      const id = `takeout-2026-${number}`;
      await both.receive({
        key: id,
        actor: { platform: 'slack', space: slack.team, user: slackId('staff') },
        ask: { type: 'submit', form: 'takeout/new', context: { once: id }, values: aTakeout() },
      });
      slack.world.ephemerals.clear();
      const answers = await Promise.all(clicks.map((one) => click(one, id)));
      expect(answers.every(({ status }) => status === 200)).toBe(true);

      const [winner = '', ...more] = await decisions(both, id);
      expect(more, `${id} is decided once`).toEqual([]);
      expect((await store.loadCase(id))?.version).toBe(2);
      const turnedAway = (await store.ledger.recordsOf(id)).filter(({ type }) => type === 'refused');
      expect(turnedAway).toHaveLength(49);

      const inWindows = answers.map(({ body }) => body).filter((body) => body.includes('response_action":"update'));
      const inChat = (): string[] => approvers.flatMap((who) => [...slack.privately(slackId(who))]);
      for (const end = Date.now() + 3_000; inChat().length + inWindows.length < 49 && Date.now() < end; )
        await pause(5);
      const heard = [...inWindows, ...inChat()];
      expect(heard).toHaveLength(49);
      for (const words of heard) expect(words).toMatch(told(winner));
    }
    // Everybody's card of each request stands there once, and says what was decided.
    const due = async (): Promise<boolean> =>
      (await store.outbox.state(Date.now() + 60_000)).some((lane) => lane.due + lane.parked > 0);
    for (const end = Date.now() + 60_000; (await due()) && Date.now() < end; ) await pause(10);
    for (const who of approvers) {
      const cards = slack.world.dms.get(slackId(who)) ?? [];
      const slots = cards.map(({ metadata }) => String(metadata?.event_payload.key).replace(/#\d+$/, ''));
      const wanted = Array.from({ length: requests }, (_, n) => `case/takeout-2026-${n + 1}/${who}`);
      expect(slots).toHaveLength(requests);
      expect(new Set(slots)).toEqual(new Set(wanted));
      for (const card of cards) expect(JSON.stringify(card.blocks)).not.toContain('"承認"');
    }
  });

  it('in the console', async () => {
    const small = await aWorld({ chart });
    world = small;
    await small.submit('staff', 'takeout/new', aTakeout());
    const id = 'takeout-2026-1';
    const context = { case: id, version: 1 };
    const replies = await Promise.all(
      clicks.map(({ who, refuses }) =>
        refuses
          ? small.ask(who, { type: 'submit', form: 'takeout/refuse', context, values: { said } })
          : small.ask(who, { type: 'press', verb: 'approve', ...context }),
      ),
    );
    const [winner = '', ...more] = await decisions(small, id);
    expect(more).toEqual([]);
    const losers = replies.filter(({ kind }) => kind === 'say');
    expect(losers).toHaveLength(49);
    for (const reply of losers) expect(JSON.stringify(reply)).toMatch(told(winner));
  });
});
