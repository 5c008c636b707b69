import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDesk } from '../../src/app/desk.ts';
import { createDuties } from '../../src/app/duties.ts';
import { createDutyCards } from '../../src/app/duty-cards.ts';
import { silentLog } from '../../src/app/log.ts';
import type { Store } from '../../src/app/ports.ts';
import { indexDirectory } from '../../src/core/people/lookup.ts';
import { aChange } from '../support/a-change.ts';
import { aPost } from '../support/chart.ts';
import { said, withDuties } from '../support/hands-on-duties.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

const plan = 'duty-2026-1';
const day = '2026-06-01';

let world: World;
let hands: ReturnType<typeof withDuties>;
beforeEach(async () => {
  world = await aWorld({ at: '2026-06-01T10:00:00+09:00' });
  hands = withDuties(world);
});
afterEach(() => world.close());

describe('a broadcast', () => {
  it('says “70 people” before anybody of them hears of it', async () => {
    const many = Array.from({ length: 60 }, (_, n) => `p${n}`);
    await world.change({
      people: many.map((id) => ({ id, name: id, email: `${id}@example.jp`, phone: '' })),
      posts: many.map((person) => ({ person, posts: [aPost({ person, unit: 'jigyo-2' })] })),
    });
    await hands.propose('virusScan', plan);
    expect(textOf(world.card('security', plan))).toContain('始めると、70人に届きます。まだ誰にも届いていません。');
    expect(world.has('security', plan, '70人に始める')).toBe(true);
    await world.tick();
    expect([...world.cards.keys()].filter((slot) => slot.startsWith('duties/'))).toEqual([]);
  });
});

describe('a program that stood still', () => {
  const rhythm = { due: '2026-06-19', remind: '8日前、5日前、3日前、当日', again: '5' };

  it('over a weekend, catches up with one message a person', async () => {
    await hands.run('virusScan', plan, { ...rhythm, due: '2026-06-05', remind: '当日' });
    await hands.run('password', 'duty-2026-2', { ...rhythm, due: '2026-06-08', remind: '当日' });
    await world.jump('2026-06-08T09:30:00+09:00');
    await world.tick();
    await world.tick();
    expect(hands.mornings('staff')).toEqual([day, '2026-06-08']);
    const morning = hands.morning('staff', '2026-06-08');
    expect(morning).toContain('ウイルスの全体検査');
    expect(morning).toContain('パスワードの変更');
    expect(hands.morning('staff', day)).toContain('新しいお知らせをお送りしました');
  });

  it('for ten days, says what became stale meanwhile once, and goes on as the rules say', async () => {
    await hands.run('virusScan', plan, rhythm);
    await hands.run('training', 'duty-2026-2', rhythm);
    await world.jump('2026-06-11T14:00:00+09:00');
    for (let tick = 0; tick < 5; tick++) await world.tick();
    expect(hands.mornings('staff')).toEqual([day, '2026-06-11']);
    await world.travel('2026-06-17T10:00:00+09:00');
    // Three business days before the date is the 16th; five was the 12th.
    expect(hands.mornings('staff')).toEqual([day, '2026-06-11', '2026-06-12', '2026-06-16']);
  });

  it('says nothing of it to whoever had done it meanwhile', async () => {
    await hands.run('virusScan', plan, rhythm);
    await hands.press('staff', 'finish', plan);
    await world.jump('2026-06-11T14:00:00+09:00');
    await world.tick();
    expect(hands.mornings('staff')).toEqual([day]);
  });
});

describe('a passed-over 特権ID', () => {
  it('reaches the 情報セキュリティ管理者 by name, the business day after its date', async () => {
    await hands.run('privilegedPassword', plan, { due: '2026-06-05' });
    await world.travel('2026-06-05T18:00:00+09:00');
    expect(hands.mornings('security')).toEqual([]);
    await world.travel('2026-06-08T12:00:00+09:00');
    expect(hands.morning('security', '2026-06-08')).toContain(
      '「特権IDのパスワードの変更」の期限を過ぎた方が1人います',
    );
    expect(hands.morning('security', '2026-06-08')).toContain('infra');
    expect(hands.mornings('head')).toEqual([]);
    const later = await world.ask('infra', { type: 'open', form: 'duty/later', context: { case: plan } });
    expect(said(later)).toContain('「あとで」にはできません');
  });
});

describe('a hundred plans', () => {
  it('make nobody’s morning slow: only what one is asked oneself is read', async () => {
    await hands.run('virusScan', plan);
    const first = await world.store.loadCase(plan);
    const shares = await world.store.tasks.find({ plan, people: ['infra'] });
    for (let n = 2; n <= 100; n++) {
      const id = `duty-2026-${n}`;
      const change = aChange({
        cases: [{ next: { ...first!, id, version: 1, involved: [] }, expected: 0 }],
        tasks: shares.map((task) => ({ next: { ...task, id: `${id}/infra`, plan: id, version: 1 }, expected: 0 })),
      });
      await world.store.commit(change);
    }
    const reads = { loadCase: 0, findCases: 0 };
    const store: Store = {
      ...world.store,
      loadCase: (id) => {
        reads.loadCase++;
        return world.store.loadCase(id);
      },
      findCases: (filter) => {
        reads.findCases++;
        return world.store.findCases(filter);
      },
    };
    const desk = createDesk(store, world.now);
    const dir = indexDirectory(await store.directory());
    const ctx = desk.ctx({ is: 'clock' }, dir);
    const cards = createDutyCards(store, createDuties({ desk, clock: async () => ctx, log: silentLog }));
    expect(await cards.digest(ctx, { person: 'staff', on: day }, false)).toBeDefined();
    expect(reads).toEqual({ loadCase: 1, findCases: 0 });
  });
});
