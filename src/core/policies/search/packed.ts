import type { Prepared } from '../advisor.ts';
import type { ChannelIndex, SearchIndex } from './build-index.ts';
import { CHANNELS, type Channel } from './features.ts';
import { buildIntents } from './intent.ts';
import type { Lexicon } from './lexicon.ts';

/** Every array begins where numbers of eight bytes may. */
const ALIGN = 8;
const aligned = (size: number): number => Math.ceil(size / ALIGN) * ALIGN;

/** Names of features hold no line break: text is divided at white space before. */
const BETWEEN = '\n';

type ChannelHead = { names: string; count: number; postings: number; unseen: number };
type Rows<T> =
  T extends ReadonlyMap<infer Name, infer Row> ? [Name, Row][] : T extends ReadonlySet<infer Name> ? Name[] : never;
/** Every table of the lexicon as the list it is written as. */
type LexiconHead = { [table in keyof Lexicon]: Rows<Lexicon[table]> };
type Head = Omit<Prepared, 'index'> & {
  mark: string;
  entries: SearchIndex['entries'];
  lexicon: LexiconHead;
  channels: readonly ChannelHead[];
};

type Section = Float64Array | Int32Array | Uint16Array | Float32Array;

const sectionsOf = ({ rarity, clauses: { starts, texts, weights } }: ChannelIndex): Section[] => [
  rarity,
  starts,
  texts,
  weights,
];

const headOfLexicon = ({ words, sounds, phrases, wider, readings, outside }: Lexicon): LexiconHead => ({
  words: [...words],
  sounds: [...sounds],
  phrases: [...phrases],
  wider: [...wider],
  readings: [...readings],
  outside: [...outside],
});

const headOf = ({ index, ...shown }: Prepared, mark: string): Head => ({
  ...shown,
  mark,
  entries: index.entries,
  lexicon: headOfLexicon(index.lexicon),
  channels: CHANNELS.map((channel) => {
    const { ids, unseen, clauses } = index.channels[channel];
    return { names: [...ids.keys()].join(BETWEEN), count: ids.size, postings: clauses.texts.length, unseen };
  }),
});

/** The index as bytes of this machine: length of the head, the head as JSON, then the arrays. `mark` says what it was made from. */
export const pack = (prepared: Prepared, mark: string): Uint8Array => {
  const head = new TextEncoder().encode(JSON.stringify(headOf(prepared, mark)));
  const sections = CHANNELS.flatMap((channel) => sectionsOf(prepared.index.channels[channel]));
  const first = aligned(4 + head.length);
  const bytes = new Uint8Array(sections.reduce((size, { byteLength }) => size + aligned(byteLength), first));
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = first;
  for (const { buffer, byteOffset, byteLength } of sections) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return bytes;
};

const lexiconOf = ({ words, sounds, phrases, wider, readings, outside }: LexiconHead): Lexicon => ({
  words: new Map(words),
  sounds: new Map(sounds),
  phrases: new Map(phrases),
  wider: new Map(wider),
  readings: new Map(readings),
  outside: new Set(outside),
});

const namesOf = ({ names, count }: ChannelHead): Map<string, number> =>
  new Map(count === 0 ? [] : names.split(BETWEEN).map((name, id) => [name, id]));

/** What `pack` made; nothing when it was made from something else. Bytes must begin where numbers of eight bytes may. */
export const unpack = (bytes: Uint8Array, mark: string): Prepared | undefined => {
  const { buffer, byteOffset } = bytes;
  const length = new DataView(buffer, byteOffset).getUint32(0, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head;
  if (head.mark !== mark) return undefined;
  let at = byteOffset + aligned(4 + length);
  const next = <T extends Section>(
    of: new (from: ArrayBufferLike, at: number, count: number) => T,
    count: number,
  ): T => {
    const section = new of(buffer, at, count);
    at += aligned(section.byteLength);
    return section;
  };
  const channels = Object.fromEntries(
    CHANNELS.map((channel, place): [Channel, ChannelIndex] => {
      const about = head.channels[place] as ChannelHead;
      const rarity = next(Float64Array, about.count);
      const starts = next(Int32Array, about.count + 1);
      const texts = next(Uint16Array, about.postings);
      const weights = next(Float32Array, about.postings);
      return [channel, { ids: namesOf(about), rarity, clauses: { starts, texts, weights }, unseen: about.unseen }];
    }),
  ) as Record<Channel, ChannelIndex>;
  const { restatements, marks, intents, entries, lexicon } = head;
  const index = { entries, lexicon: lexiconOf(lexicon), asking: buildIntents(intents).asking, channels };
  return { restatements, marks, intents, index };
};
