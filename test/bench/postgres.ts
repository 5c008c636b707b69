import pg from 'pg';
import { openPostgres } from '../../db/postgres/store.ts';
import type { Change, Store } from '../../src/app/ports.ts';
import { aCase, aChange, aSlot } from '../support/a-change.ts';
import { aDatabase } from '../support/postgres-fixture.ts';
import { startPostgres } from '../support/postgres-server.ts';

const rounds = Number(process.env.MAMORI_ROUNDS ?? 5);
const roundMs = 2_000;
const clients = 10;

/** What is commonly done: an action of five rows and one chain, as one stored function with a lock on the chain's end. */
const anchor = `
create table a_inbox (key text primary key, at text not null);
create table a_case (id text primary key, version integer not null, state text not null);
create table a_chain (chain text primary key, seq integer not null, hash text not null);
create table a_audit (chain text, seq integer, at text, actor text, data text, prev text, hash text, primary key (chain, seq));
create table a_outbox (slot text primary key, addressee text not null, card text not null, due_at bigint);
insert into a_chain values ('one', 0, '');
create function a_act(k text, at_ text, id_ text, state_ text, data_ text, card_ text) returns integer language plpgsql as $$
declare tip a_chain; next_hash text;
begin
  insert into a_inbox values (k, at_) on conflict do nothing;
  if not found then return 0; end if;
  insert into a_case values (id_, 1, state_) on conflict (id) do update set version = a_case.version + 1, state = excluded.state;
  insert into a_outbox values ('case/' || id_, 'S002', card_, 0) on conflict (slot) do update set card = excluded.card;
  select * into tip from a_chain where chain = 'one' for update;
  next_hash := encode(sha256(convert_to(tip.hash || at_ || data_, 'UTF8')), 'hex');
  insert into a_audit values ('one', tip.seq + 1, at_, 'S001', data_, tip.hash, next_hash);
  update a_chain set seq = tip.seq + 1, hash = next_hash where chain = 'one';
  return tip.seq + 1;
end $$;`;

let made = 0;
const at = '2026-11-02T00:00:00.000Z';

/** `chain`: the case's own, as in the product, or one for all. */
const anAction = (chain?: string): Change => {
  const id = `takeout-2026-${made++}`;
  const timer = { id: `${id}/remind/1`, subject: id, what: 'remind', at };
  return aChange({
    key: `bench/${made}`,
    cases: [{ next: aCase({ id }), expected: 0 }],
    facts: [{ chain: chain ?? id, type: 'request.submitted', actor: 'S001', subject: id, data: { version: 1 } }],
    slots: [aSlot({ slot: `case/${id}/S002` })],
    timers: [{ subject: id, timers: [timer] }],
  });
};

/** Actions a second, from so many who each wait for the last before they do the next. */
const rate = async (act: () => Promise<unknown>, several: number): Promise<number> => {
  const end = performance.now() + roundMs;
  let done = 0;
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      await act();
      done += 1;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: several }, loop));
  return (done * 1000) / (performance.now() - began);
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const whole = (value: number): string => Math.round(value).toLocaleString('en');

// With the disk as it is: a commit that is not on it is none.
const server = await startPostgres(['fsync=on', 'shared_buffers=256MB']);
const database = await aDatabase({ server: server.url });
const stores: Store[] = [
  await openPostgres(database.url, { bot: false }),
  await openPostgres(database.url, { bot: false }),
];
const pool = new pg.Pool({ connectionString: database.url, max: clients });
await pool.query(anchor);

const example = anAction();
const texts = [example.cases[0]?.next.state, example.facts[0]?.data, example.slots[0]?.card].map((one) =>
  JSON.stringify(one),
);
const anchored = (): Promise<unknown> =>
  pool.query({
    name: 'act',
    text: 'select a_act($1, $2, $3, $4, $5, $6)',
    values: [`k${made++}`, at, `c${made}`, ...texts],
  });
let turn = 0;
const ours = (): Promise<unknown> | undefined => stores[0]?.commit(anAction('one'));
const oursOnOne = (): Promise<unknown> | undefined => stores[0]?.commit(anAction());
const oursOnTwo = (): Promise<unknown> | undefined => stores[turn++ % 2]?.commit(anAction());

const measured: Record<string, number[]> = {};
const measure = async (name: string, act: () => Promise<unknown> | undefined, several: number): Promise<number> => {
  const found = await rate(async () => act(), several);
  const list = measured[name] ?? [];
  list.push(found);
  measured[name] = list;
  return found;
};

const ratios = { x1: [] as number[], x10: [] as number[], x64: [] as number[], 'two stores x20': [] as number[] };
await rate(async () => ours(), clients);
await rate(anchored, clients);
for (let round = 0; round < rounds; round++) {
  for (const [several, name] of [
    [1, 'x1'],
    [10, 'x10'],
    [64, 'x64'],
  ] as const) {
    const base = await measure(`stored function ${name}`, anchored, several);
    ratios[name].push((await measure(`action ${name}`, ours, several)) / base);
  }
  const base = await measure('one store x20, own chains', oursOnOne, 20);
  ratios['two stores x20'].push((await measure('two stores x20, own chains', oursOnTwo, 20)) / base);
}

for (const [name, values] of Object.entries(measured)) process.stdout.write(`${name}: ${whole(median(values))}/s\n`);
for (const [name, values] of Object.entries(ratios)) {
  const what =
    name === 'two stores x20'
      ? 'two stores, own chains, x20 / one'
      : `action, one chain, ${name} / one stored function`;
  process.stdout.write(`PostgreSQL: ${what}: ${median(values).toFixed(2)}\n`);
}

await pool.end();
for (const store of stores) await store.close();
await database.drop();
await server.clear();
