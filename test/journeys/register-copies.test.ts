import { writeFileSync } from 'node:fs';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveCopies } from '../../src/app/copy-pages.ts';
import type { Card } from '../../src/core/card.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { aTakeout, buttonsOf, textOf, type World } from '../support/world.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let desk: RegisterDesk;
let world: World;
let app: FastifyInstance;
beforeEach(async () => {
  const roles = { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'clerk' };
  desk = await aRegisterDesk({ chart: { roles } });
  world = desk.world;
  app = Fastify();
  serveCopies(app, world.copies, quiet);
  await world.submit('staff', 'takeout/new', aTakeout({ purpose: '=出張 <b>' }));
  await world.submit('staff2', 'takeout/new', aTakeout({ destination: '山手集会所' }));
});
afterEach(async () => {
  await app.close();
  await desk.close();
});

const all = { name: 'takeout', year: '2026', unit: '', person: '', number: '', words: '' };
const asked = (person: string, values: object = {}, form = 'copy/new') =>
  world.submit(person, form, { ...all, format: 'csv', era: 'seireki', ...values });
const said = (reply: Awaited<ReturnType<World['ask']>>): Card => {
  if (reply.kind !== 'say') throw new Error(JSON.stringify(reply));
  return reply.card;
};
const addressOn = (card: Card): string => {
  const [link] = card.blocks.flatMap((block) => (block.kind === 'link' ? [block] : []));
  if (!link) throw new Error(textOf(card));
  return new URL(link.url).pathname;
};
const exportsOf = async () =>
  (await world.store.ledger.recordsOf('org'))
    .filter(({ type }) => type === 'register.exported')
    .map(({ actor, data }) => ({ actor, ...(JSON.parse(data) as { rows: number; unit: string; number: number }) }));

describe('a register asked for in chat', () => {
  it('is taken by the person alone, once, over a page that does nothing by itself', async () => {
    await asked('clerk');
    const url = addressOn(world.card('clerk', 'copy-2026-1'));
    expect([...world.cards.keys()].filter((slot) => slot.includes('copy-'))).toEqual(['case/copy-2026-1/clerk']);
    for (let look = 0; look < 2; look++) {
      const page = await app.inject({ method: 'GET', url });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('持ち出し台帳、2026年度(CSV、西暦)');
      expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    }
    expect(await exportsOf()).toEqual([]);
    const file = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(file.statusCode).toBe(200);
    expect(decodeURIComponent(String(file.headers['content-disposition']))).toContain('持ち出し台帳-1.csv');
    expect(file.body).toContain("'=出張 <b>");
    expect(file.body).toContain('山手集会所');
    expect(await exportsOf()).toMatchObject([{ actor: 'clerk', rows: 2, unit: '全部署', number: 1 }]);
    await world.tick();
    expect(textOf(world.card('clerk', 'copy-2026-1'))).toContain('に受け取りました(書き出し番号 1)');
    for (const method of ['GET', 'POST'] as const) expect((await app.inject({ method, url })).statusCode).toBe(410);
    writeFileSync(desk.file('taken.csv'), file.rawPayload);
    expect((await desk.mamori('register', 'verify', desk.file('taken.csv'))).text).toContain(
      '書き出したときのままです',
    );
  });

  it('is handed over once, however many ask for it at the same moment', async () => {
    await asked('clerk', { format: 'xlsx' });
    const url = addressOn(world.card('clerk', 'copy-2026-1'));
    const codes = await Promise.all(
      Array.from({ length: 6 }, async () => (await app.inject({ method: 'POST', url })).statusCode),
    );
    expect(codes.sort()).toEqual([200, 410, 410, 410, 410, 410]);
    expect(await exportsOf()).toHaveLength(1);
  });

  it('holds what the person may read, and no more', async () => {
    const rows: Record<string, number> = {};
    for (const person of ['chief', 'head', 'leader', 'staff', 'colleague']) {
      await asked(person);
      const id = `copy-2026-${Object.keys(rows).length + 1}`;
      await app.inject({ method: 'POST', url: addressOn(world.card(person, id)) });
      rows[person] = (await exportsOf()).at(-1)?.rows ?? -1;
    }
    expect(rows).toEqual({ chief: 2, head: 2, leader: 1, staff: 1, colleague: 0 });
    expect((await exportsOf()).map(({ unit }) => unit)).toEqual([
      '全部署',
      ...['読める部署とご自分の分', '読める部署とご自分の分', 'ご自分の分', 'ご自分の分'],
    ]);
  });

  it('is no longer there after an hour, for a forged address, or when the post has ended', async () => {
    await asked('clerk');
    const url = addressOn(world.card('clerk', 'copy-2026-1'));
    await asked('clerk');
    const other = addressOn(world.card('clerk', 'copy-2026-2'));
    for (const forged of [
      url.replace('2026-1.', '2026-2.'),
      `${url.slice(0, -1)}A`,
      '/copies/copy-2026-1',
      '/copies/x',
    ])
      if (forged !== url) expect((await app.inject({ method: 'POST', url: forged })).statusCode, forged).toBe(410);
    await world.change({ people: [], posts: [{ person: 'clerk', posts: [] }] });
    expect((await app.inject({ method: 'POST', url })).statusCode).toBe(410);
    await world.travel('2026-06-01T11:30:00+09:00');
    expect((await app.inject({ method: 'POST', url: other })).statusCode).toBe(410);
    expect(textOf(world.card('clerk', 'copy-2026-2'))).toContain('期限が過ぎました');
    expect(await exportsOf()).toEqual([]);
  });

  it('asks again in the form for a unit or a person nobody knows', async () => {
    const reply = await asked('clerk', { unit: '宇宙部' });
    expect(JSON.stringify(reply)).toContain('「宇宙部」という部署はありません');
    expect(JSON.stringify(await asked('clerk', { person: '見知らぬ人' }))).toContain('名簿に見つかりません');
  });

  it('tells a stranger how to be known', async () => {
    expect(textOf(said(await asked('stranger')))).toContain('職員名簿と結び付いていない');
  });
});

describe('looking for something in a register', () => {
  const looks = async (person: string, values: object): Promise<Card> => {
    await world.submit(person, 'look/new', { ...all, ...values });
    const card = world.rings(person).at(-1);
    if (!card) throw new Error(`${person} got no answer`);
    return card;
  };

  it.each([
    ['by number', { number: '2026-0002' }, ['staff2']],
    ['by a bare number', { number: '１' }, ['staff']],
    ['by person', { person: 'staff2' }, ['staff2']],
    ['by unit', { unit: '事業部 企画グループ' }, ['staff']],
    ['by words, all of them', { words: '山手　ノートPC' }, ['staff2']],
    ['in every year', { year: 'all' }, ['staff2', 'staff']],
    ['in another year', { year: '2025' }, []],
  ])('finds it %s', async (_, values, whose) => {
    const card = await looks('clerk', values);
    const opened = buttonsOf(card).filter(({ label }) => label.endsWith('を開く'));
    expect(opened).toHaveLength(whose.length);
    for (const person of whose) expect(textOf(card)).toContain(`${person}さん`);
  });

  it('shows nobody more than they may read, and puts what was read on record without what was typed', async () => {
    expect(textOf(await looks('leader', {}))).not.toContain('staff2');
    expect(textOf(await looks('colleague', {}))).toContain('当てはまるものはありません');
    const reads = (await world.store.ledger.recordsOf('org')).filter(({ type }) => type === 'register.read');
    expect(reads.map(({ actor }) => actor)).toEqual(['leader']);
    await looks('clerk', { words: '山手' });
    const last = (await world.store.ledger.recordsOf('org')).findLast(({ type }) => type === 'register.read');
    expect(last?.data).not.toContain('山手');
    expect(last?.data).toContain('"found":1');
  });

  it('leafs through many, ten at a time, and leads to a file of the same', async () => {
    for (let at = 0; at < 12; at++) await world.submit('staff', 'takeout/new', aTakeout());
    const first = await looks('clerk', { person: 'staff' });
    expect(textOf(first)).toContain('13件のうち1〜10件目');
    const next = buttonsOf(first).find(({ label }) => label === '次の10件')?.action;
    if (next?.do !== 'press') throw new Error('no next page');
    const second = said(await world.ask('clerk', { type: 'press', verb: next.verb, arg: next.arg }));
    expect(textOf(second)).toContain('13件のうち11〜13件目');
    const copy = buttonsOf(second).find(({ label }) => label === 'この条件で書き出す')?.action;
    if (copy?.do !== 'open') throw new Error('no way to a file');
    const form = await world.ask('clerk', { type: 'open', form: copy.form, context: { arg: copy.arg } });
    expect(JSON.stringify(form)).toContain('"value":"staff"');
  });

  it('does not find a report by a name that stays from the register', async () => {
    await world.submit('staff', 'violation/new', {
      ...{ who: '', subject: '貸し借り', body: '見かけた', hide: 'hidden' },
    });
    expect(textOf(await looks('clerk', { name: 'violation' }))).toContain('1件のうち');
    expect(textOf(await looks('clerk', { name: 'violation', person: 'staff' }))).toContain(
      '当てはまるものはありません',
    );
  });
});
