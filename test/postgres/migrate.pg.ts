import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import type { Store } from '../../src/app/ports.ts';
import { appendSealCopy } from '../../src/app/seal-copies.ts';
import { openSealKey } from '../../src/app/seal-key.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { run } from '../../src/cli.ts';
import { aCase, aChange, aRequest } from '../support/a-change.ts';
import { aDatabase } from '../support/postgres-fixture.ts';
import { aShell } from '../support/shell.ts';

const at = '2026-06-01T01:00:00.000Z';
const requests = 3_000;

type Shell = Awaited<ReturnType<typeof aShell>>;
let shell: Shell;
let target: Awaited<ReturnType<typeof aDatabase>>;
const complaints: string[] = [];

const sealNow = async (store: Store): Promise<void> => {
  const { privateKey } = openSealKey(`${shell.folder}/seal.key`);
  const seal = makeSeal(privateKey, await store.ledger.lastSeal(), await store.ledger.unsealed(), at);
  await store.ledger.seal(seal);
  await appendSealCopy(`${shell.folder}/seals.jsonl`, seal);
};

beforeEach(async () => {
  complaints.length = 0;
  shell = await aShell(at, { SEAL_KEY_FILE: '' });
  const { folder, open } = shell;
  shell.open = async () => {
    const inner = await open();
    return { ...inner, config: { ...inner.config, sealKeyFile: `${folder}/seal.key` } };
  };
  target = await aDatabase();
  await shell.store(async (store) => {
    const people = Array.from({ length: 500 }, (_, n) => ({ id: `S${n}`, name: `見本 ${n}`, email: '', phone: '' }));
    await store.commit(aChange({ directory: { people } }));
    await store.setMark('odd', 'ゼロ\u0000と\uE000');
    await store.replaceContacts([
      { order: 1, organization: '見本', role: '窓口', name: '見本 一', phone: '000', email: '' },
    ]);
    await Promise.all(
      Array.from({ length: requests }, (_, n) =>
        store.commit(
          aRequest(`takeout-2026-${n}`, {
            cases: [
              {
                next: aCase({ id: `takeout-2026-${n}`, state: { odd: randomBytes(8).toString('latin1') } }),
                expected: 0,
              },
            ],
          }),
        ),
      ),
    );
    await sealNow(store);
    await store.nextNumber('takeout/2026');
    await store.commit(aChange({ facts: [{ chain: 'org', type: 'x', actor: 'clock', subject: 'org', data: {} }] }));
  });
});
afterEach(() => target.drop());

const migrate = (): Promise<number> =>
  run(['migrate', '--from', `file:${shell.folder}/mamori.db`, '--to', target.url], shell.open, (line) =>
    complaints.push(line),
  );

it('a living organization moves over: everything is there, the ledger verifies, and work goes on', async () => {
  expect(await migrate(), complaints.join(' ')).toBe(0);
  const said = shell.said();
  expect(said).toContain(`移す前の記録 ${requests + 1} 件、封印 1 個を確かめました`);
  expect(said).toContain(`移した後の記録 ${requests + 1} 件、封印 1 個を確かめました`);
  expect(said).toContain(`cases: ${requests} / ${requests}`);

  const before = await openStore(`file:${shell.folder}/mamori.db`, { lock: false });
  const after = await openStore(target.url, { lock: true });
  expect(await after.directory()).toEqual(await before.directory());
  const filter = { limit: requests };
  expect(await after.findCases(filter)).toEqual(await before.findCases(filter));
  expect(await after.ledger.records(undefined, 10_000)).toEqual(await before.ledger.records(undefined, 10_000));
  expect(await after.ledger.detailsOf('takeout-2026-7')).toEqual(await before.ledger.detailsOf('takeout-2026-7'));
  expect(await after.ledger.seals(0, 100)).toEqual(await before.ledger.seals(0, 100));
  expect(await after.contacts()).toEqual(await before.contacts());
  expect(await after.mark('odd')).toBe('ゼロ\u0000と\uE000');
  expect(await after.ledger.unsealed()).toEqual(await before.ledger.unsealed());

  expect(await after.nextNumber('takeout/2026')).toBe(2);
  expect(await after.commit(aRequest('takeout-2026-new'))).toBe('committed');
  expect(await after.ledger.recordsOf('takeout-2026-new')).toHaveLength(1);
  await before.close();
  await after.close();
});

it('nothing moves into a database that is in use, nor while the bot runs, nor with a ledger somebody changed', async () => {
  const running = await openStore(`file:${shell.folder}/mamori.db`, { lock: true });
  expect(await migrate()).toBe(1);
  await running.close();

  const taken = await openStore(target.url, { lock: true });
  await taken.commit(aRequest('takeout-2026-1'));
  expect(await migrate()).toBe(1);
  expect(complaints.at(-1)).toContain('もう記録があります');
  await taken.close();
  await target.drop();
  target = await aDatabase();

  const db = new Database(`${shell.folder}/mamori.db`);
  db.exec(`drop trigger ledger_never_changes; update ledger set actor = 'S999' where chain = 'takeout-2026-5'`);
  db.close();
  expect(await migrate()).toBe(1);
  expect(complaints.at(-1)).toContain('takeout-2026-5 の 1 番');
  const still = await openStore(target.url, { lock: true });
  expect(await still.findCases({})).toEqual([]);
  await still.close();
});
