import type { Case } from '../case.ts';
import type { Duty } from '../duties/duty.ts';
import type { Directory } from '../people/lookup.ts';
import type { Style } from './style.ts';

/** The last record of a case in the ledger when its row was made: where a copy can be checked later. */
export type Position = { chain: string; seq: number; hash: string };

/** A case as a register reads it. */
export type Entry = { found: Case; dir: Directory; style: Style; position: Position | undefined };

/** Width in half-width letters, for paper. */
export type Heading = { label: string; width: number; number?: true };

export type Column<S> = Heading & { cell: (state: S, entry: Entry) => string };

/** One 台帳: which cases it holds and how each becomes a row. */
export type Register = {
  /** The kind of its cases: `takeout`, `incident`. */
  name: string;
  /** 「持ち出し」 */
  label: string;
  /** What the one it began with is called: 申請者, 報告者. */
  owner: string;
  /** The kinds of case it may hold; mostly its own name. */
  kinds: readonly string[];
  headings: readonly Heading[];
  /** For those alone who read all registers. */
  only?: 'all';
  /** Whether a case belongs in it: what was never sent does not. */
  holds: (found: Case) => boolean;
  /** Whose it is stays from the unit: only those who read all registers open it there. */
  hidesOwner: (found: Case) => boolean;
  row: (entry: Entry) => string[];
  /** The id of the line a copied row came from, by its cells. */
  idIn: (cell: (label: string) => string) => string;
  /** Its lines are shares of these duties, which are rows of their own, and no cases. */
  shares?: (duty: Duty) => boolean;
};

type About<S> = {
  name: string;
  label: string;
  owner: string;
  kinds?: readonly string[];
  only?: 'all';
  columns: readonly Column<S>[];
  holds: (found: Case) => boolean;
  hidesOwner?: (found: Case) => boolean;
  read: (state: unknown) => S;
  idIn?: Register['idIn'];
};

/** Labels of the last three columns of every register, by which a copy is found in the ledger again. */
export const positionLabels = { chain: '記録', seq: '記録の順番', hash: '記録のハッシュ' } as const;

const positionColumns: readonly Column<unknown>[] = [
  { label: positionLabels.chain, width: 17, cell: (_, { position }) => position?.chain ?? '' },
  {
    label: positionLabels.seq,
    width: 10,
    number: true,
    cell: (_, { position }) => (position ? String(position.seq) : ''),
  },
  { label: positionLabels.hash, width: 24, cell: (_, { position }) => position?.hash ?? '' },
];

export const defineRegister = <S>({ name, label, owner, columns, holds, read, ...about }: About<S>): Register => {
  const all: readonly Column<S>[] = [...columns, ...positionColumns];
  return {
    name,
    label,
    owner,
    headings: all.map(({ label: heading, width, number }) => ({
      label: heading,
      width,
      ...(number ? { number } : {}),
    })),
    kinds: about.kinds ?? [name],
    ...(about.only ? { only: about.only } : {}),
    holds,
    hidesOwner: about.hidesOwner ?? (() => false),
    idIn: about.idIn ?? ((cell) => cell(positionLabels.chain)),
    row: (entry) => {
      const state = read(entry.found.state);
      return all.map((column) => storable(column.cell(state, entry)));
    },
  };
};

/** What every file format can hold and give back as it was: no control character; 〓 stands for half a character. */
const storable = (cell: string): string =>
  cell
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|[\uFFFE\uFFFF]/gu, '')
    .replace(/\p{Cs}|\uFFFD/gu, '〓')
    .trim();

/** 「2026-0012」 of `takeout-2026-12`. */
export const numberIn = (id: string): string => {
  const [, year = '', number = ''] = /-(\d+)-(\d+)$/.exec(id) ?? [];
  return `${year}-${number.padStart(4, '0')}`;
};

/** Order of numbers, not of their text: `takeout-2026-9` comes before `takeout-2026-10`. */
export const byNumber = (a: string, b: string): number => {
  const [one, other] = [sortKey(a), sortKey(b)];
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

const sortKey = (id: string): string => id.replace(/\d+/g, (digits) => digits.padStart(12, '0'));
