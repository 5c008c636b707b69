import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayAdminister } from '../../src/core/admin/offices.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { factsOf, fillIn } from '../support/admin-desk.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const dir = async () => indexDirectory(await world.store.directory());
const shown = (id: string, who = 'security'): string => textOf(world.card(who, id));
const said = (reply: Awaited<ReturnType<typeof fillIn>>): string =>
  reply.kind === 'errors' ? JSON.stringify(reply.form) : reply.kind === 'say' ? textOf(reply.card) : reply.kind;

describe('who leads a unit', () => {
  it('changes on its day, and requests follow', async () => {
    const sent = await fillIn(world, 'security', 'adminHead/new', {
      ...{ unit: 'jigyo-1', next: 'colleague', from: '2026-06-10', now: 'stays' },
    });
    expect(sent.kind).toBe('done');
    const id = 'adminHead-2026-1';
    expect(shown(id)).toContain('2026年6月10日(水)から colleagueさんが承認します');
    await world.press('security', id, '反映する');
    const chart = await dir();
    expect(chart.headsOf('jigyo-1', '2026-06-09')).toEqual(['leader']);
    expect(chart.headsOf('jigyo-1', '2026-06-10')).toEqual(['colleague']);
    expect(chart.postsOf('leader', '2026-06-10').map(({ unit, position }) => `${unit}${position}`)).toEqual([
      'jigyo-1',
    ]);
    expect(chart.postsOf('colleague', '2026-06-10')).toHaveLength(1);
    const [, applied] = await factsOf(world, id);
    expect(applied?.data).toContain('"after":["colleague"],"before":["leader"]');
  });

  it('is refused for somebody who is not there, cannot be reached, or would have no post left', async () => {
    const ask = (values: Record<string, string>) =>
      fillIn(world, 'security', 'adminHead/new', { unit: 'jigyo-1', next: 'colleague', from: '2026-06-10', ...values });
    expect(said(await ask({ next: 'nobody', now: 'stays' }))).toContain('名簿に見つかりません');
    expect(said(await ask({ next: 'leader', now: 'stays' }))).toContain('もう担当です');
    expect(said(await ask({ now: 'leaves' }))).toContain('ほかの所属がありません');
    expect(said(await ask({ from: '2026-05-01', now: 'stays' }))).toContain('それより後');
  });

  it('needs the 責任者 where the 管理者 would lead one unit more', async () => {
    await fillIn(world, 'security', 'adminHead/new', {
      ...{ unit: 'jigyo-2', next: 'security', from: '2026-06-10', now: 'stays' },
    });
    await world.press('security', 'adminHead-2026-1', '反映する');
    expect((await dir()).headsOf('jigyo-2', '2026-06-10')).toEqual(['leader2']);
    await world.press('chief', 'adminHead-2026-1', '確認して反映する');
    expect((await dir()).headsOf('jigyo-2', '2026-06-10')).toEqual(['security']);
  });
});

describe('a role of the whole foundation', () => {
  it('passes on its day, after the other of the two has agreed', async () => {
    await fillIn(world, 'security', 'adminOffice/new', { role: 'securityManager', unit: 'jigyo', from: '2026-06-10' });
    const id = 'adminOffice-2026-1';
    await world.press('security', id, '反映する');
    await world.press('chief', id, '確認して反映する');
    expect(shown(id)).toContain('2026年6月10日(水)に反映します');
    expect((await dir()).data.roles.securityManagerUnit).toBe('somu');
    await world.travel('2026-06-10T00:30:00+09:00');
    expect((await dir()).data.roles.securityManagerUnit).toBe('jigyo');
    expect(mayAdminister(await dir(), 'head', '2026-06-10')).toBe(true);
    expect(mayAdminister(await dir(), 'security', '2026-06-10')).toBe(false);
    const types = (await factsOf(world, id)).map(({ type }) => type);
    expect(types).toEqual(['admin.proposed', 'admin.secondAsked', 'admin.scheduled', 'admin.applied']);
  });

  it('is given up with a reason when on its day nobody would hold it', async () => {
    await fillIn(world, 'security', 'adminOffice/new', {
      role: 'infrastructureManager',
      unit: 'jigyo-1',
      from: '2026-06-10',
    });
    const id = 'adminOffice-2026-1';
    await world.press('security', id, '反映する');
    await world.press('chief', id, '確認して反映する');
    const leader = (await dir()).allPostsOf('leader').map((post) => ({ ...post, until: '2026-06-05' }));
    await world.change({ posts: [{ person: 'leader', posts: leader }] });
    await world.travel('2026-06-10T00:30:00+09:00');
    expect(shown(id)).toContain('反映しませんでした');
    expect((await dir()).data.roles.infrastructureManagerUnit).toBe('somu-1');
  });

  it('is taken back before its day', async () => {
    await fillIn(world, 'chief', 'adminOffice/new', {
      role: 'infrastructureManager',
      unit: 'jigyo-1',
      from: '2026-06-10',
    });
    const id = 'adminOffice-2026-1';
    await world.press('chief', id, '反映する');
    await world.press('security', id, '確認して反映する');
    await world.press('chief', id, 'やめる');
    await world.travel('2026-06-10T01:30:00+09:00');
    expect((await dir()).data.roles.infrastructureManagerUnit).toBe('somu-1');
  });
});

describe('the 監査責任者', () => {
  const name = (who: string, next: string) => fillIn(world, who, 'adminAudit/new', { next, from: '2026-06-01' });

  it('is named by the 責任者 alone, at once', async () => {
    await name('chief', 'staff2');
    await world.press('chief', 'adminAudit-2026-1', '反映する');
    expect((await dir()).data.roles.auditLead).toBe('staff2');
  });

  it('is only prepared by the 管理者: the 責任者 decides', async () => {
    await name('security', 'staff2');
    await world.press('security', 'adminAudit-2026-1', '反映する');
    expect((await dir()).data.roles.auditLead).toBeUndefined();
    await world.press('chief', 'adminAudit-2026-1', '確認して反映する');
    expect((await dir()).data.roles.auditLead).toBe('staff2');
  });

  it.each(['chief', 'security', 'infra'])('is never %s, who is audited', async (who) => {
    expect(said(await name('chief', who))).toContain('監査責任者が');
  });

  it('comes with a warning where they lead a unit themselves', async () => {
    await name('chief', 'leader');
    expect(shown('adminAudit-2026-1', 'chief')).toContain('ご自分の部署の監査は、ほかの方に');
  });
});

describe('a 代行者 for somebody absent', () => {
  const id = 'deputy-2026-1';
  const ask = (who: string, values: Record<string, string> = {}) =>
    world.submit(who, 'deputy/new', {
      ...{
        principal: 'leader',
        role: 'informationManager',
        deputy: 'leader2',
        from: '2026-06-01',
        until: '2026-06-05',
      },
      ...values,
    });
  const deciders = async () => (await dir()).deputiesOf('leader', 'informationManager', '2026-06-02');

  it('is named by the 管理者, told to all three, and ended by the absent person', async () => {
    expect((await ask('security')).kind).toBe('done');
    expect((await deciders()).map(({ deputy }) => deputy)).toEqual(['leader2']);
    expect(shown(id, 'leader')).toContain('["決めた方","securityさん"]');
    expect(shown(id, 'leader2')).toContain('代行');
    expect(shown(id)).toContain('["留守の方","leaderさん"]');
    const [named] = await world.store.ledger.recordsOf(id);
    expect(named).toMatchObject({ actor: 'security', onBehalfOf: 'leader', subject: 'leader2' });
    await world.press('leader', id, '代行を終える');
    expect(await deciders()).toHaveLength(0);
  });

  it('is ended by whoever named them as long as they are 管理者', async () => {
    await ask('security');
    await world.change({ roles: { securityManagerUnit: 'jigyo', infrastructureManagerUnit: 'somu-1' } });
    const late = await world.press('security', id, '代行を終える');
    expect(late.kind === 'say' && textOf(late.card)).toContain('ご本人だけです');
    expect(await deciders()).toHaveLength(1);
  });

  it('is never the one who names them, nor named by anybody else', async () => {
    expect(said(await ask('security', { deputy: 'security' }))).toContain('ご自分を代行者にはできません');
    await ask('infra');
    await ask('head');
    expect(await deciders()).toHaveLength(0);
    expect(said(await ask('security', { principal: 'staff' }))).toContain('情報管理者ではないため');
    expect(said(await ask('chief', { principal: '' }))).toContain('だれの代行者ですか');
  });
});
