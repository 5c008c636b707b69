import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '../../db/postgres/store.ts';
import type { Store } from '../../src/app/ports.ts';
import type { StoreFixture } from './store-contract.ts';

/** Address of a server where databases may be made and dropped; without it, what needs a real one says so and looks at nothing. */
export const postgresServer: string | undefined = process.env.MAMORI_PG_URL;

const administer = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: postgresServer });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/** A database of one's own on the real server; not migrated yet. */
export const aDatabase = async (): Promise<{ url: string; drop(): Promise<void> }> => {
  const name = `mamori_${randomBytes(6).toString('hex')}`;
  await administer((client) => client.query(`create database ${name} template template0 encoding 'UTF8'`));
  const url = new URL(postgresServer ?? '');
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
};

export const postgresFixture = async (): Promise<StoreFixture & { url: string }> => {
  const { url, drop } = await aDatabase();
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
