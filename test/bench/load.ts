import { Pool } from 'undici';

export type Shot = { body: string; headers: Record<string, string> };
export type Measured = { rate: number; p50: number; p99: number; refused: number };

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Sends every shot once over so many connections, each waiting for its answer before the next. */
export const fire = async (
  origin: string,
  shots: readonly Shot[],
  connections: number,
  path = '/slack/events',
): Promise<Measured> => {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const times: number[] = [];
  let next = 0;
  let refused = 0;
  const one = async (): Promise<void> => {
    for (let shot = shots[next++]; shot; shot = shots[next++]) {
      const began = performance.now();
      const { statusCode, body } = await pool.request({ path, method: 'POST', ...shot });
      await body.dump();
      times.push(performance.now() - began);
      if (statusCode !== 200) refused += 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  return { rate: shots.length / seconds, p50: at(times, 0.5), p99: at(times, 0.99), refused };
};

export const median = (values: readonly number[]): number =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  );
