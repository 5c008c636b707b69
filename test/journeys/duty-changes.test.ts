import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aPost } from '../support/chart.ts';
import { said, withDuties } from '../support/hands-on-duties.ts';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

const plan = 'duty-2026-1';
const day = '2026-06-01';

let world: World;
let hands: ReturnType<typeof withDuties>;
beforeEach(async () => {
  world = await aWorld({ at: '2026-06-01T10:00:00+09:00' });
  hands = withDuties(world);
});
afterEach(() => world.close());

const newcomer = (id: string, unit: string, from = '2026-05-01') => ({
  people: [{ id, name: id, email: `${id}@example.jp`, phone: '' }],
  posts: [{ person: id, posts: [aPost({ person: id, unit, from })] }],
});

describe('editing a duty in chat', () => {
  it('changes nothing before the 情報セキュリティ管理者 has seen how many people it reaches', async () => {
    await hands.run('virusScan', plan);
    await hands.edit(plan, { units: ['jigyo'], label: '検査のお願い', due: '2026-08-31' });
    const card = textOf(world.card('security', plan));
    expect(card).toContain('対象は6人になります(いま10人)');
    expect(hands.morning('staff', day)).toContain('ウイルスの全体検査');
    await world.press('security', plan, '6人で変える');
    await world.tick();
    expect(hands.morning('staff', day)).toContain('検査のお願い');
    expect(hands.morning('staff', day)).toContain('2026年8月31日');
    expect(await world.store.tasks.find({ plan, people: ['clerk'] })).toMatchObject([{ status: 'ended' }]);
    expect(hands.morning('clerk', day)).toContain('すべて終わっています');
  });

  it('can be dropped again, and is asked again when the chart has grown meanwhile', async () => {
    await hands.run('virusScan', plan);
    await hands.edit(plan, { units: ['jigyo'] });
    await world.change(newcomer('new', 'jigyo-1'));
    const reply = await world.press('security', plan, '6人で変える');
    expect(said(reply)).toContain('6人から7人に変わりました');
    expect(world.has('security', plan, '7人で変える')).toBe(true);
    await world.press('security', plan, '案をやめる');
    expect(textOf(world.card('security', plan))).not.toContain('変更の案');
  });

  it('begins with the number that was shown, or shows the new one', async () => {
    await hands.propose('virusScan', plan);
    await world.change(newcomer('new', 'jigyo-1'));
    expect(said(await hands.start(plan))).toContain('10人から11人に変わりました');
    expect(hands.mornings('staff')).toEqual([]);
    await hands.start(plan);
    expect(hands.mornings('staff')).toEqual([day]);
  });

  it('pauses: nobody is reminded until it goes on, and then as its rules say', async () => {
    await hands.run('virusScan', plan, { due: '2026-06-12', remind: '-5、0', again: '5' });
    await world.press('security', plan, 'いったん止める');
    await world.travel('2026-06-11T12:00:00+09:00');
    expect(hands.mornings('staff')).toEqual([day]);
    expect(said(await hands.press('staff', 'finish', plan))).toContain('いったん止めています');
    await world.press('security', plan, '再開する');
    await world.travel('2026-06-12T12:00:00+09:00');
    expect(hands.mornings('staff')).toEqual([day, '2026-06-12']);
  });

  it('is ended, and asks nobody any more', async () => {
    await hands.run('virusScan', plan);
    await world.press('security', plan, '終える');
    await world.tick();
    expect(hands.morning('staff', day)).toContain('すべて終わっています');
    await world.travel('2026-07-20T12:00:00+09:00');
    expect(hands.mornings('staff')).toEqual([day]);
  });

  it('is widened by nobody but the 情報セキュリティ管理者', async () => {
    const reply = await hands.propose('logReview', plan, { roles: ['staff'] }, 'infra');
    expect(said(reply)).toContain('対象を広げるときは');
    await hands.run('logReview', plan, {}, 'infra');
    expect(said(await hands.edit(plan, { roles: ['staff'] }, 'infra'))).toContain('対象を広げるときは');
    expect(said(await hands.edit(plan, { label: 'x' }, 'staff'))).toContain('情報セキュリティ管理者です');
  });

  it('waits for its first day', async () => {
    await hands.run('virusScan', plan, { from: '2026-06-08', due: '2026-06-30', remind: '0' });
    await world.travel('2026-06-08T12:00:00+09:00');
    expect(hands.mornings('staff')).toEqual(['2026-06-08']);
  });

  it('is for each system a duty of its own', async () => {
    await hands.run('password', plan, { system: '財務会計' });
    await hands.run('password', 'duty-2026-2', { system: '人事給与', people: 'staff、clerk' });
    await world.travel('2026-06-02T10:00:00+09:00');
    const card = hands.morning('staff', day);
    expect(card).toContain('パスワードの変更(財務会計)');
    expect(card).toContain('パスワードの変更(人事給与)');
    expect(hands.morning('colleague', day)).not.toContain('人事給与');
  });
});

describe('the next 年度', () => {
  it('is offered to the 情報セキュリティ管理者 before it begins, and reaches nobody by itself', async () => {
    await hands.run('training', plan, { due: '2026-07-31' });
    await world.press('security', plan, '終える');
    await world.travel('2027-03-01T10:00:00+09:00');
    const offered = 'duty-2026-2';
    expect(textOf(world.card('security', offered))).toContain('2027年7月31日');
    expect(textOf(world.card('security', offered))).toContain('始める日","2027年4月1日');
    const before = hands.mornings('staff').length;
    await hands.start(offered);
    await world.travel('2027-03-31T18:00:00+09:00');
    expect(hands.mornings('staff')).toHaveLength(before);
    await world.travel('2027-04-01T10:00:00+09:00');
    expect(hands.mornings('staff').at(-1)).toBe('2027-04-01');
    const plans = await world.store.findCases({ kind: 'duty' });
    expect(plans).toHaveLength(2);
  }, 60_000);
});

describe('the one who runs it', () => {
  it('is whoever is 情報セキュリティ管理者 when the one before has left', async () => {
    await hands.run('virusScan', plan);
    const posts = [
      {
        person: 'security',
        posts: [aPost({ person: 'security', unit: 'somu', position: '部長', until: '2026-06-02' })],
      },
      { person: 'clerk', posts: [aPost({ person: 'clerk', unit: 'somu', position: '部長', from: '2026-06-03' })] },
    ];
    await world.change({ posts });
    await world.travel('2026-06-03T12:00:00+09:00');
    expect(buttonsOf(world.card('clerk', plan)).map(({ label }) => label)).toContain('終える');
    await world.press('clerk', plan, '終える');
    expect((await world.store.loadCase(plan))?.status).toBe('closed');
  });
});

describe('the record of a unit', () => {
  it('is one for each of two units somebody leads', async () => {
    const posts = [
      {
        person: 'leader',
        posts: [
          aPost({ person: 'leader', unit: 'jigyo-1', position: 'グループリーダー' }),
          aPost({ person: 'leader', unit: 'jigyo-2', position: 'グループリーダー' }),
        ],
      },
      { person: 'leader2', posts: [aPost({ person: 'leader2', unit: 'jigyo-2' })] },
    ];
    await world.change({ posts });
    await hands.run('training', plan);
    await hands.press('leader', 'record', plan);
    const titles = world.rings('chief').filter(({ title }) => title.startsWith('実施記録'));
    expect(titles).toHaveLength(2);
    const state = (await world.store.loadCase(plan))?.state as { reports: Record<string, unknown> };
    expect(Object.keys(state.reports)).toEqual(['jigyo-1', 'jigyo-2']);
  });
});
