import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fold, toHiragana } from '../src/core/policies/search/normalise.ts';

/**
 * Brings `readings.json` up to date after digest or vocabulary have changed: every word with kanji that stands in them, and how it is
 * read. What stands in the file already stays as it is, since it has been looked over; what is new is printed, to be looked over.
 * kuromoji, which reads it, is large and serves nothing else: it is installed for this alone and is no dependency of the project.
 */
const policies = new URL('../src/core/policies/', import.meta.url).pathname;
const file = join(policies, 'search/lexicon/readings.json');

type Token = { surface_form: string; reading?: string };
type Tokenizer = { tokenize(text: string): Token[] };
type Builder = { build(done: (error: Error | null, tokenizer: Tokenizer) => void): void };

/** Named apart: no tool shall take it for a dependency. */
const reader = 'kuromoji';

const openTokenizer = (): Promise<Tokenizer> => {
  const require = createRequire(import.meta.url);
  const kuromoji = require(reader) as { builder(about: { dicPath: string }): Builder };
  const dicPath = join(dirname(require.resolve(`${reader}/package.json`)), 'dict');
  return new Promise((resolve, reject) => {
    kuromoji.builder({ dicPath }).build((error, tokenizer) => (error ? reject(error) : resolve(tokenizer)));
  });
};

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const jsonIn = (folder: string): string[] =>
  readdirSync(join(policies, folder))
    .filter((name) => name.endsWith('.json') && name !== 'readings.json' && name !== 'fingerprints.json')
    .map((name) => join(policies, folder, name));

const HAN = /[\p{Script=Han}々]/u;
const KANA = /^[\u30a1-\u30fa\u30fc]+$/u;

const tokenizer = await openTokenizer();
const texts = ['digest', 'search/lexicon'].flatMap(jsonIn).flatMap((path) => textsIn(read(path)));

/** Each word with how often it is read in each way. */
const found = new Map<string, Map<string, number>>();
for (const text of new Set(texts)) {
  for (const { surface_form: word, reading } of tokenizer.tokenize(text)) {
    if (!HAN.test(word) || !reading || !KANA.test(reading)) continue;
    const ways = found.get(word) ?? new Map<string, number>();
    ways.set(reading, (ways.get(reading) ?? 0) + 1);
    found.set(word, ways);
  }
}

const usual = (ways: ReadonlyMap<string, number>): string => [...ways].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';

const before = read(file) as Record<string, string>;
const added = [...found].filter(([word]) => before[word] === undefined && before[fold(word)] === undefined);
const after = { ...before, ...Object.fromEntries(added.map(([word, ways]) => [word, toHiragana(usual(ways))])) };
const sorted = Object.entries(after).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
for (const [word, ways] of added) process.stdout.write(`${word}\t${toHiragana(usual(ways))}\n`);
process.stdout.write(`${added.length} new, ${sorted.length} in all\n`);
