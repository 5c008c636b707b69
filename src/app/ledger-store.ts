/** One row of the ledger as stored and hashed. `data` is canonical text: what was hashed is what is kept. */
export type LedgerRecord = {
  chain: string;
  seq: number;
  at: string;
  type: string;
  actor: string;
  onBehalfOf: string;
  subject: string;
  data: string;
  prev: string;
  hash: string;
};

/** Signed statement over every chain that grew since the seal before (`heads`: chain, seq, hash). */
export type Seal = {
  number: number;
  at: string;
  records: number;
  root: string;
  prev: string;
  signature: string;
  heads: readonly { chain: string; seq: number; hash: string }[];
};

/** Personal details of a record, beside the chain; `text` is null once erased. */
export type LedgerDetails = { chain: string; seq: number; salt: string; text: string | null };

/** A record with what lies beside it: `salt` is null where it has no details, `text` also once they are erased. */
export type WholeRecord = LedgerRecord & { salt: string | null; text: string | null };

/** Chains from `from` on, up to and without `until`. */
export type LedgerPart = { from?: string; until?: string };

export type LedgerStore = {
  /** Records in (chain, seq) order, in pages after the given position. */
  records(after: { chain: string; seq: number } | undefined, limit: number): Promise<LedgerRecord[]>;
  /** The same with their details, of one part; for reading everything. */
  whole(
    part: LedgerPart,
    after: { chain: string; seq: number } | undefined,
    limit: number,
  ): Promise<readonly WholeRecord[]>;
  /**
   * How many records there are, and at which chains all but the first of so many pieces of about one size begin.
   * Only names in ASCII, which stand in the same order for the database and for `<`; fewer, where it has no such order.
   */
  outline(pieces: number): Promise<{ records: number; cuts: readonly string[] }>;
  recordsOf(chain: string): Promise<LedgerRecord[]>;
  detailsOf(chain: string): Promise<LedgerDetails[]>;
  /** Chains grown since the last seal, and how many records that is. */
  unsealed(): Promise<{ records: number; heads: Seal['heads'] }>;
  /** Seals numbered higher than that, at most so many, in order of their numbers. */
  seals(after: number, limit: number): Promise<Seal[]>;
  /** The hashes of the records at these places, undefined where there is none. */
  hashesAt(places: readonly { chain: string; seq: number }[]): Promise<readonly (string | undefined)[]>;
  lastSeal(): Promise<Seal | undefined>;
  /** Saves a seal; `false` when another one took its number meanwhile. */
  seal(seal: Seal): Promise<boolean>;
};
