import { existsSync, statSync } from 'node:fs';
import { openStore } from '../../db/open.ts';
import { aRequest } from '../support/a-change.ts';

/** Saves one request after the other, and tells of each how much had been noted by the power-cut library when it was acknowledged. */
const [, , url = '', count = '0'] = process.argv;
const log = process.env.MAMORI_CUT_LOG ?? '';
const noted = (): number => (existsSync(log) ? statSync(log).size : 0);

const store = await openStore(url, { lock: true });
process.stdout.write(`0 ${noted()}\n`);
for (let n = 1; n <= Number(count); ) {
  // Alone and in groups, as people press.
  const group = Array.from({ length: 1 + (n % 4) }, (_, at) => n + at);
  const outcomes = await Promise.all(group.map((one) => store.commit(aRequest(`takeout-2026-${one}`))));
  const size = noted();
  for (const [at, outcome] of outcomes.entries())
    if (outcome === 'committed') process.stdout.write(`${group[at]} ${size}\n`);
  n += group.length;
}
// As the power would: nothing is put in order.
process.kill(process.pid, 'SIGKILL');
