import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import type { LedgerPart } from '../../src/app/ledger-store.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import type { Fact } from '../../src/core/facts.ts';
import { aChange } from './a-change.ts';
import type { Held } from './store-contract.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

const fact = (chain: string, over: Partial<Fact> = {}): Fact => ({
  chain,
  type: 'request.approved',
  actor: 'S002',
  subject: chain,
  data: { 理由: 'あり', b: [1, 'x'], a: null },
  details: { 目的: '出張', 電話: '000\u0000' },
  ...over,
});

export const ledgerContract = (held: Held): void => {
  const write = (...facts: Fact[]) => held.fixture.store.commit(aChange({ facts }));
  const sealNow = async () => {
    const { ledger } = held.fixture.store;
    const seal = makeSeal(privateKey, await ledger.lastSeal(), await ledger.unsealed(), '2026-11-02T00:00:00.000Z');
    return ledger.seal(seal);
  };
  const verify = () => verifyLedger(held.fixture.store.ledger, publicKey);

  it('every case has its own chain, and records come in its order', async () => {
    await write(fact('b'), fact('a'), fact('b', { onBehalfOf: 'S001' }));
    await write(fact('a'));
    const { ledger } = held.fixture.store;
    const places = (await ledger.records(undefined, 100)).map(({ chain, seq }) => `${chain}${seq}`);
    expect(places).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect((await ledger.recordsOf('b')).map(({ onBehalfOf }) => onBehalfOf)).toEqual(['', 'S001']);
    expect((await ledger.records({ chain: 'a', seq: 2 }, 1)).map(({ chain, seq }) => `${chain}${seq}`)).toEqual(['b1']);
  });

  it('details lie beside the chain, each with a salt of its own', async () => {
    const { details: _, ...bare } = fact('a');
    await write(fact('a'), fact('a'), bare);
    const details = await held.fixture.store.ledger.detailsOf('a');
    expect(details.map(({ seq, text }) => [seq, text])).toEqual([
      [1, '{"目的":"出張","電話":"000\\u0000"}'],
      [2, '{"目的":"出張","電話":"000\\u0000"}'],
    ]);
    expect(details[0]?.salt).not.toBe(details[1]?.salt);
    expect(details[0]?.salt).toMatch(/^[0-9a-f]{32}$/);
  });

  it('a part of it comes whole, with its details, in the same order', async () => {
    const { details: _, ...bare } = fact('b');
    await write(fact('b'), fact('a'), bare, fact('c'), fact('あ'));
    const { ledger } = held.fixture.store;
    const seen = async (part: LedgerPart) =>
      (await ledger.whole(part, undefined, 100)).map((one) => `${one.chain}${one.seq}${one.salt === null ? '' : '+'}`);
    expect(await seen({})).toEqual(['a1+', 'b1+', 'b2', 'c1+', 'あ1+']);
    expect(await seen({ until: 'b' })).toEqual(['a1+']);
    expect(await seen({ from: 'b', until: 'c' })).toEqual(['b1+', 'b2']);
    expect(await seen({ from: 'c' })).toEqual(['c1+', 'あ1+']);
    const page = await ledger.whole({ until: 'c' }, { chain: 'b', seq: 1 }, 10);
    expect(page.map(({ salt, text, ...record }) => [record, salt, text])).toEqual([
      [(await ledger.recordsOf('b'))[1], null, null],
    ]);
    const { records, cuts } = await ledger.outline(3);
    expect(records).toBe(5);
    for (const cut of cuts) expect(cut).toMatch(/^[abc]$/);
  });

  it('a seal covers what has grown since the last one', async () => {
    const { ledger } = held.fixture.store;
    await write(fact('a'), fact('b'), fact('b'));
    expect(await ledger.unsealed()).toMatchObject({
      records: 3,
      heads: [
        { chain: 'a', seq: 1 },
        { chain: 'b', seq: 2 },
      ],
    });
    expect(await sealNow()).toBe(true);
    expect(await ledger.unsealed()).toEqual({ records: 0, heads: [] });
    await write(fact('b'));
    expect(await ledger.unsealed()).toMatchObject({ records: 1, heads: [{ chain: 'b', seq: 3 }] });
    await sealNow();
    expect((await ledger.seals(0, 100)).map(({ number, heads }) => [number, heads.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(await verify()).toEqual({ records: 4, seals: 2 });
  });

  it('what is written while a seal is being made waits for the next seal', async () => {
    const { ledger } = held.fixture.store;
    await write(fact('a'));
    const seal = makeSeal(privateKey, undefined, await ledger.unsealed(), '2026-11-02T00:00:00.000Z');
    await write(fact('a'), fact('b'));
    await ledger.seal(seal);
    expect(await ledger.unsealed()).toMatchObject({ records: 2 });
    expect(await ledger.lastSeal()).toEqual(seal);
  });

  it('of two seals with one number the first stands', async () => {
    const { ledger } = held.fixture.store;
    await write(fact('a'));
    const seal = makeSeal(privateKey, undefined, await ledger.unsealed(), '2026-11-02T00:00:00.000Z');
    expect(await ledger.seal(seal)).toBe(true);
    expect(await ledger.seal({ ...seal, at: 'later' })).toBe(false);
    expect(await ledger.seals(0, 100)).toEqual([seal]);
  });

  it('an untouched ledger verifies, however odd its text', async () => {
    await write(
      fact('a', { actor: 'slack:T1/U1', subject: '𠮷\u0000\u202e', data: { x: '"details":"', y: { details: 'no' } } }),
    );
    await write(fact('a', { details: {} }), fact('あ'));
    await sealNow();
    expect(await verify()).toEqual({ records: 3, seals: 1 });
  });
};
