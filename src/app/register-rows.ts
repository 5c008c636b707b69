import type { Case } from '../core/case.ts';
import type { Directory } from '../core/people/lookup.ts';
import { byNumber, type Entry, type Position, type Register } from '../core/registers/register.ts';
import type { Style } from '../core/registers/style.ts';
import type { Desk } from './desk.ts';
import type { CaseFilter, Store } from './ports.ts';

/** Ids of the cases a register holds, in the order of their numbers. Only the ids stay in memory. */
export const registerIds = async (
  desk: Pick<Desk, 'pages'>,
  register: Register,
  filter: Omit<CaseFilter, 'kind'>,
): Promise<string[]> => {
  const ids: string[] = [];
  for (const kind of register.kinds) {
    for await (const page of desk.pages({ ...filter, kind }))
      ids.push(...page.filter(register.holds).map(({ id }) => id));
  }
  return ids.sort(byNumber);
};

/** A case together with its last record: read again when somebody was at work on it meanwhile. */
const standing = async (
  store: Store,
  id: string,
): Promise<{ found: Case; position: Position | undefined } | undefined> => {
  for (;;) {
    const before = (await store.loadCase(id))?.version;
    const last = (await store.ledger.recordsOf(id)).at(-1);
    const found = await store.loadCase(id);
    if (!found) return undefined;
    if (found.version !== before) continue;
    return { found, position: last && { chain: last.chain, seq: last.seq, hash: last.hash } };
  }
};

export type Reading = { store: Store; register: Register; dir: Directory; style: Style };

/** One case as the register would show it now. */
export const registerRow = async (
  { store, register, dir, style }: Reading,
  id: string,
): Promise<{ row: string[]; position: Position | undefined } | undefined> => {
  const now = await standing(store, id);
  if (!now || !register.kinds.includes(now.found.kind)) return undefined;
  const entry: Entry = { ...now, dir, style };
  return { row: register.row(entry), position: now.position };
};

export async function* registerRows(reading: Reading, ids: readonly string[]): AsyncGenerator<string[]> {
  for (const id of ids) {
    const made = await registerRow(reading, id);
    if (made) yield made.row;
  }
}
