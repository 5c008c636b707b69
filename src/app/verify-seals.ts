import type { KeyObject } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Break } from './ledger.ts';
import type { LedgerStore, Seal } from './ledger-store.ts';
import { checkCopy, checkHeads, checkSeal, sealHash } from './seals.ts';

type Sealed = Pick<LedgerStore, 'seals' | 'hashesAt'>;

/** Some thousand chains: ten years of seals need no more memory than these. */
const pageSeals = 32;

/** Before the number of any seal, also of one that somebody has slipped in. */
const beforeAll = -(2 ** 31);

/** Every seal, page by page, in the order of their numbers. */
export async function* everySeal(ledger: Pick<LedgerStore, 'seals'>): AsyncGenerator<Seal> {
  for (let after = beforeAll; ; ) {
    const page = await ledger.seals(after, pageSeals);
    yield* page;
    // What other processes say meanwhile is heard, too.
    await breathe();
    const last = page.at(-1);
    if (!last || page.length < pageSeals) return;
    after = last.number;
  }
}

/** The first seal, or sealed record, that is not as it was signed. The records themselves are looked at by `verifyPart`. */
export const verifySeals = async (
  ledger: Sealed,
  publicKey: KeyObject,
): Promise<{ held: ReadonlyMap<number, string>; firstBreak?: Break }> => {
  const held = new Map<number, string>();
  let previous: Seal | undefined;
  let firstBreak: Break | undefined;
  for await (const seal of everySeal(ledger)) {
    firstBreak ??= checkSeal(publicKey, previous, seal) ?? checkHeads(seal, await ledger.hashesAt(seal.heads));
    held.set(seal.number, sealHash(seal));
    previous = seal;
  }
  return { held, ...(firstBreak && { firstBreak }) };
};

/** The first seal of a copy kept outside that the database no longer holds as it was; `held`: hashes of those read. */
export const compareCopies = async (
  ledger: Pick<LedgerStore, 'seals'>,
  publicKey: KeyObject,
  held: ReadonlyMap<number, string>,
  copies: Iterable<Seal> | AsyncIterable<Seal>,
): Promise<Break | undefined> => {
  /** A bot that goes on sealing meanwhile has copied more than there was to read. */
  const since = async (number: number): Promise<string | undefined> => {
    const [seal] = await ledger.seals(number - 1, 1);
    return seal?.number === number ? sealHash(seal) : undefined;
  };
  for await (const copy of copies) {
    const broken = checkCopy(publicKey, held.get(copy.number) ?? (await since(copy.number)), copy);
    if (broken) return broken;
  }
  return undefined;
};
