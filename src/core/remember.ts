/** As many answers as a day of work asks for again. */
const most = 2_000;

/** The same answers as `work`, those asked for lately without asking it again: for short keys that come back many times. */
export const remembered = <T>(work: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const fresh = work(key);
    if (known.size >= most) known.clear();
    known.set(key, fresh);
    return fresh;
  };
};
