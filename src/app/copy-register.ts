import type { Fact } from '../core/facts.ts';
import type { Directory } from '../core/people/lookup.ts';
import type { Register } from '../core/registers/register.ts';
import { sortable, wareki } from '../core/registers/style.ts';
import type { Store } from './ports.ts';
import { type About, sealMark } from './register-copy.ts';
import { registerRows } from './register-rows.ts';
import type { RegisterSource } from './register-source.ts';

export type Format = 'csv' | 'xlsx';

/** Writes a register into a file of ours, and answers what the ledger keeps of it. */
export type PrintRegister = (work: {
  file: string;
  format: Format;
  about: About;
  register: Register;
  rows: AsyncIterable<readonly string[]>;
}) => Promise<{ rows: number; digest: string }>;

type Asked = {
  store: Store;
  dir: Directory;
  /** Instant of people's time, ISO in UTC. */
  at: string;
  actor: string;
  source: RegisterSource;
  register: Register;
  ids: readonly string[];
  year: number | undefined;
  /** As it stands above the table: 「全部署」. */
  unit: string;
  format: Format;
  wareki: boolean;
  file: string;
};

/** One copy of a register, with the record by which it can be checked later: to be committed before anybody gets the file. */
export const copyRegister = async (asked: Asked, print: PrintRegister): Promise<{ about: About; fact: Fact }> => {
  const { store, dir, at, register, ids, year, format } = asked;
  const style = asked.wareki ? wareki : sortable;
  const seal = sealMark(await store.ledger.lastSeal());
  const about: About = {
    title: `${register.label}台帳`,
    year: year === undefined ? '全年度' : `${year}年度`,
    unit: asked.unit,
    madeAt: style.time(at),
    rows: ids.length,
    number: await store.nextNumber('register-export'),
    seal,
  };
  const rows = registerRows({ source: asked.source, register, dir, style }, ids);
  const made = await print({ file: asked.file, format, about, register, rows });
  const data = {
    number: about.number,
    name: register.name,
    year: year ?? null,
    unit: asked.unit,
    format,
    wareki: asked.wareki,
    ...made,
    seal: seal?.number ?? null,
    sealHash: seal?.hash ?? null,
  };
  return {
    about: { ...about, rows: made.rows },
    fact: { chain: 'org', type: 'register.exported', actor: asked.actor, subject: 'org', data },
  };
};
