import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../db/open.ts';
import { createHandle } from '../../src/app/handle.ts';
import { silentLog } from '../../src/app/log.ts';
import { fiscalYear, jstDate } from '../../src/core/time.ts';
import { aChange } from '../support/a-change.ts';
import { aTakeout } from '../support/world.ts';
import { median } from './load.ts';
import { fillCases } from './scale-cases.ts';
import { organization, staffer } from './scale-organization.ts';

/** What an action costs this process, with the embedded store, among more and more cases and more and more people. */
const list = (text: string): number[] => text.split(',').map(Number);
const caseSizes = list(process.env.BENCH_CASES ?? '1000,10000,100000,1000000');
const staffSizes = list(process.env.BENCH_STAFF ?? '100,10000,100000');
const usual = { cases: 10_000, staff: 10_000 };
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const each = 64;
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const idOf = (n: number): string => `takeout-${fiscalYear(jstDate(new Date().toISOString()))}-${n}`;
const folder = mkdtempSync(join(tmpdir(), 'mamori-scale-'));

/** CPU time of everything this process does meanwhile, in us for each of `times`. */
const cpuOf = async (work: () => Promise<unknown>, times: number): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
};

/** A desk of a size, and what its actions cost. */
const openDesk = async (cases: number, staff: number) => {
  const file = join(folder, `${cases}-${staff}.db`);
  const store = await openStore(`file:${file}`, { lock: false });
  const at = new Date().toISOString();
  await store.commit(aChange({ key: 'chart', at, directory: organization(staff) }));
  const now = (): string => new Date().toISOString();
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
  print(`${cases} cases, ${staff} staff: ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB in ${seconds.toFixed(0)} s`);
  const costs = { submit: [] as number[], approve: [] as number[], home: [] as number[] };
  return {
    cases,
    staff,
    costs,
    round: async (counts: boolean): Promise<void> => {
      const submitted = await cpuOf(submitAll, each);
      const some = await fresh();
      if (some.length !== each) throw new Error(`only ${some.length} were sent`);
      const approved = await cpuOf(() => approveAll(some), some.length);
      const first = await store.loadCase(some[0]?.id ?? '');
      if (first?.status !== 'approved') throw new Error(`nothing was approved: ${first?.status}`);
      const drawn = await cpuOf(
        () => Promise.all(some.map(({ owner }) => handle.homeCard(leaderOf(owner)))),
        some.length,
      );
      if (!counts) return;
      costs.submit.push(submitted);
      costs.approve.push(approved);
      costs.home.push(drawn);
    },
    close: () => store.close(),
  };
};

const sizes = [
  ...caseSizes.map((cases) => ({ cases, staff: usual.staff })),
  ...staffSizes.map((staff) => ({ cases: usual.cases, staff })),
].filter((one, at, all) => all.findIndex(({ cases, staff }) => cases === one.cases && staff === one.staff) === at);
const desks: Awaited<ReturnType<typeof openDesk>>[] = [];
for (const { cases, staff } of sizes) desks.push(await openDesk(cases, staff));
// All of them in each round: what slows one slows all.
for (let round = -2; round < rounds; round++) for (const desk of desks) await desk.round(round >= 0);

const row = (of: typeof desks, name: (desk: (typeof desks)[number]) => string): void => {
  for (const what of ['submit', 'approve', 'home'] as const) {
    const all = of.map(({ costs }) => median(costs[what]));
    const base = all[0] ?? 1;
    const text = of.map(
      (desk, at) => `${name(desk)} ${all[at]?.toFixed(0)} us (${((all[at] ?? 0) / base).toFixed(2)})`,
    );
    print(`${what.padEnd(8)} ${text.join('  ')}`);
  }
};
print(`CPU an action with ${usual.staff} staff, by cases:`);
row(
  desks.filter(({ staff }) => staff === usual.staff).sort((a, b) => a.cases - b.cases),
  ({ cases }) => String(cases),
);
print(`CPU an action with ${usual.cases} cases, by staff:`);
row(
  desks.filter(({ cases }) => cases === usual.cases).sort((a, b) => a.staff - b.staff),
  ({ staff }) => String(staff),
);
mkdirSync(new URL('out/', import.meta.url), { recursive: true });
const results = desks.map(({ cases, staff, costs }) => ({ cases, staff, costs }));
writeFileSync(
  new URL('out/scale.json', import.meta.url),
  `${JSON.stringify({ rounds, each, results }, undefined, 2)}\n`,
);
for (const desk of desks) await desk.close();
rmSync(folder, { recursive: true, force: true });
