/** `Map.groupBy`, which Node 20 does not have. */
export const groupBy = <K, T>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> => {
  const map = new Map<K, T[]>();
  for (const row of rows) {
    const name = key(row);
    const list = map.get(name);
    if (list) list.push(row);
    else map.set(name, [row]);
  }
  return map;
};
