import { aDatabase } from './postgres-fixture.ts';

/** Whether this run tells its stories on PostgreSQL: the same tests, before a real server. */
export const onPostgres = process.env.MAMORI_TEST_STORE === 'postgres';

export type Place = { url: string; drop(): Promise<void> };

const databases = new Map<string, Promise<Place>>();

/** Where a test keeps an organization: this file, or in a run on PostgreSQL a database that stands for it. */
export const placeAt = (file: string): Promise<Place> => {
  if (!onPostgres) return Promise.resolve({ url: `file:${file}`, drop: async () => {} });
  const place = databases.get(file) ?? aDatabase({ migrated: true });
  databases.set(file, place);
  return place;
};
