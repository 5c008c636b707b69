import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '../../src/core/ask.ts';
import { type Hand, hands } from '../support/hands.ts';
import { slackId, type TwoPlatforms, teamsId, twoPlatforms } from '../support/two-platforms.ts';
import { aTakeout } from '../support/world.ts';

const secret = '誰にも見せない目的';
const email = 'leader@example.jp';

/** Everybody who must never decide, each with an account on both platforms; strangers carry the leader's address. */
const nobody = [
  'staff',
  'leader2',
  'ex-leader',
  'head',
  'locked',
  'guest',
  'external',
  'robot',
  'unlisted',
  'old-deputy',
  'friend',
  'auditor',
  'colleague',
];
/** They read the register of the unit, or all of it, as 2-4(4) wants; they decide nothing by it. */
const readers = ['staff', 'head', 'friend', 'auditor'];
const oddities = {
  guest: { teams: { guest: true, email }, slack: { guest: true, email } },
  external: { teams: { tenant: '99999999-1111-4222-8333-000000000000', email }, slack: { stranger: true, email } },
  robot: { teams: { role: 'bot' as const, email }, slack: { bot: true, email } },
  unlisted: { teams: { email: 'unlisted@elsewhere.example' }, slack: { email: 'unlisted@elsewhere.example' } },
};

const chart = {
  posts: [
    ...['old-deputy', 'friend', 'auditor', 'deputy'].map((person) => ({ person, unit: 'jigyo-1' })),
    { person: 'ex-leader', unit: 'jigyo-1', position: 'グループリーダー' as const, until: '2026-05-31' },
    { person: 'ex-leader', unit: 'jigyo-2', from: '2026-06-01' },
    { person: 'locked', unit: 'jigyo-1', position: 'グループリーダー' as const },
  ],
  deputies: [
    { principal: 'leader', deputy: 'deputy' },
    { principal: 'leader', deputy: 'old-deputy', from: '2026-05-01', until: '2026-05-31' },
    { principal: 'leader', deputy: 'friend' },
    { principal: 'staff', deputy: 'friend' },
  ],
  roles: { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'auditor' },
};

const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  condition: { conditions: '名簿は置いていく' },
  sendBack: { said: '行き先は?' },
  refuse: { said: '別の方法があるため' },
  confirmReturn: { checked: 'thing' },
  notReturned: { said: 'まだ見ていない' },
};
const steps = ['approve', ...Object.keys(forms)];

type Way = readonly (readonly [who: string, step: string, values?: Readonly<Record<string, string>> | undefined])[];
const ways: Readonly<Record<string, Way>> = {
  pending: [],
  conditional: [['leader', 'condition', forms.condition]],
  returned: [['leader', 'sendBack', forms.sendBack]],
  approved: [['leader', 'approve']],
  handedIn: [
    ['leader', 'approve'],
    ['staff', 'giveBack', { erased: 'none' }],
  ],
  refused: [['leader', 'refuse', forms.refuse]],
};
const allowed: Readonly<Record<string, readonly string[]>> = {
  pending: ['approve', 'condition', 'sendBack', 'refuse'],
  handedIn: ['confirmReturn', 'notReturned'],
};

let world: TwoPlatforms;
let count = 0;

const revisionOf = async (id: string): Promise<number> =>
  ((await world.store.loadCase(id))?.state as { revision: number } | undefined)?.revision ?? 0;

/** A request brought to this state by those who may. */
const bring = async (state: string): Promise<string> => {
  const id = `takeout-2026-${++count}`;
  const as = (who: string, ask: Ask) =>
    world.receive({
      key: `${id}/${who}/${ask.type === 'submit' ? ask.form : 'press'}`,
      actor: { platform: 'teams', space: world.teams.tenant, user: teamsId(who) },
      ask,
    });
  await as('staff', {
    type: 'submit',
    form: 'takeout/new',
    context: { once: id },
    values: aTakeout({ purpose: secret }),
  });
  for (const [who, step, values] of ways[state] ?? []) {
    const of = { case: id, version: await revisionOf(id) };
    await as(
      who,
      values ? { type: 'submit', form: `takeout/${step}`, context: of, values } : { type: 'press', verb: step, ...of },
    );
  }
  expect((await world.store.loadCase(id))?.status).toBe(state);
  return id;
};

const trying = async (hand: Hand, who: string, id: string, step: string): Promise<number> => {
  const of = { case: id, version: await revisionOf(id) };
  const values = forms[step];
  return values ? hand.submit(who, `takeout/${step}`, of, values) : hand.press(who, { verb: step, ...of });
};

const refusals = async (id: string): Promise<number> =>
  (await world.store.ledger.recordsOf(id)).filter(({ type, data }) => type === 'refused' && !data.includes('"show"'))
    .length;

beforeAll(async () => {
  const everybody = [...new Set([...nobody, 'leader', 'deputy'])];
  world = await twoPlatforms({ chart, teams: everybody, slack: everybody, oddities });
  const { accounts } = await world.store.directory();
  const locked = accounts
    .filter(({ user }) => user === teamsId('locked') || user === slackId('locked'))
    .map((account) => ({ ...account, active: false }));
  expect(locked).toHaveLength(2);
  const rest = { cases: [], facts: [], slots: [], timers: [], homes: [] };
  await world.store.commit({ ...rest, key: 'locked', at: '2026-06-01T01:00:00.000Z', directory: { accounts: locked } });
}, 60_000);
afterAll(() => world.close());

describe.each(['teams', 'slack'] as const)('who may decide on %s (promise 10)', (platform) => {
  describe.each(Object.keys(ways))('a request that is %s', (state) => {
    let id: string;
    let hand: Hand;
    beforeAll(async () => {
      id = await bring(state);
      hand = hands[platform](world);
    });

    it.each(nobody)('is never decided by %s, who is answered and shown nothing', async (who) => {
      const before = JSON.stringify(await world.store.loadCase(id));
      const recorded = await refusals(id);
      for (const step of steps) {
        expect(await trying(hand, who, id, step)).toBe(200);
        if (who !== 'staff') expect(await hand.open(who, `takeout/${step}`, { case: id })).toBe(200);
      }
      if (!readers.includes(who)) await hand.press(who, { verb: 'show', case: id });
      expect(JSON.stringify(await world.store.loadCase(id))).toBe(before);
      // A bot's activity is nobody's on Teams, and is not even looked at.
      const unheard = platform === 'teams' && who === 'robot';
      expect(await refusals(id)).toBe(recorded + (unheard ? 0 : steps.length));
      if (readers.includes(who)) return;
      expect(hand.told(who).join('\n')).not.toContain(secret);
      if (!unheard) expect(hand.told(who).join('\n')).toMatch(/ください|できません|います|お知らせします|できます/);
    });

    it.each(['leader', 'deputy'])('is decided by %s where it waits for that, and nowhere else', async (who) => {
      let fresh = await bring(state);
      for (const step of steps) {
        const before = (await world.store.loadCase(fresh))?.version;
        expect(await trying(hand, who, fresh, step)).toBe(200);
        const moved = (await world.store.loadCase(fresh))?.version !== before;
        expect(moved, step).toBe(allowed[state]?.includes(step) ?? false);
        if (moved) fresh = await bring(state);
      }
    });
  });
});
