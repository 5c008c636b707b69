import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../db/open.ts';
import { openKept } from '../../db/sqlite/keep.ts';
import { directoryOf } from '../../src/app/directory-of.ts';
import { createHandle } from '../../src/app/handle.ts';
import { silentLog } from '../../src/app/log.ts';
import { approverChain } from '../../src/core/people/approvers.ts';
import { fiscalYear, jstDate } from '../../src/core/time.ts';
import { aChange } from '../support/a-change.ts';
import { aTakeout } from '../support/world.ts';
import { fillCases } from './scale-cases.ts';
import { organization, staffer } from './scale-organization.ts';

const each = 64;
const arrivals = 8;
const lookups = 5_000;
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const idOf = (n: number): string => `takeout-${fiscalYear(jstDate(new Date().toISOString()))}-${n}`;

/** CPU time of everything this process does meanwhile, in us for each of `times`. */
const cpuOf = async (work: () => Promise<unknown>, times: number): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
};

/** A desk of a size, and what its actions cost. */
export const openDesk = async (folder: string, cases: number, staff: number) => {
  const file = join(folder, `${cases}-${staff}.db`);
  const store = await openStore(`file:${file}`, { lock: false });
  const at = new Date().toISOString();
  await store.commit(aChange({ key: 'chart', at, directory: organization(staff) }));
  const now = (): string => new Date().toISOString();
  const beside = openKept(file, {});
  const close = beside.prepare("update cases set open = 0 where open = 1 and status = 'approved'");
  const handle = createHandle({ store, adapters: [], emailDomains: ['example.jp'], now, log: silentLog });
  const values = aTakeout({ from: dayFromNow(2), until: dayFromNow(3) });
  let asked = 0;
  const send = (user: string, ask: Parameters<typeof handle.receive>[0]['ask']) =>
    handle.receive({ key: `k/${asked++}`, actor: { platform: 'slack', space: 'T1', user }, ask });
  const submit = (n: number) =>
    send(staffer(n * 7 + 3, staff).person, {
      type: 'submit',
      form: 'takeout/new',
      context: { once: `once${asked}` },
      values,
    });
  let last = 0;
  /** Those sent since the last time. */
  const fresh = async (): Promise<{ id: string; owner: string }[]> => {
    const found: { id: string; owner: string }[] = [];
    for (let next = await store.loadCase(idOf(last + 1)); next; next = await store.loadCase(idOf(last + 1))) {
      found.push(next);
      last++;
    }
    return found;
  };
  const leaderOf = (owner: string): string => staffer(Number(owner.slice(1)), staff).leader;
  const submitAll = () => Promise.all(Array.from({ length: each }, (_, n) => submit(n)));
  const approveAll = async (some: readonly { id: string; owner: string }[]): Promise<void> => {
    await Promise.all(
      some.map(({ id, owner }) => send(leaderOf(owner), { type: 'press', case: id, version: 1, verb: 'approve' })),
    );
  };
  await submit(0);
  const [template] = await fresh();
  if (!template) throw new Error('nothing was sent');
  await send(template.owner, { type: 'press', case: template.id, version: 1, verb: 'withdraw' });
  const began = performance.now();
  fillCases(file, template.id, cases, staff);
  const seconds = (performance.now() - began) / 1_000;
  const mib = statSync(file).size / 2 ** 20;
  const costs = { submit: [] as number[], approve: [] as number[], home: [] as number[], arrive: [] as number[] };
  const directory = directoryOf(store);
  let arrived = 0;
  /** Somebody's first words from an account nobody knew. */
  const arrive = async (): Promise<void> => {
    const user = `N${arrived++}`;
    const profile = { platform: 'slack', space: 'T1', user, email: '', kind: 'guest', active: true } as const;
    await send('U0', { type: 'profiles', profiles: [profile] });
    (await directory()).account(profile);
  };
  return {
    cases,
    staff,
    costs,
    filled: { mib, seconds },
    round: async (counts: boolean): Promise<void> => {
      const leaders = Array.from({ length: each }, (_, n) => staffer(n * 7 + 3, staff).leader);
      const drawn = await cpuOf(() => Promise.all(leaders.map(handle.homeCard)), each);
      const submitted = await cpuOf(submitAll, each);
      const some = await fresh();
      if (some.length !== each) throw new Error(`only ${some.length} were sent`);
      const approved = await cpuOf(() => approveAll(some), some.length);
      const first = await store.loadCase(some[0]?.id ?? '');
      if (first?.status !== 'approved') throw new Error(`nothing was approved: ${first?.status}`);
      // Nobody has more to do in one round than in another.
      close.run();
      const came = await cpuOf(async () => {
        for (let n = 0; n < arrivals; n++) await arrive();
      }, arrivals);
      if (!counts) return;
      costs.arrive.push(came);
      costs.submit.push(submitted);
      costs.approve.push(approved);
      costs.home.push(drawn);
    },
    /** How long it takes to find out who decides, in ms, sorted. */
    lookups: async (): Promise<number[]> => {
      const times: number[] = [];
      for (let n = 0; n < lookups; n++) {
        const { person, unit } = staffer(n * 7_919, staff);
        const from = performance.now();
        const chain = approverChain(
          await directory(),
          { requester: person, unit, role: 'informationManager' },
          jstDate(now()),
        );
        times.push(performance.now() - from);
        if (chain.levels.length === 0) throw new Error(`nobody decides for ${person}`);
      }
      return times.sort((a, b) => a - b);
    },
    close: async () => {
      beside.close();
      await store.close();
    },
  };
};

export type ScaleDesk = Awaited<ReturnType<typeof openDesk>>;
