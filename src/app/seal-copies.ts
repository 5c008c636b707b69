import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Seal } from './ledger-store.ts';

const SealLine = z.object({
  number: z.number().int().positive(),
  at: z.string(),
  records: z.number().int().nonnegative(),
  root: z.string(),
  prev: z.string(),
  signature: z.string(),
  heads: z.array(z.object({ chain: z.string(), seq: z.number().int().positive(), hash: z.string() })),
});

const parseLine = (line: string): Seal | undefined => {
  try {
    return SealLine.safeParse(JSON.parse(line)).data;
  } catch {
    // The last line of a bot that was killed while writing: the seal is copied again at its next start.
    return undefined;
  }
};

/** The seals copied to a file so far, in the order written; one at a time, for a line may name a thousand chains. */
export async function* readSealCopies(file: string): AsyncGenerator<Seal> {
  if (!existsSync(file)) return;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const seal = line === '' ? undefined : parseLine(line);
    if (seal) yield seal;
  }
}

/** The numbers of the seals copied so far. */
export const copiedNumbers = async (file: string): Promise<ReadonlySet<number>> => {
  const numbers = new Set<number>();
  for await (const { number } of readSealCopies(file)) numbers.add(number);
  return numbers;
};

/** Adds one line and waits until the disk has it. A line torn by kill -9 is closed first. */
export const appendSealCopy = async (file: string, seal: Seal): Promise<void> => {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = size > 0 ? (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() : '\n';
    await handle.appendFile(`${last === '\n' ? '' : '\n'}${JSON.stringify(seal)}\n`);
    await handle.datasync();
  } finally {
    await handle.close();
  }
};
