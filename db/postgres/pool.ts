import pg from 'pg';
import { eachHost } from './hosts.ts';
import { fromDriver, isReadOnly, Unfit } from './sentences.ts';

export type Pool = {
  /** Works on a connection to the server that may be written to; one on which something failed is closed. */
  run<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Options = Omit<pg.PoolConfig, 'connectionString' | 'connectionTimeoutMillis' | 'onConnect'> & {
  /** How long to look for a connection in all (ms). */
  connectMs: number;
};

/**
 * Connections to the one server, of those the URL names, that may be written to. When it goes away or has become a
 * standby, the next one named is tried: after a failover work goes on where the standby has taken over.
 */
export const openPool = (url: string, { connectMs, ...options }: Options): Pool => {
  const urls = eachHost(url);
  const each = Math.ceil(connectMs / urls.length);
  const pools = urls.map((connectionString) => {
    const onConnect = (client: pg.ClientBase) => assertFit(client, connectMs);
    const pool = new pg.Pool({
      ...options,
      connectionString,
      connectionTimeoutMillis: each,
      keepAlive: true,
      onConnect,
    });
    // What is idle and breaks is replaced without a word.
    pool.on('error', () => undefined);
    return pool;
  });
  let at = 0;
  // A session keeps what it was told when it began: where one may only read, those opened before now may no longer be trusted.
  const sessions = new WeakMap<pg.PoolClient, number>();
  let trusted = 0;

  const takenFrom = async (pool: pg.Pool): Promise<pg.PoolClient> => {
    for (;;) {
      const client = await pool.connect();
      if ((sessions.get(client) ?? trusted) >= trusted) {
        sessions.set(client, trusted);
        return client;
      }
      client.release(true);
    }
  };

  const connect = async (): Promise<pg.PoolClient> => {
    const failures: unknown[] = [];
    while (failures.length < pools.length) {
      const pool = pools[at] as pg.Pool;
      try {
        return await takenFrom(pool);
      } catch (error) {
        failures.push(error);
        if (pool === pools[at]) at = (at + 1) % pools.length;
      }
    }
    // That a standby is one is no news while the other server is being waited for.
    throw fromDriver(failures.find((error) => !(error instanceof Unfit)) ?? failures[0]);
  };

  return {
    run: async (work) => {
      const client = await connect();
      let broken: Error | undefined;
      try {
        return await work(client);
      } catch (error) {
        broken = error as Error;
        if (isReadOnly(error)) trusted += 1;
        throw error;
      } finally {
        client.release(broken);
      }
    },
    close: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
};

/** Asked of every new connection, since a name may lead to another server tomorrow. */
const assertFit = async (client: pg.ClientBase, query_timeout: number): Promise<void> => {
  // One that is cut between two statements of a transaction: the next statement says so, and nobody else needs to.
  client.on('error', () => undefined);
  // Where the server would acknowledge before it has written, a power cut may undo an approval already acknowledged.
  // Plans made while a table was empty read it from end to end long after: an index each time took a third of the
  // server's time per action. Compiling such short statements takes longer than running them.
  const text = `select pg_is_in_recovery() as replica, current_setting('server_encoding') as encoding,
       case when current_setting('synchronous_commit') in ('off', 'local')
         then set_config('synchronous_commit', 'on', false) end,
       set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false)`;
  // A server may stop answering between the greeting and this.
  const asked: pg.QueryConfig & { query_timeout: number } = { text, query_timeout };
  const { rows } = await client.query(asked);
  const [server] = rows;
  if (server.replica)
    throw new Unfit('このPostgreSQLは読み取り専用の複製です。DATABASE_URL を元のほうに向けてください。');
  if (server.encoding !== 'UTF8')
    throw new Unfit(`データベースの文字コードが ${server.encoding} です。UTF8 で作り直してください。`);
};
