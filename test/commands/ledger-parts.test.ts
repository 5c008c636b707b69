import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/sqlite/connection.ts';
import { openKept } from '../../db/sqlite/keep.ts';
import { ledgerWriter } from '../../db/sqlite/ledger.ts';
import { openSealKey, readSealKey } from '../../src/app/seal-key.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { partsInProcesses } from '../../src/commands/verify-in-parts.ts';
import { aShell } from '../support/shell.ts';

const at = '2026-11-02T00:00:00.000Z';
const chains = 7_000;
let shell: Awaited<ReturnType<typeof aShell>>;
let key: string;

/** Three records a chain, sealed; more than one process would read alone. */
beforeAll(async () => {
  shell = await aShell(at);
  key = join(shell.folder, 'seal.key');
  const { privateKey } = openSealKey(key);
  await shell.store(async () => {});
  const db = connect(join(shell.folder, 'mamori.db'), 1_000);
  const add = ledgerWriter(db);
  const fact = (n: number, type: string) => ({
    chain: `takeout-2026-${n}`,
    type,
    actor: 'S001',
    subject: `takeout-2026-${n}`,
    data: { n },
    ...(type === 'a' ? { details: { 目的: `出張${n}` } } : {}),
  });
  db.transaction(() => {
    for (let n = 0; n < chains; n++) for (const type of ['a', 'b', 'c']) add(fact(n, type), at);
  })();
  db.close();
  await shell.store(async ({ ledger }) => ledger.seal(makeSeal(privateKey, undefined, await ledger.unsealed(), at)));
});

/** What somebody with the file does to it, undone afterwards. */
const tampered = async (sql: string, look: () => Promise<void>): Promise<void> => {
  const db = openKept(join(shell.folder, 'mamori.db'), {});
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_master where type = 'trigger' and tbl_name in ('ledger', 'ledger_details')`,
    )
    .all();
  const before = db.prepare<[], { id: number }>('select * from ledger').all();
  const details = db.prepare('select * from ledger_details').all();
  for (const { name } of triggers) db.exec(`drop trigger "${name}"`);
  db.pragma('foreign_keys = off');
  db.exec(sql);
  try {
    await look();
  } finally {
    db.exec('delete from ledger_details; delete from ledger');
    restore(db, 'ledger', before);
    restore(db, 'ledger_details', details);
    for (const trigger of triggers) db.exec(trigger.sql);
    db.close();
  }
};

const restore = (db: Database.Database, table: string, rows: readonly unknown[]): void => {
  const names = Object.keys(rows[0] as object);
  const add = db.prepare(`insert into ${table} (${names.join()}) values (${names.map((name) => `@${name}`).join()})`);
  db.transaction(() => {
    for (const row of rows) add.run(row);
  })();
};

const bothWays = async () => {
  const { publicKey } = readSealKey(key);
  const parts = partsInProcesses(`file:${join(shell.folder, 'mamori.db')}`);
  if (!parts) throw new Error('build first: npm run prepare');
  const heard: number[] = [];
  return shell.store(async ({ ledger }) => {
    const progress = (done: number) => void heard.push(done);
    const apart = await verifyLedger(ledger, publicKey, { parts: { ...parts, atOnce: 3 }, progress });
    expect(await verifyLedger(ledger, publicKey)).toEqual(apart);
    expect(heard.at(-1)).toBe(apart.records);
    return apart;
  });
};

describe('the ledger is verified by several processes at once', () => {
  it('and an untouched one is found so, every record counted once', async () => {
    expect(await bothWays()).toEqual({ records: 3 * chains, seals: 1 });
  });

  const chain = 'takeout-2026-6789';
  it.each([
    ['a changed record', `update ledger set actor = 'S002' where chain = '${chain}' and seq = 2`, 2, 'record-changed'],
    ['a record taken out', `delete from ledger where chain = '${chain}' and seq = 2`, 2, 'record-missing'],
    ['a cut tail', `delete from ledger where chain = '${chain}' and seq = 3`, 3, 'sealed-record-missing'],
    ['a chain that is gone', `delete from ledger where chain = '${chain}'`, 3, 'sealed-record-missing'],
    [
      'changed details',
      `update ledger_details set text = '{}' where record = (select id from ledger where chain = '${chain}' and seq = 1)`,
      1,
      'details-changed',
    ],
    [
      'details that are gone',
      `delete from ledger_details where record = (select id from ledger where chain = '${chain}' and seq = 1)`,
      1,
      'details-missing',
    ],
  ])('and %s is named as by one process', async (_, sql, seq, why) => {
    await tampered(sql, async () => expect((await bothWays()).firstBreak).toEqual({ chain, seq, why }));
  });

  it('and of two breaks the one that comes first in the ledger is named', async () => {
    const sql = `update ledger set actor = 'S002' where chain in ('${chain}', 'takeout-2026-1') and seq = 2`;
    await tampered(sql, async () =>
      expect((await bothWays()).firstBreak).toEqual({ chain: 'takeout-2026-1', seq: 2, why: 'record-changed' }),
    );
  });

  it('and a chain slipped in under an odd name is read too', async () => {
    for (const name of ['', '\u{10ffff}x', ' ']) {
      const sql = `insert into ledger (chain, seq, at, type, actor, on_behalf_of, subject, data, prev, hash)
                   values ('${name}', 7, '', '', '', '', '', '{}', '', '')`;
      await tampered(sql, async () =>
        expect((await bothWays()).firstBreak).toEqual({ chain: name, seq: 1, why: 'record-missing' }),
      );
    }
  });
});
