import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Prepared } from '../core/policies/advisor.ts';
import { pack, unpack } from '../core/policies/search/packed.ts';
import { packageFile } from './package-file.ts';

/** What is built together fits together, and the folder it is built into begins empty. */
const isBuilt = import.meta.filename.endsWith('.js');

/** Without it the index is built at start. */
const file = isBuilt ? packageFile('dist', 'policy-index.bin') : packageFile('policy-index.bin');

/** Digest, vocabulary and the rules they are searched by: an index made from anything else is not used. */
const sourcesMark = (): string => {
  if (isBuilt) return 'built';
  const sources = packageFile('src', 'core', 'policies');
  const hash = createHash('sha256');
  const names = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .sort();
  for (const name of names) hash.update(`${name.length}:`).update(readFileSync(name));
  return hash.digest('hex');
};

/** All at once: a program that starts meanwhile finds the whole file or none. */
export const writePrepared = (prepared: Prepared): void => {
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, pack(prepared, sourcesMark()));
  renameSync(fresh, file);
};

export const readPrepared = (): Prepared | undefined => {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  // What a small file is read into need not begin where numbers may.
  return unpack(bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes), sourcesMark());
};
