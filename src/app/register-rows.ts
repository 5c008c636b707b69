import type { Directory } from '../core/people/lookup.ts';
import { byNumber, type Entry, type Position, type Register } from '../core/registers/register.ts';
import type { Style } from '../core/registers/style.ts';
import type { CaseFilter } from './ports.ts';
import type { RegisterSource } from './register-source.ts';

/** Ids of the lines a register holds, in the order of their numbers. Only the ids stay in memory. */
export const registerIds = async (source: RegisterSource, filter: Omit<CaseFilter, 'kind'>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const page of source.pages(filter)) ids.push(...page.map(({ id }) => id));
  return ids.sort(byNumber);
};

export type Reading = { source: RegisterSource; register: Register; dir: Directory; style: Style };

/** One line as the register would show it now. */
export const registerRow = async (
  { source, register, dir, style }: Reading,
  id: string,
): Promise<{ row: string[]; position: Position | undefined } | undefined> => {
  const now = await source.line(id);
  if (!now) return undefined;
  const entry: Entry = { ...now, dir, style };
  return { row: register.row(entry), position: now.position };
};

export async function* registerRows(reading: Reading, ids: readonly string[]): AsyncGenerator<string[]> {
  for (const id of ids) {
    const made = await registerRow(reading, id);
    if (made) yield made.row;
  }
}
