import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './load.ts';
import { openDesk, type ScaleDesk } from './scale-desk.ts';

/** What an action costs this process, with the embedded store, among more and more cases and more and more people. */
const list = (text: string): number[] => text.split(',').map(Number);
const caseSizes = list(process.env.BENCH_CASES ?? '1000,10000,100000,1000000');
const staffSizes = list(process.env.BENCH_STAFF ?? '100,10000,100000');
const usual = { cases: 10_000, staff: 10_000 };
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'mamori-scale-'));

const sizes = [
  ...caseSizes.map((cases) => ({ cases, staff: usual.staff })),
  ...staffSizes.map((staff) => ({ cases: usual.cases, staff })),
].filter((one, at, all) => all.findIndex(({ cases, staff }) => cases === one.cases && staff === one.staff) === at);
const desks: ScaleDesk[] = [];
for (const { cases, staff } of sizes) {
  const desk = await openDesk(folder, cases, staff);
  const { mib, seconds } = desk.filled;
  print(`${cases} cases, ${staff} staff: ${mib.toFixed(0)} MiB in ${seconds.toFixed(0)} s`);
  desks.push(desk);
}
// All of them in each round: what slows one slows all.
for (let round = -2; round < rounds; round++) for (const desk of desks) await desk.round(round >= 0);

const row = (of: readonly ScaleDesk[], name: (desk: ScaleDesk) => string): void => {
  for (const what of ['submit', 'approve', 'home', 'arrive'] as const) {
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
for (const desk of desks.filter(({ cases }) => cases === usual.cases).sort((a, b) => a.staff - b.staff)) {
  const times = await desk.lookups();
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(3);
  print(`who decides, among ${desk.staff} staff: p50 ${at(0.5)}  p99 ${at(0.99)} ms (must be 1)`);
}
mkdirSync(new URL('out/', import.meta.url), { recursive: true });
const results = desks.map(({ cases, staff, costs }) => ({ cases, staff, costs }));
writeFileSync(new URL('out/scale.json', import.meta.url), `${JSON.stringify({ rounds, results }, undefined, 2)}\n`);
for (const desk of desks) await desk.close();
rmSync(folder, { recursive: true, force: true });
