import pg from 'pg';
import type { Database, Patience, Query } from './database.ts';
import { fromDriver, Unfit } from './sentences.ts';
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

/** A pool of connections to a server. What is idle and breaks is replaced without a word. */
export const connectPool = (url: string, { most, connectMs, queryMs }: Options): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: 'mamori',
    // The server gives up, too, soon after we have: a statement nobody waits for holds its locks no longer.
    lock_timeout: queryMs,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
    onConnect: assertFit,
  });
  pool.on('error', () => undefined);
  const names = new Map<string, string>();

  const asked = (text: string, values: readonly unknown[], patience: Patience | undefined) => ({
    name: nameOf(names, text),
    text,
    values: values.map(storedValue),
    query_timeout: patience?.ms ?? queryMs,
  });
  const on =
    (client: pg.Pool | pg.PoolClient): Query =>
    async <Row>(text: string, values: readonly unknown[] = [], patience?: Patience) => {
      try {
        return (await client.query(asked(text, values, patience))).rows as Row[];
      } catch (error) {
        throw fromDriver(error);
      }
    };

  return {
    query: on(pool),
    transaction: async (work) => {
      const client = await pool.connect().catch((error: unknown) => {
        throw fromDriver(error);
      });
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work(on(client));
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((failed: Error) => {
          broken = failed;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
};

/** Short names for long texts: each is sent once a connection. */
const nameOf = (names: Map<string, string>, text: string): string => {
  const name = names.get(text) ?? `m${names.size}`;
  names.set(text, name);
  return name;
};

/** Asked of every new connection, since a name may lead to another server tomorrow. */
const assertFit = async (client: pg.ClientBase): Promise<void> => {
  // One that is cut between two statements of a transaction: the next statement says so, and nobody else needs to.
  client.on('error', () => undefined);
  // Where the server would acknowledge before it has written, a power cut may undo an approval already acknowledged.
  // Plans made while a table was empty read it from end to end long after: an index each time took a third of the
  // server's time per action. Compiling such short statements takes longer than running them.
  const { rows } = await client.query(
    `select pg_is_in_recovery() as replica, current_setting('server_encoding') as encoding,
       case when current_setting('synchronous_commit') in ('off', 'local')
         then set_config('synchronous_commit', 'on', false) end,
       set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false)`,
  );
  const [server] = rows;
  if (server.replica)
    throw new Unfit('このPostgreSQLは読み取り専用の複製です。DATABASE_URL を元のほうに向けてください。');
  if (server.encoding !== 'UTF8')
    throw new Unfit(`データベースの文字コードが ${server.encoding} です。UTF8 で作り直してください。`);
};
