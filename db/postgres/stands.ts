import type { Tip } from '../../src/app/ledger.ts';
import type { Change } from '../../src/app/ports.ts';
import type { Query } from './database.ts';

/** What changes rest on, as it stood a moment ago; brought forward by each change that is taken. */
export type Stands = {
  done: Set<string>;
  directory: number;
  cases: Map<string, { version: number; involved: string }>;
  tasks: Map<string, number>;
  tips: Map<string, Tip>;
};

const asked = `select
  (select coalesce(json_agg(key), '[]') from intents where key = any ($1)) as done,
  (select version from chart) as directory,
  (select coalesce(json_agg(json_build_array(id, version, involved)), '[]') from cases where id = any ($2)) as cases,
  (select coalesce(json_agg(json_build_array(id, version)), '[]') from tasks where id = any ($3)) as tasks,
  (select coalesce(json_agg(json_build_array(wanted.chain, tip.seq, tip.hash)), '[]')
   from unnest($4::text[]) as wanted(chain) cross join lateral
     (select seq, hash from ledger where ledger.chain = wanted.chain collate "C" order by seq desc limit 1) as tip) as tips`;

type Row = {
  done: string[];
  directory: number | null;
  cases: [string, number, string][];
  tasks: [string, number][];
  tips: [string, number, string][];
};

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];

/** Every key whose being done changes what becomes of a change. */
export const keysOf = (changes: readonly Change[]): string[] =>
  distinct(changes.flatMap(({ key, unless }) => (unless === undefined ? [key] : [key, unless])));

export const readStands = async (query: Query, changes: readonly Change[]): Promise<Stands> => {
  const [row] = await query<Row>(asked, [
    keysOf(changes),
    distinct(changes.flatMap(({ cases }) => cases.map(({ next }) => next.id))),
    distinct(changes.flatMap(({ tasks = [] }) => tasks.map(({ next }) => next.id))),
    distinct(changes.flatMap(({ facts }) => facts.map(({ chain }) => chain))),
  ]);
  if (!row) throw new Error('PostgreSQL gave no answer');
  return {
    done: new Set(row.done),
    directory: row.directory ?? 0,
    cases: new Map(row.cases.map(([id, version, involved]) => [id, { version, involved }])),
    tasks: new Map(row.tasks),
    tips: new Map(row.tips.map(([chain, seq, hash]) => [chain, { seq, hash }])),
  };
};

/** What a change is refused with, by what stands; undefined when it may be written. */
export const refusalOf = (change: Change, stands: Stands): 'duplicate' | 'stale' | undefined => {
  if (change.unless && stands.done.has(change.unless)) return 'duplicate';
  // A repetition stands on what its first time has changed: it is a duplicate, not stale.
  if (stands.done.has(change.key)) return 'duplicate';
  return isFresh(change, stands) ? undefined : 'stale';
};

const isFresh = ({ expectDirectory, cases, tasks = [] }: Change, stands: Stands): boolean =>
  (expectDirectory === undefined || expectDirectory === stands.directory) &&
  cases.every(({ next, expected }) => (stands.cases.get(next.id)?.version ?? 0) === expected) &&
  tasks.every(({ next, expected }) => (stands.tasks.get(next.id) ?? 0) === expected);
