import { pause } from '../../src/app/wait.ts';
import type { Acknowledged } from '../crash/worker.ts';
import { work } from '../crash/worker.ts';
import { patient, type Several } from './several.ts';

export const nothingYet = (): Acknowledged => ({ requests: [], approvals: [], sentences: [] });

export const count = (acknowledged: Acknowledged): number =>
  Object.values(acknowledged).reduce((sum, list) => sum + list.length, 0);

/** Work on all connections until somebody says stop. */
export const startWork = ({ workspace }: Several, acknowledged: Acknowledged, connections: number) => {
  const { slack, store } = workspace;
  let going = true;
  const parts = { slack, store: patient(store), acknowledged, going: () => going, ready: () => Promise.resolve() };
  const working = Array.from({ length: connections }, (_, number) => work(parts, number));
  return async (): Promise<void> => {
    going = false;
    await Promise.all(working);
  };
};

/** Waits for it, and answers how long that took (ms). */
export const until = async (what: () => boolean | Promise<boolean>, ms: number): Promise<number> => {
  const began = Date.now();
  while (!(await what())) {
    if (Date.now() - began > ms) throw new Error(`not within ${ms} ms`);
    await pause(50);
  }
  return Date.now() - began;
};
