import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import type { RawValues } from '../../src/core/form.ts';
import { aConsoleAccount, type ChartChange } from '../support/chart.ts';
import { aTakeout, aWorld, type World } from '../support/world.ts';

const id = 'takeout-2026-1';
const secret = '誰にも見せない目的';

/** Deputies in time and out of it, one the requester has named, and somebody who was leader until yesterday. */
const chart: ChartChange = {
  unreachable: ['paper'],
  posts: [
    ...['deputy', 'old-deputy', 'friend', 'filer', 'paper', 'auditor'].map((person) => ({ person, unit: 'jigyo-1' })),
    { person: 'ex-leader', unit: 'jigyo-1', position: 'グループリーダー' as const, until: '2026-05-31' },
    { person: 'ex-leader', unit: 'jigyo-2', from: '2026-06-01' },
    { person: 'locked', unit: 'jigyo-1', position: 'グループリーダー' as const },
  ],
  deputies: [
    { principal: 'leader', deputy: 'deputy' },
    { principal: 'leader', deputy: 'old-deputy', from: '2026-05-01', until: '2026-05-31' },
    { principal: 'leader', deputy: 'friend' },
    { principal: 'staff', deputy: 'friend' },
    { principal: 'filer', deputy: 'friend' },
  ],
  roles: { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'auditor' },
};

/** Accounts that are nobody's, though each carries the leader's address. */
const strangers = [
  { ...aConsoleAccount('guest'), kind: 'guest' as const },
  { ...aConsoleAccount('external'), kind: 'external' as const },
  { ...aConsoleAccount('bot'), kind: 'bot' as const },
  { ...aConsoleAccount('locked'), active: false },
].map((account) => ({
  ...account,
  email: 'leader@example.jp',
  person: account.user === 'locked' ? 'locked' : 'leader',
}));

const states: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  pending: async () => undefined,
  conditional: (world) => world.fill('leader', id, '条件付き承認', { conditions: '名簿は置いていく' }),
  returned: (world) => world.fill('leader', id, '差し戻し', { said: '行き先は?' }),
  approved: (world) => world.press('leader', id, '承認'),
  handedIn: async (world) => {
    await world.press('leader', id, '承認');
    await world.fill(world.cards.has(`case/${id}/filer`) ? 'filer' : 'staff', id, '返却した', { erased: 'none' });
  },
  refused: (world) => world.fill('leader', id, '却下', { said: '別の方法があるため' }),
};

const forms: Readonly<Record<string, RawValues>> = {
  condition: { conditions: '名簿は置いていく' },
  sendBack: { said: '行き先は?' },
  refuse: { said: '別の方法があるため' },
  confirmReturn: { checked: 'thing' },
  notReturned: { said: 'まだ見ていない' },
};
const steps = ['approve', ...Object.keys(forms)];

const nobody = [
  'owner',
  'leader2',
  'ex-leader',
  'head',
  'locked',
  'guest',
  'external',
  'bot',
  'never-seen',
  'old-deputy',
  'friend',
  'auditor',
  'colleague',
];
/** They read the register of the unit, or all of it, as 2-4(4) wants; they decide nothing by it. */
const readers = ['head', 'friend', 'auditor'];

const allowed: Readonly<Record<string, readonly string[]>> = {
  pending: ['approve', 'condition', 'sendBack', 'refuse'],
  handedIn: ['confirmReturn', 'notReturned'],
};

const open = async (filed: boolean, state: string): Promise<World> => {
  const world = await aWorld({ chart });
  await world.change({ accounts: strangers });
  const values = aTakeout({ purpose: secret, ...(filed ? { onBehalf: 'paper' } : {}) });
  expect(await world.submit(filed ? 'filer' : 'staff', 'takeout/new', values)).toEqual({ kind: 'done' });
  await states[state]!(world);
  expect((await world.store.loadCase(id))?.status).toBe(state);
  return world;
};

const tryStep = async (world: World, user: string, step: string): Promise<Reply> => {
  const state = (await world.store.loadCase(id))?.state as { revision: number };
  const version = state.revision;
  const values = forms[step];
  return values
    ? world.ask(user, { type: 'submit', form: `takeout/${step}`, context: { case: id, version }, values })
    : world.ask(user, { type: 'press', verb: step, case: id, version });
};

const refusals = async (world: World): Promise<number> =>
  (await world.store.ledger.recordsOf(id)).filter(({ type, data }) => type === 'refused' && !data.includes('"show"'))
    .length;

for (const filed of [false, true]) {
  const owner = filed ? 'filer' : 'staff';
  describe.each(Object.keys(states))(
    `promise 10: a request ${filed ? 'filed for somebody else' : 'of one’s own'} that is %s`,
    (state) => {
      let world: World;
      beforeAll(async () => {
        world = await open(filed, state);
      });
      afterAll(() => world.close());

      it.each(nobody)(
        'is never decided by %s: each try is answered politely and recorded, and shows nothing',
        async (who) => {
          const user = who === 'owner' ? owner : who;
          const before = JSON.stringify(await world.store.loadCase(id));
          const count = await refusals(world);
          for (const step of steps) {
            const reply = await tryStep(world, user, step);
            expect(reply.kind, step).toBe('say');
            expect(JSON.stringify(reply)).toMatch(/ください|できません|います|お知らせします|できます/);
            if (who === 'owner') continue;
            expect(JSON.stringify(reply)).not.toContain(secret);
            const opened = await world.ask(user, { type: 'open', form: `takeout/${step}`, context: { case: id } });
            expect(opened.kind).toBe('say');
            expect(JSON.stringify(opened)).not.toContain(secret);
            if (readers.includes(who)) continue;
            const shown = await world.ask(user, { type: 'press', verb: 'show', case: id });
            expect(JSON.stringify(shown)).not.toContain(secret);
          }
          expect(await refusals(world)).toBe(count + steps.length);
          expect(JSON.stringify(await world.store.loadCase(id))).toBe(before);
        },
      );

      it.each(['leader', 'deputy'])('is decided by %s where it waits for that, and nowhere else', async (who) => {
        for (const step of steps) {
          const fresh = await open(filed, state);
          const before = (await fresh.store.loadCase(id))?.version;
          await tryStep(fresh, who, step);
          const moved = (await fresh.store.loadCase(id))?.version !== before;
          expect(moved, step).toBe(allowed[state]?.includes(step) ?? false);
          await fresh.close();
        }
      });
    },
  );
}
