import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '../../db/postgres/store.ts';
import type { Store } from '../../src/app/ports.ts';
import type { StoreFixture } from './store-contract.ts';

const administer = async (server: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/** As the migrations leave it, copied where that is all a test wants: a tenth of the time it takes to migrate. */
const pattern = 'mamori_pattern';

export const makePattern = async (server: string): Promise<void> => {
  await administer(server, async (client) => {
    await client.query(`drop database if exists ${pattern}`);
    await client.query(`create database ${pattern} template template0 encoding 'UTF8'`);
  });
  const url = new URL(server);
  url.pathname = `/${pattern}`;
  const store = await openPostgres(url.href, { bot: false });
  await store.close();
};

type Wanted = {
  server?: string | undefined;
  migrated?: boolean;
  /** A copy of this one, which nobody uses meanwhile. */
  of?: string | undefined;
};

/** A database of one's own on a real server where databases may be made and dropped. */
export const aDatabase = async (wanted: Wanted = {}): Promise<{ url: string; drop(): Promise<void> }> => {
  const server = wanted.server ?? process.env.MAMORI_PG_URL ?? '';
  const name = `mamori_${randomBytes(6).toString('hex')}`;
  const copied = wanted.of ? new URL(wanted.of).pathname.slice(1) : wanted.migrated ? pattern : undefined;
  const from = copied ? `template ${copied} strategy file_copy` : `template template0 encoding 'UTF8'`;
  await administer(server, (client) => client.query(`create database ${name} ${from}`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(server, (client) => client.query(`drop database if exists ${name} with (force)`)),
  };
};

export const postgresFixture = async (): Promise<StoreFixture & { url: string }> => {
  const { url, drop } = await aDatabase({ migrated: true });
  const opened: Store[] = [];
  const another = async (): Promise<Store> => {
    const store = await openPostgres(url, { bot: true });
    opened.push(store);
    return store;
  };
  return {
    url,
    store: await another(),
    another,
    clear: async () => {
      for (const store of opened) await store.close();
      await drop();
    },
  };
};
