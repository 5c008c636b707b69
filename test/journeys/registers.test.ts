import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/core/card.ts';
import { aTakeout, aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

const id = 'takeout-2026-1';

let world: World;
beforeEach(async () => {
  const roles = { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'clerk' };
  world = await aWorld({ chart: { roles } });
  await world.submit('staff', 'takeout/new', aTakeout());
  await world.submit('staff2', 'takeout/new', aTakeout());
});
afterEach(() => world.close());

const cardIn = (reply: Awaited<ReturnType<World['ask']>>): Card => {
  if (reply.kind !== 'say') throw new Error(reply.kind);
  return reply.card;
};
const says = async (person: string, text = '台帳'): Promise<Card> =>
  cardIn(await world.ask(person, { type: 'say', text, canOpen: 'always' }));
const shown = async (person: string, of: string): Promise<Card> =>
  cardIn(await world.ask(person, { type: 'press', verb: 'show', case: of }));
const reads = async () => (await world.store.ledger.recordsOf('org')).filter(({ type }) => type === 'register.read');

describe('the word 台帳', () => {
  it.each([
    ['clerk', '監査責任者として', 2],
    ['security', '情報セキュリティ管理者として', 2],
    ['chief', '情報セキュリティ責任者として', 2],
    ['head', '部署の分', 2],
    ['leader', '部署の分', 1],
    ['staff', 'ご自分の申請', 1],
    ['infra', '部署の分', 0],
    ['colleague', 'ご自分の申請', 0],
  ])('shows %s what they may see: %s', async (person, said, count) => {
    const card = await says(person);
    expect(textOf(card)).toContain(said);
    expect(textOf(card)).toContain(`["持ち出し","${count}件"]`);
    expect(buttonsOf(card).filter(({ label }) => label.endsWith('を開く'))).toHaveLength(count);
  });

  it('shows the newest ten of many, newest first, each to be opened', async () => {
    for (let at = 0; at < 12; at++) await world.submit('staff', 'takeout/new', aTakeout());
    const card = await says('clerk');
    expect(textOf(card)).toContain('14件のうち新しい10件');
    const open = buttonsOf(card).filter(({ label }) => label.endsWith('を開く'));
    expect(open).toHaveLength(10);
    expect(open[0]?.action).toMatchObject({ verb: 'show', case: 'takeout-2026-14' });
  });

  it('leads to the other registers that hold something', async () => {
    await world.submit('staff', 'incident/new', { subject: '見当たらない', body: '鞄ごと' });
    const way = buttonsOf(await says('clerk')).find(({ label }) => label === '事故の台帳');
    expect(way?.action).toEqual({ do: 'press', verb: 'register/incident' });
    const card = cardIn(await world.ask('clerk', { type: 'press', verb: 'register/incident' }));
    expect(textOf(card)).toContain('事故の台帳(1件のうち新しい1件)');
    expect(textOf(await shown('clerk', 'incident-2026-1'))).toContain('鞄ごと');
  });

  it('tells a stranger how to be known', async () => {
    expect(textOf(await says('stranger'))).toContain('職員名簿と結び付いていません');
  });
});

describe('reading the case of somebody else', () => {
  it('shows the auditor all of it, whose it is, and no button', async () => {
    const card = await shown('clerk', id);
    expect(textOf(card)).toContain('["申請者","staff"]');
    expect(textOf(card)).toContain('港町会館');
    expect(textOf(card)).not.toContain('あなたの申請');
    expect(buttonsOf(card)).toHaveLength(0);
  });

  it('is on record, with who looked at what; looking at one’s own is not', async () => {
    await says('staff');
    await shown('staff', id);
    await shown('leader', id);
    expect(await reads()).toHaveLength(0);
    await says('clerk');
    await shown('clerk', id);
    expect((await reads()).map(({ actor, subject }) => [actor, subject])).toEqual([
      ['clerk', 'org'],
      ['clerk', id],
    ]);
    expect((await world.store.ledger.recordsOf(id)).some(({ type }) => type === 'register.read')).toBe(false);
  });

  it('is refused to everybody else, and that is on record', async () => {
    for (const person of ['colleague', 'staff2', 'leader2', 'infra']) {
      expect(textOf(await shown(person, id))).toContain('あなたが見られるものではありません');
    }
    const tried = (await world.store.ledger.recordsOf(id)).filter(({ type }) => type === 'refused');
    expect(tried.map(({ actor }) => actor)).toEqual(['colleague', 'staff2', 'leader2', 'infra']);
    expect(textOf(await shown('colleague', 'takeout-2026-99'))).toContain('見つからない');
  });

  it('ends with the post: the audit lead of yesterday sees only their own', async () => {
    await world.change({ roles: { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1' } });
    expect(textOf(await says('clerk'))).toContain('ご自分の申請');
    expect(textOf(await shown('clerk', id))).toContain('あなたが見られるものではありません');
  });

  it('leaves out what was never sent, and keeps the button a decider has', async () => {
    await world.submit('staff', 'takeout/new', aTakeout({ myNumber: 'yes' }));
    expect(textOf(await shown('clerk', 'takeout-2026-3'))).toContain('あなたが見られるものではありません');
    await world.press('leader', id, '承認');
    const card = await shown('leader', id);
    expect(textOf(card)).toContain('港町会館');
    expect(buttonsOf(card).map(({ label }) => label)).toEqual(['承認を取り消す']);
  });
});
