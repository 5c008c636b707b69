import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Break, hashOf } from '../../src/app/ledger.ts';
import type { LedgerRecord, Seal } from '../../src/app/ledger-store.ts';
import type { Store } from '../../src/app/ports.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { aChange } from './a-change.ts';
import { chance } from './foul-weather.ts';
import { thorough } from './thorough.ts';

/** A store, and what somebody does who holds its database and has put the guards aside. */
export type Tampered = {
  store: Store;
  sql(statement: string): Promise<unknown>;
  clear(): Promise<void>;
};

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const chains = ['org', 'takeout-2026-1', 'あ'];
const chain = 'takeout-2026-1';
/** Records of a chain when the first seal was made, and when the second was. */
const firstHead = 6;
const secondHead = 10;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const its = (seq: number, of = chain): string => `chain = ${quoted(of)} and seq = ${seq}`;
const record = (seq: number): string => `(select id from ledger where ${its(seq)})`;
/** A record goes with its details, which refer to it. */
const without = (which: string): string[] => [
  `delete from ledger_details where record in (select id from ledger where ${which})`,
  `delete from ledger where ${which}`,
];

/** What happened, what is done to the tables, and what a verification says of it. */
const ways: Readonly<Record<string, [statements: readonly string[], named: Break]>> = {
  'a record is taken out': [without(its(3)), { chain, seq: 3, why: 'record-missing' }],
  'two records change places': [
    [
      `update ledger set seq = 1000 where ${its(3)}`,
      `update ledger set seq = 3 where ${its(4)}`,
      `update ledger set seq = 4 where ${its(1000)}`,
    ],
    { chain, seq: 3, why: 'record-changed' },
  ],
  'a record is moved into another chain': [
    [`update ledger set chain = 'org', seq = 900 where ${its(secondHead)}`],
    { chain: 'org', seq: 13, why: 'record-missing' },
  ],
  'the tail is cut below what was sealed': [
    without(`chain = ${quoted(chain)} and seq > 8`),
    { chain, seq: secondHead, why: 'sealed-record-missing' },
  ],
  'the tail is cut with its seal': [
    [
      ...without(`chain = ${quoted(chain)} and seq > ${firstHead}`),
      'delete from seal_heads where number = 2',
      'delete from seals where number = 2',
    ],
    { chain: 'seal', seq: 2, why: 'seal-missing' },
  ],
  'details are changed': [
    [`update ledger_details set text = text || ' ' where record = ${record(5)}`],
    { chain, seq: 5, why: 'details-changed' },
  ],
  'details are taken away without being erased': [
    [`delete from ledger_details where record = ${record(5)}`],
    { chain, seq: 5, why: 'details-missing' },
  ],
  'the heads of a seal are taken out': [
    ['delete from seal_heads where number = 1'],
    { chain: 'seal', seq: 1, why: 'seal-changed' },
  ],
  'a seal is given another day': [
    [`update seals set at = '2026-01-01' where number = 1`],
    { chain: 'seal', seq: 1, why: 'seal-not-signed' },
  ],
};

/** The same chain with one record changed and every hash made anew. */
const rewritten = (records: readonly LedgerRecord[], from: number): string[] => {
  let prev = '';
  return records.map((old) => {
    const next = { ...old, actor: old.seq === from ? `${old.actor}x` : old.actor, prev };
    prev = hashOf(next);
    return `update ledger set actor = ${quoted(next.actor)}, prev = ${quoted(next.prev)}, hash = ${quoted(prev)} where ${its(old.seq, old.chain)}`;
  });
};

const columns = {
  at: 'at',
  type: 'type',
  actor: 'actor',
  onBehalfOf: 'on_behalf_of',
  subject: 'subject',
  data: 'data',
  hash: 'hash',
  prev: 'prev',
} as const;

/** Whoever changes the tables themselves is found, in whatever database they lie. */
export const tamperingContract = (name: string, open: () => Promise<Tampered>): void => {
  describe(`promise 13: whoever changes the tables of ${name} is found, and the first bad record is named`, () => {
    let tampered: Tampered;
    let copies: Seal[];

    const grow = async (upTo: number, from: number): Promise<void> => {
      for (let n = from; n < upTo; n++)
        for (const one of chains) {
          const details = n % 2 === 0 ? { details: { purpose: `用${n}` } } : {};
          const fact = {
            chain: one,
            type: 'x',
            actor: `S00${n}`,
            onBehalfOf: 'S999',
            subject: one,
            data: { n },
            ...details,
          };
          await tampered.store.commit(aChange({ facts: [fact] }));
        }
    };
    const seal = async (): Promise<void> => {
      const { ledger } = tampered.store;
      const made = makeSeal(privateKey, copies.at(-1), await ledger.unsealed(), '2026-11-02T00:00:00.000Z');
      await ledger.seal(made);
      copies.push(made);
    };
    const firstBreak = async () => (await verifyLedger(tampered.store.ledger, publicKey, { copies })).firstBreak;

    beforeEach(async () => {
      tampered = await open();
      copies = [];
      await grow(firstHead, 0);
      await seal();
      await grow(secondHead, firstHead);
      await seal();
      await grow(12, secondHead);
      expect(await firstBreak()).toBeUndefined();
    });
    afterEach(() => tampered.clear());

    it.each(Object.keys(ways))('when %s', async (way) => {
      const [statements = [], named] = ways[way] ?? [];
      for (const statement of statements) await tampered.sql(statement);
      expect(await firstBreak()).toEqual(named);
    });

    it('when a record is slipped in', async () => {
      const [, , third] = await tampered.store.ledger.recordsOf(chain);
      if (!third) throw new Error('it has a third record');
      const forged = { ...third, seq: 4, data: '{}', prev: third.hash };
      const values = [
        chain,
        4,
        forged.at,
        forged.type,
        forged.actor,
        forged.onBehalfOf,
        forged.subject,
        '{}',
        forged.prev,
      ];
      const row = [...values, hashOf(forged)].map((value) => (typeof value === 'number' ? value : quoted(value)));
      for (const statement of [
        `update ledger set seq = seq + 1000 where chain = ${quoted(chain)} and seq >= 4`,
        `insert into ledger (chain, seq, at, type, actor, on_behalf_of, subject, data, prev, hash) values (${row.join(', ')})`,
        `update ledger set seq = seq - 999 where chain = ${quoted(chain)} and seq >= 1000`,
      ])
        await tampered.sql(statement);
      expect(await firstBreak()).toEqual({ chain, seq: 5, why: 'record-changed' });
    });

    it('when a chain, or everything, is written anew with fresh hashes', async () => {
      for (const one of [chain]) {
        const records = await tampered.store.ledger.recordsOf(one);
        for (const statement of rewritten(records, 2)) await tampered.sql(statement);
      }
      expect(await firstBreak()).toEqual({ chain, seq: firstHead, why: 'sealed-record-changed' });
      const other = generateKeyPairSync('ed25519').privateKey;
      for (const statement of ['delete from seal_heads', 'delete from seals']) await tampered.sql(statement);
      const { ledger } = tampered.store;
      await ledger.seal(makeSeal(other, undefined, await ledger.unsealed(), '2026-11-02T00:00:00.000Z'));
      expect(await firstBreak()).toEqual({ chain: 'seal', seq: 1, why: 'seal-not-signed' });
    });

    const times = thorough ? 1_000 : 40;
    it(`when one of the texts of a record is not what it was, at ${times} places chosen by chance`, async () => {
      const random = chance(13);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
      const all = await tampered.store.ledger.records(undefined, 1_000);
      for (let n = 0; n < times; n++) {
        const found = pick(all);
        const field = pick(Object.keys(columns) as (keyof typeof columns)[]);
        const before = found[field];
        const at = Math.floor(random() * (before.length + 1));
        const after = `${before.slice(0, at)}${pick(['x', ' ', '0'])}${random() < 0.5 ? before.slice(at) : before.slice(at + 1)}`;
        if (after === before) continue;
        const put = (value: string) =>
          tampered.sql(`update ledger set ${columns[field]} = ${quoted(value)} where ${its(found.seq, found.chain)}`);
        await put(after);
        expect(await firstBreak()).toEqual({ chain: found.chain, seq: found.seq, why: 'record-changed' });
        await put(before);
      }
      expect(await firstBreak()).toBeUndefined();
    });
  });
};
