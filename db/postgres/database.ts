/** Milliseconds a statement may take before nobody waits for it any more. */
export type Patience = { ms: number };

export type Query = <Row>(text: string, values?: readonly unknown[], patience?: Patience) => Promise<Row[]>;

/** What the store needs of PostgreSQL: a server over the network, or one inside this process. */
export type Database = {
  /** Each text is prepared once per connection: it must be fixed, with everything that varies among `values`. */
  query: Query;
  /** Everything `work` asks runs on one connection, in one transaction. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>;
  /** Throws when the server cannot keep a promise: a replica, an encoding that loses text. */
  close(): Promise<void>;
};
