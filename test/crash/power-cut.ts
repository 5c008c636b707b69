/** What a process did to its files, as the library of `power-cut.c` notes it; `end`: where in its notes the step ends. */
export type Step = { end: number; name: string } & (
  | { kind: 'write'; offset: number; bytes: Buffer }
  | { kind: 'truncate'; length: number }
  | { kind: 'sync' | 'delete' }
);

export const stepsOf = (notes: Buffer): Step[] => {
  const steps: Step[] = [];
  for (let at = 0; at < notes.length; ) {
    const line = notes.indexOf('\n', at);
    const [kind, name = '', one = '0', other = '0'] = notes.subarray(at, line).toString().split(' ');
    at = line + 1;
    if (kind === 'W') {
      const bytes = notes.subarray(at, at + Number(other));
      at += bytes.length;
      steps.push({ kind: 'write', end: at, name, offset: Number(one), bytes });
    } else if (kind === 'T') steps.push({ kind: 'truncate', end: at, name, length: Number(one) });
    else steps.push({ kind: kind === 'D' ? 'delete' : 'sync', end: at, name });
  }
  return steps;
};

/** One file after these steps. */
const after = (steps: readonly Step[]): Buffer => {
  const most = steps.reduce((size, step) => Math.max(size, endOf(step)), 0);
  const file = Buffer.alloc(most);
  let length = 0;
  for (const step of steps) {
    if (step.kind === 'write') step.bytes.copy(file, step.offset);
    if (step.kind === 'truncate') file.fill(0, step.length);
    length = step.kind === 'truncate' ? step.length : Math.max(length, endOf(step));
  }
  return file.subarray(0, length);
};

const endOf = (step: Step): number =>
  step.kind === 'write' ? step.offset + step.bytes.length : step.kind === 'truncate' ? step.length : 0;

/** What lies on the disk when the power goes after these steps: what was synced, and of the rest what `keeps` says. */
export const leftBy = (steps: readonly Step[], keeps: () => boolean): Map<string, Buffer> => {
  const disk = new Map<string, Buffer>();
  for (const name of new Set(steps.map((step) => step.name))) {
    // A deletion is made to last by syncing the folder, which nobody watches here: it counts at once.
    const gone = steps.findLastIndex((step) => step.name === name && step.kind === 'delete');
    const own = steps.slice(gone + 1).filter((step) => step.name === name);
    // What processes share is made anew by whoever comes first.
    if (own.length === 0 || name.endsWith('-shm')) continue;
    const lastSync = own.findLastIndex(({ kind }) => kind === 'sync');
    disk.set(name, after(own.filter((_, at) => at <= lastSync || keeps())));
  }
  return disk;
};
