import type { AccountRef } from '../../src/core/outbound.ts';
import type { Connection } from './connection.ts';

/** When accounts were last used: beside the directory's version, since it decides nothing but where cards go. */
export const seenTable = (db: Connection) => {
  const note = db.prepare(
    `update accounts set seen_at = ?
     where platform = ? and space = ? and user = ? and (seen_at is null or seen_at < ?)`,
  );
  const get = db
    .prepare<[string, string, string], string | null>(
      'select seen_at from accounts where platform = ? and space = ? and user = ?',
    )
    .pluck();
  return {
    note: ({ platform, space, user }: AccountRef, at: string): void => void note.run(at, platform, space, user, at),
    get: ({ platform, space, user }: AccountRef): string | undefined => get.get(platform, space, user) ?? undefined,
  };
};
