import { randomBytes } from 'node:crypto';

/** 16 random bytes as hex; fetched by the hundred, for each fetch costs more than a statement. */
export const saltSource = (): (() => string) => {
  let pool = '';
  let used = 0;
  return () => {
    if (used === pool.length) {
      pool = randomBytes(16 * 100).toString('hex');
      used = 0;
    }
    used += 32;
    return pool.slice(used - 32, used);
  };
};
