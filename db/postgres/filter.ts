/** One condition a filter may carry; `?` is where its value goes. */
export type Condition<Filter> = { on: (filter: Filter) => unknown; sql: string };

/** The conditions a filter carries, as SQL and its values in order. */
export const filtered = <Filter>(conditions: readonly Condition<Filter>[], filter: Filter) => {
  const used = conditions.map((c) => ({ sql: c.sql, value: c.on(filter) })).filter((c) => c.value !== undefined);
  const where = ['true', ...used.map(({ sql }, at) => sql.replace('?', `$${at + 1}`))].join(' and ');
  return { where, values: used.map(({ value }) => value) };
};
