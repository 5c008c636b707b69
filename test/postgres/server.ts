import { startPostgres } from '../support/postgres-server.ts';

/** One server for all files, unless there is one already. Those that restart it bring their own. */
export const setup = async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env.MAMORI_PG_URL) return undefined;
  const server = await startPostgres();
  process.env.MAMORI_PG_URL = server.url;
  return server.clear;
};
