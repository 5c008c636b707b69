import { createAdvisors } from '../../src/app/advisors.ts';

/** In a process of its own: how long until the program as it is installed can be asked, and what it holds by then. */
const memory = (): number => {
  global.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};
const before = memory();
const began = performance.now();
const cpu = process.cpuUsage();
const policies = { versions: async () => [], version: async () => undefined, addVersion: async () => false };
const advisor = await createAdvisors({ policies }).now();
const readyMs = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
const rssMiB = memory() - before;
advisor.ask('家で仕事していい?');
process.stdout.write(JSON.stringify({ readyMs, readyCpuMs: (user + system) / 1000, rssMiB }));
