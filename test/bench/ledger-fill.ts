import { appendFileSync } from 'node:fs';
import { openKept } from '../../db/sqlite/keep.ts';
import { ledgerWriter } from '../../db/sqlite/ledger.ts';
import { openSealKey } from '../../src/app/seal-key.ts';
import { makeSeal } from '../../src/app/seals.ts';

const recordsEach = 10;
/** Cases that go on at the same time: a seal of 1,000 records speaks of that many chains. */
const atOnce = 200;
const sealEvery = 1_000;

/** Writes records through the store's own writer, and seals as the bot would, with their copies; only nobody waits for a disk. */
export const fillLedger = (
  { file, key, copies }: { file: string; key: string; copies: string },
  records: number,
  told: (written: number) => void,
): void => {
  const db = openKept(file, {});
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -500000');
  const append = ledgerWriter(db);
  const { privateKey } = openSealKey(key);
  const head = db.prepare<[number], { chain: string; seq: number; hash: string }>(
    'select chain, max(seq) as seq, hash from ledger where id > ? group by chain order by chain',
  );
  const addSeal = db.prepare(
    'insert into seals (number, at, records, root, prev, signature, up_to) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const addHead = db.prepare('insert into seal_heads (number, chain, seq, hash) values (?, ?, ?, ?)');
  const lastId = db.prepare<[], number>('select coalesce(max(id), 0) from ledger').pluck();
  let last: ReturnType<typeof makeSeal> | undefined;
  let sealedTo = 0;

  const seal = (at: string): void => {
    const next = makeSeal(privateKey, last, { records: sealEvery, heads: head.all(sealedTo) }, at);
    sealedTo = lastId.get() ?? 0;
    addSeal.run(next.number, next.at, next.records, next.root, next.prev, next.signature, sealedTo);
    for (const { chain, seq, hash } of next.heads) addHead.run(next.number, chain, seq, hash);
    appendFileSync(copies, `${JSON.stringify(next)}\n`, { mode: 0o600 });
    last = next;
  };

  const round = atOnce * recordsEach;
  const begin = db.prepare('BEGIN');
  const commit = db.prepare('COMMIT');
  begin.run();
  for (let n = 0; n < records; n++) {
    const number = Math.floor(n / round) * atOnce + (n % atOnce);
    const step = Math.floor((n % round) / atOnce);
    const chain = `takeout-2020-${String(number).padStart(8, '0')}`;
    const at = new Date(Date.UTC(2020, 3, 1) + n * 15_000).toISOString();
    const data = { version: step + 1, confidentiality: '2', unit: `u${number % 500}`, from: at.slice(0, 10) };
    const typed = { details: { purpose: `相談会${number}で使うため`, destination: '港町会館' } };
    append(
      {
        chain,
        type: `request.step${step}`,
        actor: `S${number % 997}`,
        subject: chain,
        data,
        ...(step % 3 === 0 && typed),
      },
      at,
    );
    if ((n + 1) % sealEvery === 0) seal(at);
    if ((n + 1) % 100_000 === 0) {
      commit.run();
      // Whatever is read is first looked for in the whole log: with millions of pages in it that took longest of all.
      db.pragma('wal_checkpoint(TRUNCATE)');
      told(n + 1);
      begin.run();
    }
  }
  commit.run();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
};
