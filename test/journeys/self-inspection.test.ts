import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawValues } from '../../src/core/form.ts';
import { said, withDuties } from '../support/hands-on-duties.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

const plan = 'duty-2026-1';
const day = '2026-06-01';

let world: World;
let hands: ReturnType<typeof withDuties>;
beforeEach(async () => {
  const roles = { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'head' };
  world = await aWorld({ at: '2026-06-01T10:00:00+09:00', chart: { roles } });
  hands = withDuties(world);
});
afterEach(() => world.close());

const formOf = async (person: string, form: string) => {
  const opened = await world.ask(person, { type: 'open', form, context: { case: plan } });
  if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
  return opened.form;
};

/** The whole checklist, with so many things to put right. */
const answers = async (person: string, wrong: number): Promise<RawValues> => {
  const { fields } = await formOf(person, 'duty/inspect');
  return Object.fromEntries(fields.map(({ name }, at) => [name, at < wrong ? 'mend' : 'kept']));
};

const inspects = async (person: string, wrong: number) =>
  world.ask(person, {
    type: 'submit',
    form: 'duty/inspect',
    context: { case: plan },
    values: await answers(person, wrong),
  });

const measures = (person: string, values: RawValues) =>
  world.ask(person, { type: 'submit', form: 'duty/measures', context: { case: plan }, values });

const inspectionCard = (person: string): string => textOf(world.cards.get(`case/${plan}/inspection/${person}`)!);

describe('自己点検', () => {
  it('asks each 情報管理者 about the clauses that bind them, in plain words', async () => {
    await hands.run('selfInspection', plan);
    expect(hands.morning('leader', day)).toContain('点検表に答える');
    expect(hands.morning('staff', day)).toBe('');
    const { fields } = await formOf('leader', 'duty/inspect');
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.map(({ label }) => label).join()).toContain('端末や媒体の盗難防止(対策基準 6(3)(ア))');
    expect(fields.every((field) => field.kind === 'choice' && field.value === '')).toBe(true);
  });

  it('wants every question answered', async () => {
    await hands.run('selfInspection', plan);
    const values = { ...(await answers('leader', 0)), c3: '' };
    const reply = await world.ask('leader', { type: 'submit', form: 'duty/inspect', context: { case: plan }, values });
    expect(reply.kind).toBe('errors');
  });

  it('makes each finding a measure with a date before it counts as sent', async () => {
    await hands.run('selfInspection', plan);
    await inspects('leader', 2);
    expect(await world.store.tasks.find({ plan, people: ['leader'] })).toMatchObject([{ status: 'open' }]);
    expect(inspectionCard('leader')).toContain('直すところ 2');
    expect(hands.morning('leader', day)).toContain('直すことと期限を決める');
    const early = await measures('leader', { m0: '鍵をかける', d0: '2026-05-01', m1: '棚を替える', d1: '2026-06-19' });
    expect(JSON.stringify(early)).toContain('今日以降の日に');
    await measures('leader', { m0: '鍵をかける', d0: '2026-06-12', m1: '棚を替える', d1: '2026-06-19' });
    expect(await world.store.tasks.find({ plan, people: ['leader'] })).toMatchObject([{ status: 'done' }]);
    expect(inspectionCard('leader')).toContain('鍵をかける 2026年6月12日(金)まで');
  });

  it('reminds of a measure on its day, and the 情報セキュリティ管理者 hears when it has passed', async () => {
    await hands.run('selfInspection', plan);
    await inspects('leader', 1);
    await measures('leader', { m0: '鍵をかける', d0: '2026-06-11' });
    const rings = (person: string) => world.rung.filter(({ to, slot }) => to === person && slot.startsWith('measure/'));
    await world.travel('2026-06-11T10:00:00+09:00');
    expect(rings('leader')).toHaveLength(1);
    expect(rings('security')).toHaveLength(0);
    await world.travel('2026-06-12T10:00:00+09:00');
    expect(
      rings('security')
        .map(({ card }) => textOf(card))
        .join(),
    ).toContain('鍵をかける');
    const state = (await world.store.loadCase(plan))?.state as {
      inspections: { leader: { findings: { clause: string }[] } };
    };
    await hands.press('leader', 'mended', plan, state.inspections.leader.findings[0]?.clause);
    expect(inspectionCard('leader')).toContain('済み');
    await world.travel('2026-06-30T10:00:00+09:00');
    expect(rings('leader').length).toBeLessThanOrEqual(2);
  });

  it('is put together by the 情報セキュリティ管理者 for the 責任者', async () => {
    await hands.run('selfInspection', plan);
    await inspects('leader2', 0);
    await inspects('leader', 1);
    await measures('leader', { m0: '鍵をかける', d0: '2026-06-11' });
    expect(textOf(world.card('security', plan))).toContain('報告 2人、直すところ 1件');
    const values = { words: '施錠を徹底する' };
    const ask = { type: 'submit' as const, form: 'duty/compile', context: { case: plan }, values };
    expect(said(await world.ask('leader', ask))).toContain('情報セキュリティ管理者です');
    expect(said(await world.ask('security', ask))).toContain('2人分の自己点検');
    const got = world.rings('chief').map(textOf).join();
    expect(got).toContain('施錠を徹底する');
    expect(got).toContain('鍵をかける');
    expect(got).toContain('事業部 企画グループ');
  });
});

describe('an audit', () => {
  it('of a unit the 監査責任者 heads is made by somebody else, whom the 責任者 names', async () => {
    await hands.run('audit', plan);
    expect(JSON.stringify((await formOf('head', 'duty/report')).intro)).toContain('事業部は、別の方が監査します');
    const card = textOf(world.cards.get(`case/${plan}/auditor/chief`)!);
    expect(card).toContain('まだ決まっていない部署: 事業部');
    const names = (person: string, who: string) =>
      world.ask(person, {
        type: 'submit',
        form: 'duty/auditor',
        context: { case: plan },
        values: { unit: 'jigyo', who },
      });
    expect(said(await names('security', 'clerk'))).toContain('決めるのは、情報セキュリティ責任者です');
    for (const own of ['head', 'leader', 'staff2', 'chief'])
      expect(JSON.stringify(await names('chief', own))).toContain('選べません');
    expect((await names('chief', 'clerk')).kind).toBe('done');
    await world.tick();
    await world.tick();
    expect(hands.morning('clerk', day)).toContain('情報セキュリティ監査');
    expect(await world.store.tasks.find({ plan, people: ['clerk'] })).toMatchObject([{ unit: 'jigyo' }]);
    await world.travel('2026-06-02T12:00:00+09:00');
    expect(await world.store.tasks.find({ plan, people: ['clerk'] })).toMatchObject([{ status: 'open' }]);
  });
});
