import { link, type Tip } from '../../src/app/ledger.ts';
import type { LedgerRecord, LedgerStore, Seal, WholeRecord } from '../../src/app/ledger-store.ts';
import type { Fact } from '../../src/core/facts.ts';
import { saltSource } from '../salt.ts';
import type { Head, SealRow } from '../seal-rows.ts';
import type { Connection } from './connection.ts';
import type { Writer } from './group-commit.ts';

const columns = 'chain, seq, at, type, actor, on_behalf_of, subject, data, prev, hash';

/** Links facts to the ends of their chains, inside the transaction of the change they tell of. */
export const ledgerWriter = (db: Connection) => {
  const tip = db.prepare<[string], Tip>('select seq, hash from ledger where chain = ? order by seq desc limit 1');
  const insert = db.prepare(
    `insert into ledger (chain, seq, at, type, actor, on_behalf_of, subject, data, prev, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const keep = db.prepare('insert into ledger_details (record, salt, text) values (?, ?, ?)');
  const salt = saltSource();
  return (fact: Fact, at: string): void => {
    const { record: r, details: d } = link(tip.get(fact.chain), fact, at, salt);
    const added = insert.run(r.chain, r.seq, r.at, r.type, r.actor, r.onBehalfOf, r.subject, r.data, r.prev, r.hash);
    if (d) keep.run(added.lastInsertRowid, d.salt, d.text);
  };
};

export const ledgerStore = (db: Connection, writer: Writer): LedgerStore => {
  const sealing = sealStore(db);
  return {
    ...ledgerReader(db),
    unsealed: async () => sealing.unsealed(),
    seals: async (number, limit) => sealing.page(number, limit),
    lastSeal: async () => sealing.last(),
    seal: (seal) => writer.write(() => sealing.save(seal)),
  };
};

type Reading = Pick<LedgerStore, 'records' | 'whole' | 'outline' | 'recordsOf' | 'detailsOf' | 'hashesAt'>;

export const ledgerReader = (db: Connection): Reading => {
  const first = db.prepare<[number], RecordRow>(`select ${columns} from ledger order by chain, seq limit ?`).raw();
  const after = db
    .prepare<[string, number, number], RecordRow>(
      `select ${columns} from ledger where (chain, seq) > (?, ?) order by chain, seq limit ?`,
    )
    .raw();
  const ofChain = db.prepare<[string], RecordRow>(`select ${columns} from ledger where chain = ? order by seq`).raw();
  const details = db
    .prepare<[string], DetailsRow>(
      'select seq, salt, text from ledger join ledger_details on record = id where chain = ? order by seq',
    )
    .raw();
  const hashAt = db.prepare<[string, number], string>('select hash from ledger where chain = ? and seq = ?').pluck();
  const count = db.prepare<[], number>('select count(*) from ledger').pluck();
  const chainAt = db.prepare<[number], string>('select chain from ledger order by chain, seq limit 1 offset ?').pluck();
  return {
    records: async (position, limit) =>
      (position ? after.all(position.chain, position.seq, limit) : first.all(limit)).map(toRecord),
    recordsOf: async (chain) => ofChain.all(chain).map(toRecord),
    detailsOf: async (chain) => details.all(chain).map(([seq, salt, text]) => ({ chain, seq, salt, text })),
    hashesAt: async (places) => places.map(({ chain, seq }) => hashAt.get(chain, seq)),
    whole: wholeRecords(db),
    outline: async (pieces) => {
      const records = count.get() ?? 0;
      const starts = Array.from({ length: pieces - 1 }, (_, n) => Math.floor((records * (n + 1)) / pieces));
      const cuts = new Set(starts.map((start) => chainAt.get(start) ?? '').filter((chain) => /^[!-~]+$/.test(chain)));
      return { records, cuts: [...cuts] };
    },
  };
};

/** Details come along in the same statement: asking for them apart takes half as long again. */
const wholeRecords = (db: Connection): LedgerStore['whole'] => {
  const wanted = `select ${columns}, salt, text from ledger left join ledger_details on record = id`;
  const order = 'and (? is null or chain < ?) order by chain, seq limit ?';
  type Until = string | null;
  const first = db.prepare<[string, Until, Until, number], WholeRow>(`${wanted} where chain >= ? ${order}`).raw();
  const after = db
    .prepare<[string, number, Until, Until, number], WholeRow>(`${wanted} where (chain, seq) > (?, ?) ${order}`)
    .raw();
  return async ({ from = '', until = null }, position, limit) =>
    (position
      ? after.all(position.chain, position.seq, until, until, limit)
      : first.all(from, until, until, limit)
    ).map(toWhole);
};

type WholeRow = [...RecordRow, string | null, string | null];

const toWhole = (row: WholeRow): WholeRecord => {
  const [chain, seq, at, type, actor, onBehalfOf, subject, data, prev, hash, salt, text] = row;
  return { chain, seq, at, type, actor, onBehalfOf, subject, data, prev, hash, salt, text };
};

type RecordRow = [string, number, string, string, string, string, string, string, string, string];
type DetailsRow = [number, string, string | null];

// A literal, for the objects better-sqlite3 makes are dictionaries: verifying a million records makes a million.
const toRecord = (row: RecordRow): LedgerRecord => {
  const [chain, seq, at, type, actor, onBehalfOf, subject, data, prev, hash] = row;
  return { chain, seq, at, type, actor, onBehalfOf, subject, data, prev, hash };
};

const sealStore = (db: Connection) => {
  const fields = 'number, at, records, root, prev, signature';
  const page = db.prepare<[number, number], SealRow>(
    `select ${fields} from seals where number > ? order by number limit ?`,
  );
  const last = db.prepare<[], SealRow>(`select ${fields} from seals order by number desc limit 1`);
  const headsOf = db.prepare<[number], Head>('select chain, seq, hash from seal_heads where number = ? order by chain');
  const covered = db.prepare<[], number>('select coalesce(max(up_to), 0) from seals').pluck();
  // With a lone max(), SQLite takes the other columns from the row that holds it.
  const grown = db.prepare<[number], Head & { records: number }>(
    'select chain, max(seq) as seq, hash, count(*) as records from ledger where id > ? group by chain order by chain',
  );
  const place = db.prepare<[string, number], number>('select id from ledger where chain = ? and seq = ?').pluck();
  const insert = db.prepare(
    `insert into seals (number, at, records, root, prev, signature, up_to) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (number) do nothing`,
  );
  const addHead = db.prepare('insert into seal_heads (number, chain, seq, hash) values (?, ?, ?, ?)');

  /** Records written since the heads were read stay for the next seal: the last head of all is where this one ends. */
  const endOf = (heads: readonly Head[]): number =>
    heads.reduce((end, { chain, seq }) => Math.max(end, place.get(chain, seq) ?? 0), covered.get() ?? 0);

  return {
    page: (after: number, limit: number): Seal[] =>
      page.all(after, limit).map((seal) => ({ ...seal, heads: headsOf.all(seal.number) })),
    last: (): Seal | undefined => {
      const seal = last.get();
      return seal && { ...seal, heads: headsOf.all(seal.number) };
    },
    unsealed: () => {
      const rows = grown.all(covered.get() ?? 0);
      return {
        records: rows.reduce((sum, row) => sum + row.records, 0),
        heads: rows.map(({ chain, seq, hash }) => ({ chain, seq, hash })),
      };
    },
    save: (seal: Seal): boolean => {
      const { number, at, records, root, prev, signature, heads } = seal;
      if (insert.run(number, at, records, root, prev, signature, endOf(heads)).changes === 0) return false;
      for (const { chain, seq, hash } of heads) addHead.run(number, chain, seq, hash);
      return true;
    },
  };
};
