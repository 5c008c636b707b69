import { DatabaseError } from 'pg';

const sentences: readonly (readonly [RegExp, string])[] = [
  [/^28/, 'refuses this account: check the user name and the password in DATABASE_URL'],
  [/^3D000/, 'does not have this database: create it, or check its name in DATABASE_URL'],
  [/^53300/, 'has no connection left: raise max_connections, or run fewer processes'],
  [/^53100/, 'cannot write: its disk is full. Make room; nothing else has to be done'],
  [/^53/, 'is out of memory or room'],
  [/^25006/, 'is a replica, which takes no changes. Point DATABASE_URL to the primary'],
  [/^42501/, 'does not let this account do what Mamori needs: make it the owner of the database'],
  [/^XX/, 'reports damage. Restore the last backup'],
];

/** The SQLSTATE of what went wrong; undefined when no server answered. */
export const stateOf = (error: unknown): string | undefined =>
  error instanceof DatabaseError ? error.code : undefined;

/** The statement may have been carried out: whoever asked does not know. */
export const isUnreachable = (error: unknown): boolean => {
  const state = stateOf(error);
  if (state === undefined) return !(error instanceof SyntaxError || error instanceof TypeError);
  // Connections cut, a server that stops or starts, no connection left, a statement that took too long.
  return /^(08|57P0[1-3]|53300|57014)/.test(state);
};

/** Somebody else was faster, or two waited for each other: nothing has been written, and it may be tried at once. */
export const isConflict = (error: unknown): boolean => /^(40001|40P01|23505)$/.test(stateOf(error) ?? '');

/** A sentence for whoever runs the bot. The address is left out: it may carry a password. */
export const explained = (error: unknown): Error => {
  const state = stateOf(error);
  const reason = error instanceof Error ? error.message : String(error);
  const sentence =
    sentences.find(([pattern]) => pattern.test(state ?? ''))?.[1] ??
    (isUnreachable(error) ? 'cannot be reached: check that it runs, and the address in DATABASE_URL' : undefined);
  if (!sentence) return error instanceof Error ? error : new Error(reason);
  return new Error(`PostgreSQL ${sentence} (${state ? `${state}: ` : ''}${reason}).`, { cause: error });
};
