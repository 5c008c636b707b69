import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrationsFolder } from '../../db/migrations-folder.ts';
import { backupStore, openStore } from '../../db/open.ts';
import { openKept } from '../../db/sqlite/keep.ts';
import type { Store } from '../../src/app/ports.ts';
import { aChange, aRequest } from '../support/a-change.ts';

let folder: string;
let file: string;
const opened: Store[] = [];
const open = async (lock = true): Promise<Store> => {
  const store = await openStore(`file:${file}`, { lock });
  opened.push(store);
  return store;
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mamori-file-'));
  file = join(folder, 'data', 'mamori.db');
});
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
  rmSync(folder, { recursive: true });
});

describe('promise 15: opening a database', () => {
  it('makes the folder and the file, for the account of the bot alone', async () => {
    await open();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    expect(statSync(`${file}-wal`).mode & 0o777).toBe(0o600);
  });

  it('keeps what was saved over a restart', async () => {
    const store = await open();
    await store.commit(aRequest('takeout-2026-1'));
    await store.close();
    expect(await (await open()).loadCase('takeout-2026-1')).toBeDefined();
  });

  it('says what a right URL looks like', async () => {
    for (const url of ['mysql://u:secret@h/d', 'data/mamori.db', 'file:', 'file::memory:']) {
      const failed = openStore(url, { lock: true });
      await expect(failed).rejects.toThrow('DATABASE_URL は file:data/mamori.db か');
      await expect(failed).rejects.not.toThrow('secret');
    }
  });

  it('says so when the file is no database, cut short, zeroed at its start or damaged inside', async () => {
    const store = await open();
    await Promise.all(Array.from({ length: 300 }, (_, n) => store.commit(aRequest(`takeout-2026-${n}`))));
    await store.close();
    const sound = readFileSync(file);
    const spoilt: Record<string, () => void> = {
      'no database': () => writeFileSync(file, 'これはデータベースではありません'.repeat(100)),
      zeroed: () => void writeSync(openSync(file, 'r+'), Buffer.alloc(100), 0, 100, 0),
      cut: () => truncateSync(file, sound.length - 3 * 4_096),
      damaged: () => void writeSync(openSync(file, 'r+'), Buffer.alloc(4_096 * 8, 7), 0, 4_096 * 8, 4_096 * 20),
    };
    for (const spoil of Object.values(spoilt)) {
      writeFileSync(file, sound);
      spoil();
      await expect(open()).rejects.toThrow(
        /mamori\.db は壊れているか、データベースではありません。最後の控えを戻してください/,
      );
    }
    writeFileSync(file, sound);
    expect(await (await open()).findCases({ limit: 1_000 })).toHaveLength(300);
  });

  it('refuses a database that a newer version has written', async () => {
    await (await open()).close();
    const db = openKept(file, {});
    db.exec(`insert into "__drizzle_migrations" (hash, created_at) values ('from the future', 9999999999999)`);
    db.close();
    await expect(open()).rejects.toThrow('より新しい版の守りが書いたものです');
  });

  it('migrates a database of every older version, or leaves it as it was', async () => {
    await (await open()).close();
    const all = readMigrationFiles({ migrationsFolder: migrationsFolder('sqlite') });
    // What the last step that makes something new makes is in its way already: the steps before it must be undone with it.
    const made = all.flatMap(({ sql }, step) =>
      sql.flatMap((statement) => {
        const [, kind = '', name = ''] = /create (table|trigger)\s+[`"]?(\w+)/iu.exec(statement) ?? [];
        return name === '' ? [] : [{ step, kind, name }];
      }),
    );
    const isNew = made.filter((one, at) => made.findIndex(({ name }) => name === one.name) === at);
    const { step: making, kind, name } = isNew.at(-1) ?? { step: -1, kind: '', name: '' };
    const obstacle = kind.toLowerCase() === 'table' ? '(x)' : 'before delete on ledger begin select 1; end';
    for (let version = 1; version < all.length; version += 1) {
      rmSync(file);
      const old = openKept(file, {});
      for (const statement of all.slice(0, version).flatMap(({ sql }) => sql)) old.exec(statement);
      old.exec('create table "__drizzle_migrations" (id integer primary key, hash text, created_at numeric)');
      for (const { hash } of all.slice(0, version))
        old.prepare('insert into "__drizzle_migrations" (hash) values (?)').run(hash);
      if (version <= making) {
        old.exec(`create ${kind} ${name} ${obstacle}`);
        await expect(open()).rejects.toThrow('already exists');
        expect(old.prepare('select count(*) from "__drizzle_migrations"').pluck().get()).toBe(version);
        old.exec(`drop ${kind} ${name}`);
      }
      old.close();
      const store = await open();
      expect(await store.commit(aRequest(`takeout-${version}`))).toBe('committed');
      await store.close();
    }
  });
});

describe('promise 15: one bot on a database', () => {
  const children: ChildProcess[] = [];
  const startBot = async (): Promise<ChildProcess> => {
    const held = `import { openStore } from './db/open.ts';
      await openStore(${JSON.stringify(`file:${file}`)}, { lock: true });
      process.stdout.write('open');
      setInterval(() => undefined, 60_000);`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', held];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout!, 'data');
    return child;
  };
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('a second bot refuses to start, and a command works beside the first', async () => {
    const bot = await open();
    await expect(open()).rejects.toThrow('もう別の守りが動いています');
    const command = await open(false);
    expect(await command.commit(aRequest('takeout-2026-1'))).toBe('committed');
    expect(await bot.loadCase('takeout-2026-1')).toBeDefined();
  });

  it('a bot killed with -9 leaves no lock behind', async () => {
    const child = await startBot();
    await expect(open()).rejects.toThrow('もう別の守りが動いています');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await (await open()).commit(aRequest('takeout-2026-1'))).toBe('committed');
  });

  it('a command does not migrate under a bot of an older version', async () => {
    const bot = await open();
    const db = openKept(file, {});
    const last = db.prepare(
      'delete from "__drizzle_migrations" where id = (select max(id) from "__drizzle_migrations")',
    );
    last.run();
    db.close();
    await expect(open(false)).rejects.toThrow('もう別の守りが動いています');
    expect(await bot.commit(aChange())).toBe('committed');
  });
});

describe('the ledger in the file', () => {
  it('can be neither changed nor deleted, and details can only be erased', async () => {
    const store = await open();
    await store.commit(aRequest('takeout-2026-1'));
    await store.ledger.seal({
      number: 1,
      at: '',
      records: 1,
      root: '',
      prev: '',
      signature: '',
      heads: [{ chain: 'takeout-2026-1', seq: 1, hash: '' }],
    });
    const db = openKept(file, {});
    for (const table of ['ledger', 'seals', 'seal_heads']) {
      const column = table === 'ledger' ? 'actor' : table === 'seals' ? 'root' : 'hash';
      expect(() => db.exec(`update ${table} set ${column} = 'x'`)).toThrow('never changed');
      expect(() => db.exec(`delete from ${table}`)).toThrow(/never deleted|FOREIGN KEY/);
    }
    expect(() => db.exec(`update ledger_details set text = 'x'`)).toThrow('erased, never changed');
    expect(() => db.exec('delete from ledger_details')).toThrow('erased, never deleted');
    db.exec('update ledger_details set text = null');
    expect((await store.ledger.detailsOf('takeout-2026-1'))[0]?.text).toBeNull();
    db.close();
  });
});

describe('a backup', () => {
  it('made while people work is whole, opens, and holds no less than what was there when it began', async () => {
    const store = await open();
    let saved = 0;
    const work = async (): Promise<void> => {
      for (let n = 0; n < 400; n += 1)
        if ((await store.commit(aRequest(`takeout-2026-${n}`))) === 'committed') saved += 1;
    };
    const target = join(folder, 'copy.db');
    const working = work();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const before = saved;
    await backupStore(`file:${file}`, target);
    await working;
    expect(existsSync(`${target}-wal`)).toBe(false);
    expect(statSync(target).mode & 0o777).toBe(0o600);
    const copy = await openStore(`file:${target}`, { lock: true });
    opened.push(copy);
    const cases = await copy.findCases({ limit: 1_000 });
    expect(cases.length).toBeGreaterThanOrEqual(before);
    expect(await copy.ledger.records(undefined, 1_000)).toHaveLength(cases.length);
  });

  it('never overwrites a file, and says when there is nothing to copy', async () => {
    const target = join(folder, 'copy.db');
    await expect(backupStore(`file:${file}`, target)).rejects.toThrow('控えを取るデータベース');
    await open();
    writeFileSync(target, 'precious');
    await expect(backupStore(`file:${file}`, target)).rejects.toThrow('はもうあります');
    expect(readFileSync(target, 'utf8')).toBe('precious');
  });
});
