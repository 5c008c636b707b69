import type { LedgerDetails, LedgerRecord, LedgerStore, WholeRecord } from '../../src/app/ledger-store.ts';
import { type Head, type SealRow, withHeads } from '../seal-rows.ts';
import type { Database, Query } from './database.ts';

const columns = 'chain, seq, at, type, actor, on_behalf_of as "onBehalfOf", subject, data, prev, hash';

/** A page of records of an export beside a busy bot. */
const patience = { ms: 15_000 };

const whole = (from: string): string =>
  `select ${columns}, salt, text from ledger left join ledger_details on record = id
   where ${from} and ($1::text is null or chain < $1) order by chain, seq limit $2`;
const hashesAt = `select hash from unnest($1::text[], $2::integer[]) with ordinality as place (chain, seq, n)
  left join ledger on ledger.chain = place.chain collate "C" and ledger.seq = place.seq order by n`;
const wholeFirst = whole('chain >= $3');
const wholeAfter = whole('(chain, seq) > ($3, $4)');

export const ledgerStore = (db: Database): LedgerStore => {
  const { query } = db;
  return {
    records: (after, limit) => {
      const { chain, seq } = after ?? { chain: '', seq: 0 };
      const text = `select ${columns} from ledger where (chain, seq) > ($1, $2) order by chain, seq limit $3`;
      return query<LedgerRecord>(text, [chain, seq, limit], patience);
    },
    whole: ({ from = '', until = null }, position, limit) =>
      position
        ? query<WholeRecord>(wholeAfter, [until, limit, position.chain, position.seq], patience)
        : query<WholeRecord>(wholeFirst, [until, limit, from], patience),
    outline: async () => {
      const [row] = await query<{ records: number }>('select count(*) as records from ledger', [], patience);
      // Reading is bound by the server, and its order of names is the database's own: in one piece.
      return { records: row?.records ?? 0, cuts: [] };
    },
    recordsOf: (chain) => query<LedgerRecord>(`select ${columns} from ledger where chain = $1 order by seq`, [chain]),
    detailsOf: (chain) =>
      query<LedgerDetails>(
        'select chain, seq, salt, text from ledger join ledger_details on record = id where chain = $1 order by seq',
        [chain],
      ),
    hashesAt: async (places) => {
      const chains = places.map(({ chain }) => chain);
      const seqs = places.map(({ seq }) => seq);
      const found = await query<{ hash: string | null }>(hashesAt, [chains, seqs], patience);
      return found.map(({ hash }) => hash ?? undefined);
    },
    ...sealStore(query, db),
  };
};

const fields = 'number, at, records, root, prev, signature';

const sealStore = (query: Query, db: Database): Pick<LedgerStore, 'unsealed' | 'seals' | 'lastSeal' | 'seal'> => ({
  unsealed: async () => {
    const [settled] = await query<{ id: number }>('select mamori_settled() as id');
    const rows = await query<Head & { records: number }>(
      `select chain, max(seq) as seq, (array_agg(hash order by seq desc))[1] as hash, count(*) as records from ledger
       where id > (select coalesce(max(up_to), 0) from seals) and id <= $1 group by chain order by chain`,
      [settled?.id ?? 0],
      patience,
    );
    return {
      records: rows.reduce((sum, row) => sum + row.records, 0),
      heads: rows.map(({ chain, seq, hash }) => ({ chain, seq, hash })),
    };
  },
  seals: async (after, limit) => {
    const text = `select ${fields} from seals where number > $1 order by number limit $2`;
    const seals = await query<SealRow>(text, [after, limit], patience);
    const heads = 'select number, chain, seq, hash from seal_heads where number = any ($1) order by number, chain';
    const numbers = seals.map(({ number }) => number);
    return withHeads(seals, await query<Head & { number: number }>(heads, [numbers], patience));
  },
  lastSeal: async () => {
    const [seal] = await query<SealRow>(`select ${fields} from seals order by number desc limit 1`);
    if (!seal) return undefined;
    const heads = 'select chain, seq, hash from seal_heads where number = $1 order by chain';
    return { ...seal, heads: await query<Head>(heads, [seal.number]) };
  },
  seal: ({ heads, ...seal }) =>
    db.transaction(async (within) => {
      const { number, at, records, root, prev, signature } = seal;
      const chains = heads.map(({ chain }) => chain);
      const seqs = heads.map(({ seq }) => seq);
      // Records written since the heads were read stay for the next seal: the last head of all is where this one ends.
      const added = await within(
        `insert into seals (number, at, records, root, prev, signature, up_to)
         select $1, $2, $3, $4, $5, $6, greatest((select coalesce(max(up_to), 0) from seals), (select coalesce(max(id), 0)
           from ledger join unnest($7::text[], $8::integer[]) as head(chain, seq) using (chain, seq)))
         on conflict (number) do nothing returning number`,
        [number, at, records, root, prev, signature, chains, seqs],
      );
      if (added.length === 0) return false;
      const hashes = heads.map(({ hash }) => hash);
      await within(
        'insert into seal_heads (number, chain, seq, hash) select $1, * from unnest($2::text[], $3::integer[], $4::text[])',
        [number, chains, seqs, hashes],
      );
      return true;
    }),
});
