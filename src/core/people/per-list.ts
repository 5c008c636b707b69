/**
 * Worked out once for each list. The directory of a moment shares most of its lists with the one before, so that a new
 * account costs none of the indexes of 100,000 people.
 */
export const perList = <T, R>(work: (list: readonly T[]) => R) => {
  const known = new WeakMap<readonly T[], R>();
  const keep = <L extends readonly T[]>(list: L, result: R): L => {
    known.set(list, result);
    return list;
  };
  const of = (list: readonly T[]): R => {
    const found = known.get(list);
    if (found !== undefined) return found;
    const result = work(list);
    keep(list, result);
    return result;
  };
  /** `keep`: says beforehand what there is to work out. */
  return { of, keep };
};
