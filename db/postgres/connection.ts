import pg from 'pg';
import { within } from '../../src/app/wait.ts';
import type { Database, Patience, Query } from './database.ts';
import { openPool } from './pool.ts';
import { fromDriver } from './sentences.ts';
import { readers, storedValue } from './text.ts';

type Options = {
  /** Most connections of this process. */
  most: number;
  /** How long to wait for a connection, and for a statement that says nothing else (ms). */
  connectMs: number;
  queryMs: number;
};

const getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  (readers[oid] as ReturnType<typeof pg.types.getTypeParser>) ?? pg.types.getTypeParser(oid, format as 'text');

/** Statements on connections of a pool, each with an end to its patience. */
export const connectPool = (url: string, { most, connectMs, queryMs }: Options): Database => {
  const pool = openPool(url, {
    max: most,
    connectMs,
    idleTimeoutMillis: 30_000,
    application_name: 'mamori',
    // The server gives up, too, soon after we have: a statement nobody waits for holds its locks no longer.
    lock_timeout: queryMs,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  });
  const names = new Map<string, string>();

  const asked = (text: string, values: readonly unknown[]) => ({
    name: nameOf(names, text),
    text,
    values: values.map(storedValue),
  });
  const on =
    (client: pg.PoolClient): Query =>
    async <Row>(text: string, values: readonly unknown[] = [], patience?: Patience) => {
      try {
        const answer = within(patience?.ms ?? queryMs, client.query(asked(text, values)));
        return (await answer).rows as Row[];
      } catch (error) {
        throw fromDriver(error);
      }
    };

  return {
    query: (text, values, patience) => pool.run((client) => on(client)(text, values, patience)),
    // Whatever fails in it closes the connection, and with it everything is taken back.
    transaction: (work) =>
      pool.run(async (client) => {
        const query = on(client);
        await query('begin');
        const result = await work(query);
        await query('commit');
        return result;
      }),
    close: pool.close,
  };
};

/** Short names for long texts: each is sent once a connection. */
const nameOf = (names: Map<string, string>, text: string): string => {
  const name = names.get(text) ?? `m${names.size}`;
  names.set(text, name);
  return name;
};
