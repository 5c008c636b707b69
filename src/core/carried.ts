import { clip } from './text.ts';

/** As much as the action of a button holds. */
const most = 1000;

type Carried = { readonly [name: string]: unknown };

const shortened = (value: unknown, length: number): unknown => {
  if (typeof value === 'string') return clip(value, length);
  if (Array.isArray(value)) return value.map((each) => shortened(each, length));
  return value && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shortened(each, length)]))
    : value;
};

/** What a button takes along, its texts cut until it fits. */
export const carried = (what: Carried, length = 600): string => {
  const arg = JSON.stringify(shortened(what, length));
  return arg.length <= most || length < 20 ? arg : carried(what, Math.floor(length * 0.7));
};
