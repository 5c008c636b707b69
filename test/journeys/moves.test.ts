import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aConsoleAccount, aPost } from '../support/chart.ts';
import { said, withDuties } from '../support/hands-on-duties.ts';
import { aTakeout, aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld({ at: '2026-06-01T10:00:00+09:00' });
});
afterEach(() => world.close());

const id = 'move-2026-1';

/** What a staff file with a 離任日 does to the chart. */
const leaves = (person: string, unit: string, last: string, position: '' | 'グループリーダー' = '') =>
  world.change({ posts: [{ person, posts: [aPost({ person, unit, position, until: last })] }] });

const cardOf = (person: string): string => textOf(world.card(person, id));

describe('somebody who leaves', () => {
  const takesOut = async (): Promise<void> => {
    const until = { from: '2026-06-02', until: '2026-06-20' };
    await world.submit('staff', 'takeout/new', aTakeout(until));
    await world.press('leader', 'takeout-2026-1', '承認');
  };

  it('gets the list of what to give back and the duty of secrecy, and so do those who receive it', async () => {
    await takesOut();
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.tick();
    expect(cardOf('staff')).toContain('貸出用ノート');
    expect(cardOf('staff')).toContain('対策基準 7(1)(コ)');
    expect(cardOf('leader')).toContain('staffさんの離任');
    expect(cardOf('leader')).toContain('貸出用ノート');
    expect(cardOf('infra')).toContain('IDとアクセス権を止めてください');
  });

  it('has given everything back only when nothing is out any more', async () => {
    await takesOut();
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.tick();
    expect(said(await world.press('leader', id, '返却を確かめました'))).toContain('まだ返っていないものがあります');
    await world.fill('staff', 'takeout-2026-1', '返却した', { erased: 'erased' });
    await world.fill('leader', 'takeout-2026-1', '返却を確認', { checked: 'both' });
    await world.press('leader', id, '返却を確かめました');
    await world.press('staff', id, '読みました');
    expect((await world.store.loadCase(id))?.open).toBe(true);
    await world.press('infra', id, 'IDとアクセス権を止めました');
    expect((await world.store.loadCase(id))?.status).toBe('done');
    const types = (await world.store.ledger.recordsOf(id)).map(({ type }) => type);
    expect(types).toEqual(
      expect.arrayContaining(['move.begun', 'move.returned', 'move.read', 'move.access', 'move.done']),
    );
  });

  it('is named among the devices that were checked', async () => {
    const hands = withDuties(world);
    await hands.run('deviceCheck', 'duty-2026-1');
    await hands.press('staff', 'shown', 'duty-2026-1');
    await hands.press('leader', 'confirm', 'duty-2026-1', 'staff');
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.tick();
    expect(cardOf('leader')).toContain('モバイル端末の確認(2026年6月1日(月)に確認)');
  });

  it('ends access by nobody else’s word, and nobody receives their own things', async () => {
    await leaves('leader', 'jigyo-1', '2026-06-12', 'グループリーダー');
    await world.tick();
    expect(cardOf('head')).toContain('leaderさんの離任');
    for (const verb of ['returned', 'access'])
      expect(said(await world.ask('leader', { type: 'press', verb, case: id }))).toContain('できません');
  });

  it('is remembered on the last day, and after it by the 情報セキュリティ管理者 too', async () => {
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.tick();
    const before = world.rings('infra').length;
    await world.travel('2026-06-12T10:00:00+09:00');
    expect(world.rings('infra').length).toBe(before + 1);
    expect(world.rings('security')).toHaveLength(0);
    await world.travel('2026-06-15T10:00:00+09:00');
    expect(world.rings('security')).toHaveLength(1);
    await world.travel('2026-06-16T10:00:00+09:00');
    await world.press('infra', id, 'IDとアクセス権を止めました');
    await world.press('leader', id, '返却を確かめました');
    const after = world.rings('security').length;
    await world.travel('2026-07-10T10:00:00+09:00');
    expect(world.rings('security')).toHaveLength(after);
  });

  it('is named to whoever has them as 代行者', async () => {
    await world.close();
    const deputies = [{ principal: 'leader2', deputy: 'staff', from: '2026-05-25', until: '2026-08-01' }];
    world = await aWorld({ at: '2026-06-01T10:00:00+09:00', chart: { deputies } });
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.tick();
    expect(cardOf('leader2')).toContain('代行者のstaffさん');
    expect(world.has('leader2', id, '代行者を指名')).toBe(true);
  });

  it('stays after all, when the list says so', async () => {
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.tick();
    await world.change({ posts: [{ person: 'staff', posts: [aPost({ person: 'staff', unit: 'jigyo-1' })] }] });
    await world.tick();
    expect(cardOf('leader')).toContain('取りやめになりました');
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.tick();
    expect((await world.store.loadCase('move-2026-2'))?.open).toBe(true);
  });

  it('begins once, however often the clock looks', async () => {
    await leaves('staff', 'jigyo-1', '2026-06-12');
    await world.travel('2026-06-05T10:00:00+09:00');
    expect(await world.store.findCases({ kind: 'move' })).toHaveLength(1);
  });
});

describe('somebody who changes units', () => {
  it('gives back to the old unit, and their access follows the new one', async () => {
    await world.change({
      posts: [
        {
          person: 'staff',
          posts: [
            aPost({ person: 'staff', unit: 'jigyo-1', until: '2026-06-14' }),
            aPost({ person: 'staff', unit: 'somu-1', from: '2026-06-15' }),
          ],
        },
      ],
    });
    await world.tick();
    expect(cardOf('leader')).toContain('staffさんの異動');
    expect(cardOf('infra')).toContain('新しい所属に合わせてください');
    await world.travel('2026-06-16T10:00:00+09:00');
    await world.press('leader', id, '返却を確かめました');
    await world.press('infra', id, 'アクセス権を見直しました');
    expect((await world.store.loadCase(id))?.status).toBe('done');
  });
});

describe('somebody who comes', () => {
  const comes = (): Promise<void> =>
    world.change({
      people: [{ id: 'new', name: 'new', email: 'new@example.jp', phone: '' }],
      accounts: [aConsoleAccount('new')],
      posts: [{ person: 'new', posts: [aPost({ person: 'new', unit: 'jigyo-1', from: '2026-06-03' })] }],
    });

  it('makes the duties of newcomers be offered, if nobody has begun them', async () => {
    await comes();
    await world.travel('2026-06-03T10:00:00+09:00');
    const offered = await world.store.findCases({ kind: 'duty' });
    const labels = offered.map(({ state }) => (state as { duty: { label: string } }).duty.label);
    expect(new Set(labels)).toEqual(new Set(['ポリシーを読む', '仮のパスワードの変更', '着任時の研修']));
    expect(labels).toHaveLength(3);
    expect(offered.every(({ status }) => status === 'proposed')).toBe(true);
  });

  it('reads the policy, and its version is on record', async () => {
    const hands = withDuties(world);
    await hands.run('policyRead', 'duty-2026-1');
    await hands.run('newcomerTraining', 'duty-2026-2');
    await comes();
    await world.travel('2026-06-03T10:00:00+09:00');
    const morning = hands.morning('new', '2026-06-03');
    expect(morning).toContain('ポリシーを読む');
    expect(morning).toContain('期限: 2026年6月10日(水)');
    expect(morning).toContain('期限: 2026年7月3日(金)');
    await hands.press('new', 'finish', 'duty-2026-1');
    const [read] = (await world.store.ledger.recordsOf('duty-2026-1')).filter(({ type }) => type === 'duty.done');
    expect(JSON.parse(read?.data ?? '{}')).toMatchObject({ person: 'new', way: 'read', version: 0 });
  });
});
