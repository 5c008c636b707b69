import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawValues } from '../../src/core/form.ts';
import { kindOf } from '../../src/core/requests/kinds.ts';
import { sampleOf } from '../support/sample-request.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const send = (kind: string, change: RawValues) =>
  world.submit('staff', `${kind}/new`, { ...sampleOf(kindOf(kind)), ...change });

describe('a rule nobody may set aside', () => {
  it.each([
    ['byod', { type: 'media' }, '対策基準 8(4)(ア)②', '支給の媒体を'],
    ['settingChange', { target: 'antivirus' }, '対策基準 8(4)(イ)①', '情報基盤管理者に伝えて'],
    ['software', { licence: 'own' }, '対策基準 8(1)(ツ)③', '財団で購入'],
    ['software', { licence: 'copied' }, '対策基準 8(1)(ツ)③', '財団で購入'],
    ['deviceChange', { change: 'rebuild' }, '対策基準 8(1)(テ)', '情報基盤管理者に伝えて'],
    ['cloudService', { contract: 'terms', confidentiality: '2' }, '対策基準 10(2)', '契約を結べるサービス'],
    ['externalAccess', { myNumber: 'yes' }, '対策基準 6(2)(オ)', '執務区域の中で'],
    ['remoteWork', { myNumber: 'yes' }, '対策基準 6(2)(オ)', '執務区域の中で'],
    [
      'remoteWork',
      { place: 'public', personal: 'yes', personalCount: '1', confidentiality: '2' },
      '対策基準 7(1)(オ)②',
      '場所を変えるか',
    ],
  ])('stops %s %j before any approver, names the clause and one next step', async (kind, change, clause, step) => {
    const reply = await send(kind, change as RawValues);
    if (reply.kind !== 'say') throw new Error(reply.kind);
    expect(textOf(reply.card)).toContain(clause);
    expect(textOf(reply.card)).toContain(step);
    expect([...world.cards.keys()].filter((slot) => !slot.includes('/staff'))).toEqual([]);
    const id = `${kind}-2026-1`;
    expect(world.has('staff', id, '内容を直す')).toBe(true);
    expect(world.has('staff', id, '情報管理者に相談')).toBe(false);
    const forced = await world.ask('staff', { type: 'press', verb: 'consult', case: id, version: 1 });
    expect(JSON.stringify(forced)).toContain(clause);
  });
});

describe('a rule that only an exception sets aside', () => {
  it.each([
    ['remoteWork', { sensitive: 'yes' }, '対策基準 7(1)(オ)②'],
    ['remoteWork', { personal: 'yes', personalCount: '101', confidentiality: '2' }, '対策基準 7(1)(オ)②'],
    ['externalAccess', { line: 'public' }, '対策基準 8(2)(エ)⑤'],
    ['externalProvision', { myNumber: 'yes' }, '対策基準 5(1)(イ)②'],
  ])('stops %s %j and leads to the 情報管理者, who finds the 例外措置 form filled', async (kind, change, clause) => {
    const reply = await send(kind, change as RawValues);
    if (reply.kind !== 'say') throw new Error(reply.kind);
    expect(textOf(reply.card)).toContain(clause);
    await world.press('staff', `${kind}-2026-1`, '情報管理者に相談');
    expect(textOf(world.rings('leader').at(-1)!)).toContain('exception/new');
  });
});

describe('what can be put right', () => {
  it.each([
    ['copySend', { way: 'mail', encryption: [] }, '漏れない方法'],
    ['externalProvision', { encryption: [] }, '対策基準 4(2)(ク)①'],
    ['externalProvision', { on: '2026-05-31' }, '渡す前に許可'],
    ['disposal', { type: 'media', method: 'shred' }, '対策基準 4(2)(ケ)①'],
    ['byod', { procedure: 'no' }, '利用手順を読んで'],
    ['software', { supportEnd: '2026-06-01' }, '対策基準 8(4)(ア)④'],
    ['networkConnect', { owner: 'private' }, '支給以外の端末'],
    ['remoteWork', { personal: 'yes', personalCount: '', confidentiality: '2' }, '何人分か'],
    ['remoteWork', { personal: 'yes', personalCount: '3', confidentiality: '1' }, '対策基準 4(1)(ア)'],
    ['remoteWork', { until: '2028-06-01' }, '1年以内'],
    ['mailAddress', { type: 'contractor', user: '見本太郎' }, '会社名'],
  ])('comes back in the form of %s %j with a sentence at the field', async (kind, change, said) => {
    const reply = await send(kind, change as RawValues);
    if (reply.kind !== 'errors') throw new Error(reply.kind);
    expect(JSON.stringify(reply.form)).toContain(said);
    expect(await world.store.findCases({ kind })).toEqual([]);
  });

  it('asks who exchanges with another body to agree on the handling first', async () => {
    const values = { ...sampleOf(kindOf('exchange')), agreed: 'no' };
    const reply = await world.submit('infra', 'exchange/new', values);
    expect(JSON.stringify(reply)).toContain('先に、取り扱いを相手と取り決めて');
  });
});
