import { makePattern } from '../support/postgres-fixture.ts';
import { startPostgres } from '../support/postgres-server.ts';

/** One server for all files, unless there is one already. Those that restart it bring their own. */
export const setup = async (): Promise<(() => Promise<void>) | undefined> => {
  const given = process.env.MAMORI_PG_URL;
  const server = given === undefined ? await startPostgres() : undefined;
  const url = server?.url ?? given ?? '';
  process.env.MAMORI_PG_URL = url;
  await makePattern(url);
  return server?.clear;
};
