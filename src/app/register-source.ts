import type { Case } from '../core/case.ts';
import type { Position, Register } from '../core/registers/register.ts';
import type { Desk } from './desk.ts';
import type { CaseFilter, Store } from './ports.ts';
import { createRounds } from './rounds.ts';

/** A line of a register as it stands, with the last record about it. */
export type Line = { found: Case; position: Position | undefined };

/** Where the lines of a register come from: cases, or the shares of duties with what the ledger tells of them. */
export type RegisterSource = {
  pages(filter: Omit<CaseFilter, 'kind'>): AsyncGenerator<Case[]>;
  line(id: string): Promise<Line | undefined>;
};

type Parts = Pick<Desk, 'pages' | 'store'>;

export const sourceOf = (desk: Parts, register: Register): RegisterSource =>
  register.shares ? createRounds(desk, register) : caseSource(desk, register);

const caseSource = ({ pages, store }: Parts, register: Register): RegisterSource => ({
  pages: async function* (filter) {
    for (const kind of register.kinds) {
      for await (const page of pages({ ...filter, kind })) yield page.filter(register.holds);
    }
  },
  line: (id) => standing(store, register, id),
});

/** A case together with its last record: read again when somebody was at work on it meanwhile. */
const standing = async (store: Store, { kinds }: Register, id: string): Promise<Line | undefined> => {
  for (;;) {
    const before = (await store.loadCase(id))?.version;
    const last = (await store.ledger.recordsOf(id)).at(-1);
    const found = await store.loadCase(id);
    if (!found || !kinds.includes(found.kind)) return undefined;
    if (found.version !== before) continue;
    return { found, position: last && { chain: last.chain, seq: last.seq, hash: last.hash } };
  }
};
