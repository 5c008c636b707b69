import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealMark } from '../../src/app/register-copy.ts';
import type { Reply } from '../../src/core/ask.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { buttonsOf, textOf, type World } from '../support/world.ts';

let desk: RegisterDesk;
let world: World;
beforeEach(async () => {
  const roles = { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'clerk' };
  desk = await aRegisterDesk({ chart: { roles } });
  world = desk.world;
  await desk.lived();
});
afterEach(() => desk.close());

const orgFacts = async (type: string): Promise<Record<string, unknown>[]> =>
  (await world.store.ledger.recordsOf('org')).flatMap((record) =>
    record.type === type ? [{ actor: record.actor, ...(JSON.parse(record.data) as Record<string, unknown>) }] : [],
  );
const said = (reply: Reply): string => (reply.kind === 'say' ? textOf(reply.card) : reply.kind);

describe('an audit', () => {
  it('draws decisions by lot into one PDF, the same ones with the same seed, all on record', async () => {
    for (const name of ['a.pdf', 'b.pdf']) {
      const out = ['--count', '2', '--seed', '令和8年度', '--out', desk.file(name)];
      const { code, text } = await desk.mamori('audit', 'sample', ...out);
      expect(text).toContain('監査の抽出(全年度)を');
      expect(code).toBe(0);
    }
    expect(readFileSync(desk.file('a.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    const [first, second] = await orgFacts('audit.sampled');
    expect(first).toMatchObject({ actor: 'operator', seed: '令和8年度', asked: 2, population: 3 });
    expect(first?.refs).toHaveLength(2);
    expect(second?.refs).toEqual(first?.refs);
  });

  it('finds who decided what for whom, and puts the count on record', async () => {
    const { code } = await desk.mamori('audit', 'report', '--year', '2026', '--out', desk.file('r.pdf'));
    expect(code).toBe(0);
    expect(await orgFacts('audit.reported')).toMatchObject([{ decisions: 3, own: 0, twice: 0, year: 2026 }]);
  });

  it('keeps with each decision the post of that day and the version of the policy', async () => {
    const records = await world.store.ledger.recordsOf('takeout-2026-1');
    const approved = records.find(({ type }) => type === 'request.approvedWithConditions');
    expect(JSON.parse(approved?.data ?? '{}')).toMatchObject({
      post: '事業部 企画グループ グループリーダー',
      policy: 0,
    });
    await world.submit('staff', 'incident/new', { subject: '見当たらない', body: '鞄ごと' });
    await world.press('leader', 'incident-2026-1', '受け付けた');
    const received = (await world.store.ledger.recordsOf('incident-2026-1')).find(
      ({ type }) => type === 'report.received',
    );
    expect(JSON.parse(received?.data ?? '{}')).toMatchObject({
      post: '事業部 企画グループ グループリーダー',
      policy: 0,
    });
  });

  it('is for the 監査責任者 and the 責任者 alone, also in chat', async () => {
    const words = (person: string) => world.ask(person, { type: 'say', text: '監査', canOpen: 'always' });
    for (const person of ['clerk', 'chief']) expect(said(await words(person))).toContain('決定を抽出');
    for (const person of ['security', 'leader', 'staff']) {
      expect(said(await words(person))).toContain('監査の資料を受け取れるのは');
      const sent = await world.submit(person, 'auditSample/new', { year: '2026', count: '2', seed: '' });
      expect(said(sent)).toContain('監査責任者と情報セキュリティ責任者だけ');
    }
    const registers = await world.ask('clerk', { type: 'say', text: '台帳', canOpen: 'always' });
    if (registers.kind !== 'say') throw new Error(registers.kind);
    expect(buttonsOf(registers.card).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['探す', '書き出す', '決定を抽出', '職務の分離と期限']),
    );
  });

  it('hands the PDFs to the 監査責任者 over a link of their own, with a seed nobody had to think of', async () => {
    await world.submit('clerk', 'auditSample/new', { year: 'all', count: '10', seed: '' });
    await world.submit('clerk', 'auditReport/new', { year: '2026' });
    for (const id of ['auditSample-2026-1', 'auditReport-2026-1']) {
      const link = world.card('clerk', id).blocks.find(({ kind }) => kind === 'link');
      if (link?.kind !== 'link') throw new Error('no link');
      const taken = await world.copies.take(link.url.split('/').at(-1) ?? '');
      if (taken.is !== 'file') throw new Error(taken.is);
      expect(taken.file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    }
    const [sampled] = await orgFacts('audit.sampled');
    expect(sampled).toMatchObject({ actor: 'clerk', population: 3 });
    expect(String(sampled?.seed).length).toBeGreaterThan(4);
    expect(await orgFacts('audit.reported')).toMatchObject([{ actor: 'clerk' }]);
  });

  it('gets the last seal in chat once a month, to be noted outside', async () => {
    await desk.seal();
    await world.jump('2026-06-02T09:00:00+09:00');
    await world.jump('2026-06-03T09:00:00+09:00');
    const shown = () => world.rings('clerk').filter(({ title }) => title.startsWith('記録の封印'));
    expect(shown()).toHaveLength(1);
    const seal = sealMark(await world.store.ledger.lastSeal());
    expect(textOf(shown()[0] as never)).toContain(String(seal?.hash));
    await world.jump('2026-07-01T09:00:00+09:00');
    expect(shown()).toHaveLength(2);
  });
});
