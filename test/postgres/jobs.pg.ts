import { expect, it } from 'vitest';
import { openJobs } from '../../db/postgres/jobs.ts';
import { aDatabase } from '../support/postgres-fixture.ts';

it('processes that begin together on a new database all come up, while the first of them already work', async () => {
  const faults: unknown[] = [];
  for (let round = 0; round < 4; round++) {
    const { url, drop } = await aDatabase();
    const many = await Promise.all(Array.from({ length: 4 }, () => openJobs(url, (fault) => faults.push(fault))));
    let done = 0;
    const work = async (): Promise<void> => void done++;
    const begun = many.map(async (shifts) => {
      for (const name of ['one', 'two', 'three']) {
        const now = await shifts.share(name, 1, work);
        await now();
      }
    });
    expect((await Promise.allSettled(begun)).filter(({ status }) => status === 'rejected')).toEqual([]);
    await Promise.all(many.map((shifts) => shifts.stop()));
    await drop();
    expect(done).toBeGreaterThan(0);
  }
  expect(faults.map((fault) => (fault as { code?: string }).code).filter((code) => code !== '40P01')).toEqual([]);
});
