/**
 * PostgreSQL keeps no NUL, which a hostile client may well send in an id. It is written with a character of the
 * private-use area, doubled where that stands for itself, and comes back as it was: the ledger's hashes depend on it.
 */
const mark = '\uE000';
const nul = `${mark}0`;
const itself = `${mark}1`;

const storedText = (text: string): string =>
  text.includes('\0') || text.includes(mark) ? text.replaceAll(mark, itself).replaceAll('\0', nul) : text;

const restoredText = (text: string): string =>
  text.includes(mark) ? text.replaceAll(nul, '\0').replaceAll(itself, mark) : text;

// What is no text for PostgreSQL: NUL and halves of characters, which JSON writes as escapes.
const odd = /\\u0000|\\ud[89a-f]|\uE000/;

/** JSON that PostgreSQL reads, with every text in it as `storedText` writes it. */
const storedJson = (value: unknown): string => {
  const json = JSON.stringify(value);
  if (!odd.test(json)) return json;
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? storedText(wellFormed(each)) : each));
};

// As UTF-8 has it, and so as the ledger has hashed it: half a character becomes U+FFFD.
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** A value among those of a statement; an object goes as JSON. */
export const storedValue = (value: unknown): unknown => {
  if (typeof value === 'string') return storedText(value);
  if (Array.isArray(value)) return value.map(storedValue);
  return typeof value === 'object' && value !== null ? storedJson(value) : value;
};

const restoredJson = (json: string): unknown =>
  json.includes(mark)
    ? JSON.parse(json, (_, each: unknown) => (typeof each === 'string' ? restoredText(each) : each))
    : JSON.parse(json);

/** By the number of the type (pg_type.oid): int8, text and json. The rest comes as the driver reads it. */
export const readers: Readonly<Record<number, (text: string) => unknown>> = {
  20: Number,
  25: restoredText,
  114: restoredJson,
};
