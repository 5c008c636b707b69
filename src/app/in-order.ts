/** What is named alike is done one after the other, in this process; what is not goes its own way. */
export const createInOrder = () => {
  const last = new Map<string, Promise<unknown>>();
  return <T>(name: string | undefined, work: () => Promise<T>): Promise<T> => {
    if (name === undefined) return work();
    const run = (last.get(name) ?? Promise.resolve()).then(work, work);
    const settled = run
      .catch(() => undefined)
      .finally(() => {
        if (last.get(name) === settled) last.delete(name);
      });
    last.set(name, settled);
    return run;
  };
};
