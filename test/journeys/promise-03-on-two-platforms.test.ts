import { describe, expect, it } from 'vitest';
import { type Hand, onSlack, onTeams } from '../support/hands.ts';
import { howMany } from '../support/how-many.ts';
import { type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

/** 50 clicks each: all of 10,000 where CI asks for them. */
const requests = Math.max(6, Math.floor(howMany / 50));

const teamsPeople = ['leader', 'd2', 'd3', 'd4', 'd5'];
const slackPeople = ['d6', 'd7', 'd8', 'd9', 'd10'];
const deputies = [...teamsPeople, ...slackPeople].slice(1);

/** A leader and nine deputies, half on each platform. */
const open = (): Promise<TwoPlatforms> =>
  twoPlatforms({
    chart: {
      posts: deputies.map((person) => ({ person, unit: 'jigyo-2' })),
      deputies: deputies.map((deputy) => ({ principal: 'leader', deputy })),
    },
    teams: ['staff', ...teamsPeople],
    slack: slackPeople,
  });

const ask = async (world: TwoPlatforms, n: number): Promise<void> => {
  const actor = { platform: 'teams', space: world.teams.tenant, user: teamsId('staff') } as const;
  const values = aTakeout({ 'items.0.name': `ノート第${n}号` });
  const context = { once: `ask-${n}` };
  await world.receive({ key: `ask-${n}`, actor, ask: { type: 'submit', form: 'takeout/new', context, values } });
};

type Story = { hand: Hand; person: string };

/** Ten people press five times each, at once: 承認 or 却下 as it comes. */
const rush = (all: readonly Story[], id: string): Promise<number[]> =>
  Promise.all(
    all.flatMap(({ hand, person }, at) =>
      Array.from({ length: 5 }, (_, n) =>
        (at + n) % 2 === 0
          ? hand.press(person, { verb: 'approve', case: id, version: 1 }, `m-${id}-${n}`)
          : hand.submit(
              person,
              'takeout/refuse',
              { case: id, version: 1, once: `${id}-${person}-${n}` },
              { said: '別の方法で' },
            ),
      ),
    ),
  );

/** What a loser reads: who was faster, and when. */
const tooLate = /この申請は、(\S+?)さんが\d{4}年.*に処理しています\((承認|却下)\)/;

const eventually = async (look: () => boolean, what: string): Promise<void> => {
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((done) => setTimeout(done, 10)))
    if (look()) return;
  expect(look(), what).toBe(true);
};

describe('promise 3: 50 clicks at once on one request, by ten people on two platforms', () => {
  it(`come to one decision each, over ${requests} requests, and the others learn who decided`, async () => {
    const world = await open();
    const [teams, slack] = [onTeams(world), onSlack(world)];
    const people = [
      ...teamsPeople.map((person) => ({ hand: teams, person })),
      ...slackPeople.map((person) => ({ hand: slack, person })),
    ];
    const lost = ({ hand, person }: Story): string[] => hand.told(person).filter((words) => tooLate.test(words));
    const winners = new Set<string>();
    for (let n = 1; n <= requests; n++) {
      await ask(world, n);
      const id = `takeout-2026-${n}`;
      const before = people.map((one) => lost(one).length);
      // Whoever comes first in the queue of sockets would always win.
      const turned = people.map((_, at) => people[(at + n * 3) % people.length] as Story);
      expect(new Set(await rush(turned, id))).toEqual(new Set([200]));
      const records = await world.store.ledger.recordsOf(id);
      const decisions = records.filter(({ type }) => /^request\.(approved|refused)$/.test(type));
      expect(decisions, id).toHaveLength(1);
      const [decision] = decisions;
      expect((await world.store.loadCase(id))?.status).toBe(decision?.type.replace('request.', ''));
      winners.add(`${decision?.type} ${decision?.actor}`);
      const losers = people.filter(({ person }) => person !== decision?.actor);
      expect(losers, `${decision?.actor} is one of the ten`).toHaveLength(9);
      for (const loser of losers) {
        const at = people.indexOf(loser);
        await eventually(() => lost(loser).length > (before[at] ?? 0), `${loser.person} of ${id}`);
        expect(tooLate.exec(lost(loser).at(-1) ?? '')?.[1]).toBe(decision?.actor);
      }
    }
    expect(winners.size).toBeGreaterThan(1);
    const rung = (): number => world.teamsTexts('staff').filter((words) => words.includes('決めました')).length;
    await eventually(() => rung() >= requests, 'the requester hears of each');
    expect(rung()).toBe(requests);
    await world.close();
  }, 900_000);
});
