import type { DigestEntry } from '../digest.ts';
import { CHANNELS, type Channel, type Features, featuresOf } from './features.ts';
import type { Lexicon } from './lexicon.ts';

export type Postings = { texts: Int32Array; weights: Float32Array };

/** One channel: for each feature its rarity, the asks it stands in and the clauses it stands in. */
export type ChannelIndex = {
  rarity: Map<string, number>;
  asks: Map<string, Postings>;
  clauses: Map<string, Postings>;
  /** Rarity of a feature nobody ever wrote. */
  unseen: number;
};

export type SearchIndex = {
  entries: readonly DigestEntry[];
  lexicon: Lexicon;
  asking: RegExp;
  channels: Record<Channel, ChannelIndex>;
  /** The clause (its place in `entries`) an ask belongs to. */
  clauseOf: Int32Array;
  askCount: number;
  parentOf: Int32Array;
  hasChildren: Uint8Array;
};

/** How much a word counts by where it stands. */
const FIELDS = { title: 3, things: 2, asks: 1, plain: 1.2, official: 0.6 } as const;
const SATURATION = 1.2;

type Doc = { clause: number; features: Features };

const fieldsOf = (entry: DigestEntry, official: string | undefined): [keyof typeof FIELDS, string][] => [
  ['title', `${entry.title} ${entry.titleEn ?? ''}`],
  ...entry.things.map((thing): [keyof typeof FIELDS, string] => ['things', thing]),
  ...[...entry.asks, ...(entry.asksEn ?? [])].map((ask): [keyof typeof FIELDS, string] => ['asks', ask]),
  ['plain', entry.plain],
  ['plain', entry.plainEn ?? ''],
  ...(official ? [['official', official] as [keyof typeof FIELDS, string]] : []),
];

const rarityOf = (docFrequency: ReadonlyMap<string, number>, count: number): Map<string, number> => {
  const rarity = new Map<string, number>();
  for (const [name, df] of docFrequency) rarity.set(name, Math.log(1 + (count - df + 0.5) / (df + 0.5)));
  return rarity;
};

const pack = (lists: ReadonlyMap<string, { texts: number[]; weights: number[] }>): Map<string, Postings> => {
  const packed = new Map<string, Postings>();
  for (const [name, { texts, weights }] of lists)
    packed.set(name, { texts: Int32Array.from(texts), weights: Float32Array.from(weights) });
  return packed;
};

const append = (
  lists: Map<string, { texts: number[]; weights: number[] }>,
  name: string,
  text: number,
  weight: number,
): void => {
  const list = lists.get(name) ?? { texts: [], weights: [] };
  list.texts.push(text);
  list.weights.push(weight);
  lists.set(name, list);
};

const askPostings = (
  asks: readonly Doc[],
  channel: Channel,
  rarity: ReadonlyMap<string, number>,
): Map<string, Postings> => {
  const lists = new Map<string, { texts: number[]; weights: number[] }>();
  asks.forEach(({ features }, text) => {
    const weighed = [...features.channels[channel]].map(([name, tf]) => [name, tf * (rarity.get(name) ?? 0)] as const);
    const norm = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    for (const [name, weight] of weighed) append(lists, name, text, weight / norm);
  });
  return pack(lists);
};

const clausePostings = (bags: readonly Map<string, number>[]): Map<string, Postings> => {
  const lists = new Map<string, { texts: number[]; weights: number[] }>();
  bags.forEach((bag, clause) => {
    for (const [name, tf] of bag) append(lists, name, clause, tf / (tf + SATURATION));
  });
  return pack(lists);
};

const channelIndex = (
  channel: Channel,
  asks: readonly Doc[],
  fields: readonly (Doc & { weight: number })[],
  count: number,
): ChannelIndex => {
  const bags = Array.from({ length: count }, () => new Map<string, number>());
  for (const { clause, features, weight } of fields) {
    const bag = bags[clause];
    if (bag) for (const [name, tf] of features.channels[channel]) bag.set(name, (bag.get(name) ?? 0) + tf * weight);
  }
  const docFrequency = new Map<string, number>();
  for (const bag of bags) for (const name of bag.keys()) docFrequency.set(name, (docFrequency.get(name) ?? 0) + 1);
  const rarity = rarityOf(docFrequency, count);
  return {
    rarity,
    asks: askPostings(asks, channel, rarity),
    clauses: clausePostings(bags),
    unseen: Math.log(1 + count * 2),
  };
};

/** Everything ready to be asked. Built at start from digest, vocabulary and, where imported, the official text. */
export const buildIndex = (
  entries: readonly DigestEntry[],
  lexicon: Lexicon,
  asking: RegExp,
  parents: ReadonlyMap<string, string>,
  official?: ReadonlyMap<string, string>,
): SearchIndex => {
  const at = new Map(entries.map(({ id }, index) => [id, index]));
  const asks: Doc[] = [];
  const fields: (Doc & { weight: number })[] = [];
  entries.forEach((entry, clause) => {
    for (const [field, text] of fieldsOf(entry, official?.get(entry.id))) {
      if (text.trim() === '') continue;
      const features = featuresOf(text, lexicon, asking);
      fields.push({ clause, features, weight: FIELDS[field] });
      if (field === 'asks' || field === 'title') asks.push({ clause, features });
    }
  });
  const parentOf = Int32Array.from(entries, ({ id }) => at.get(parents.get(id) ?? '') ?? -1);
  const hasChildren = new Uint8Array(entries.length);
  for (const parent of parentOf) if (parent >= 0) hasChildren[parent] = 1;
  const channels = Object.fromEntries(
    CHANNELS.map((channel) => [channel, channelIndex(channel, asks, fields, entries.length)]),
  ) as Record<Channel, ChannelIndex>;
  return {
    entries,
    lexicon,
    asking,
    channels,
    clauseOf: Int32Array.from(asks, ({ clause }) => clause),
    askCount: asks.length,
    parentOf,
    hasChildren,
  };
};
