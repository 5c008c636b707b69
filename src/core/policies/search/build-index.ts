import type { DigestEntry } from '../digest.ts';
import { CHANNELS, type Channel, type Features, featuresOf } from './features.ts';
import type { Lexicon } from './lexicon.ts';
import { addEntry, type Entries, newEntries, type Postings, packPostings } from './postings.ts';

/** One channel: its features, how rare each is, and the clauses it stands in. */
export type ChannelIndex = {
  ids: ReadonlyMap<string, number>;
  rarity: Float64Array;
  clauses: Postings;
  /** Rarity of a feature nobody ever wrote. */
  unseen: number;
};

export type SearchIndex = {
  /** In the order the clauses are numbered by. */
  entries: readonly Pick<DigestEntry, 'id' | 'action'>[];
  lexicon: Lexicon;
  asking: RegExp;
  channels: Record<Channel, ChannelIndex>;
};

/** How much a word counts by where it stands. */
const FIELDS = { title: 3, things: 2.5, asks: 0.7, plain: 1.2, official: 0.6 } as const;
type Field = keyof typeof FIELDS;
/** A word said twice says hardly more than once. */
const SATURATION = 0.6;
const LENGTH_SHARE = 0.3;
/** A clause is also about what the clause above it is about. */
const INHERITED = 0.1;
/** Rare words count more than plain idf lets them. */
const RARITY_POWER = 1.3;

const fieldsOf = (entry: DigestEntry, official: string | undefined): (readonly [Field, string])[] => [
  ['title', entry.title],
  ['title', entry.titleEn ?? ''],
  ...entry.things.map((thing) => ['things', thing] as const),
  ...[...entry.asks, ...(entry.asksEn ?? [])].map((ask) => ['asks', ask] as const),
  ['plain', entry.plain],
  ['plain', entry.plainEn ?? ''],
  ['official', official ?? ''],
];

type ChannelBuilder = {
  ids: Map<string, number>;
  /** In how many clauses each feature stands. */
  spread: number[];
  clauses: Entries;
  bag: Map<number, number>;
  /** Of clauses that others stand under: their own words, for those. */
  kept: Map<number, Map<number, number>>;
  lengths: number[];
};

const idOf = ({ ids, spread }: ChannelBuilder, name: string): number => {
  const known = ids.get(name);
  if (known !== undefined) return known;
  spread.push(0);
  ids.set(name, spread.length - 1);
  return spread.length - 1;
};

const addText = (builder: ChannelBuilder, features: ReadonlyMap<string, number>, weight: number): void => {
  for (const [name, tf] of features) {
    const id = idOf(builder, name);
    builder.bag.set(id, (builder.bag.get(id) ?? 0) + tf * weight);
  }
};

/** Closes the clause: what it has of its own, and a little of the clause above it. */
const endClause = (builder: ChannelBuilder, clause: number, parent: number, keep: boolean): void => {
  const { bag, kept, clauses, spread, lengths } = builder;
  if (keep) kept.set(clause, new Map(bag));
  for (const [id, tf] of kept.get(parent) ?? []) bag.set(id, (bag.get(id) ?? 0) + tf * INHERITED);
  let length = 0;
  for (const [id, tf] of bag) {
    length += tf;
    addEntry(clauses, id, clause, tf);
    spread[id] = (spread[id] as number) + 1;
  }
  lengths.push(length);
  bag.clear();
};

const saturate = ({ texts, weights }: Entries, lengths: readonly number[]): void => {
  const average = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1) || 1;
  for (let at = 0; at < weights.length; at++) {
    const tf = weights[at] as number;
    const length = (lengths[texts[at] as number] as number) / average;
    weights[at] = tf / (tf + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length));
  }
};

const rarityOf = (df: number, count: number): number => Math.log(1 + (count - df + 0.5) / (df + 0.5)) ** RARITY_POWER;

const finish = (builder: ChannelBuilder, clauseCount: number): ChannelIndex => {
  const { ids, spread, clauses } = builder;
  const rarity = Float64Array.from(spread, (df) => rarityOf(df, clauseCount));
  saturate(clauses, builder.lengths);
  return {
    ids,
    rarity,
    clauses: packPostings(clauses, spread.length),
    unseen: rarityOf(0, clauseCount),
  };
};

/**
 * Everything ready to be asked, from digest, vocabulary and, where imported, the official text. It takes about a second in all,
 * clause by clause: whoever has others waiting lets them go first between two.
 */
export function* indexing(
  entries: readonly DigestEntry[],
  lexicon: Lexicon,
  asking: RegExp,
  parents: ReadonlyMap<string, string>,
  official?: ReadonlyMap<string, string>,
): Generator<undefined, SearchIndex> {
  const builders = CHANNELS.map(
    (): ChannelBuilder => ({
      ids: new Map(),
      spread: [],
      clauses: newEntries(),
      bag: new Map(),
      kept: new Map(),
      lengths: [],
    }),
  );
  const take = (field: Field, features: Features): void => {
    builders.forEach((builder, at) => {
      addText(builder, features.channels[CHANNELS[at] as Channel], FIELDS[field]);
    });
  };
  const place = new Map(entries.map(({ id }, at) => [id, at]));
  const parentOf = Int32Array.from(entries, ({ id }) => place.get(parents.get(id) ?? '') ?? -1);
  const hasChildren = new Uint8Array(entries.length);
  for (const parent of parentOf) if (parent >= 0) hasChildren[parent] = 1;
  for (const [clause, entry] of entries.entries()) {
    yield;
    for (const [field, text] of fieldsOf(entry, official?.get(entry.id)))
      if (text.trim() !== '') take(field, featuresOf(text, lexicon, asking));
    for (const builder of builders) endClause(builder, clause, parentOf[clause] as number, hasChildren[clause] === 1);
  }
  const channels: Partial<Record<Channel, ChannelIndex>> = {};
  for (const [at, channel] of CHANNELS.entries()) {
    yield;
    channels[channel] = finish(builders[at] as ChannelBuilder, entries.length);
  }
  return {
    entries: entries.map(({ id, action }) => ({ id, action })),
    lexicon,
    asking,
    channels: channels as Record<Channel, ChannelIndex>,
  };
}
