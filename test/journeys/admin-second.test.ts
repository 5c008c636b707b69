import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pasteStaff, staffTable } from '../support/admin-desk.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const change = 'adminStaff-2026-1';
const shown = (who = 'security'): string => textOf(world.card(who, change));

describe('a staff table that moves powers', () => {
  it('needs the 責任者 where the 管理者 themselves are moved', async () => {
    const moved = ['security', 'security', 'security@example.jp', '事業部', '', '部長', '固有職員', '2026-06-02', ''];
    const follows = ['head', 'head', 'head@example.jp', '総務部', '', '部長', '固有職員', '2026-06-02', ''];
    await pasteStaff(world, 'security', staffTable({ security: moved, head: follows }));
    expect(shown()).toContain('情報セキュリティ管理者: 2026年6月2日(火)から securityさん → headさん');
    await world.press('security', change, '反映する');
    expect(shown()).toContain('chiefさんの確認を待っています');
    expect((await world.store.directory()).posts.some(({ from }) => from === '2026-06-02')).toBe(false);
    const own = await world.ask('security', { type: 'press', verb: 'consent', case: change, version: 2 });
    expect(own.kind === 'say' && textOf(own.card)).toContain('ほかの方が確認します');
    await world.press('chief', change, '確認して反映する');
    expect((await world.store.directory()).posts.some(({ from }) => from === '2026-06-02')).toBe(true);
    expect(shown()).toContain('確認した方: chiefさん');
  });

  it('needs the other of the two where somebody’s address would make an account another person’s', async () => {
    const chief = (email: string) => ['chief', 'chief', email, '', '', '常務理事', '固有職員', '2020-04-01', ''];
    await pasteStaff(world, 'security', staffTable({ chief: chief('other@example.jp') }));
    expect(shown()).toContain('メール chief@example.jp → other@example.jp');
    await world.press('security', change, '反映する');
    expect(shown()).toContain('chiefさんの確認を待っています');
    expect((await world.store.directory()).people.find(({ id }) => id === 'chief')?.email).toBe('chief@example.jp');
  });

  it('needs it too where an account of one would be the account of another', async () => {
    const slack = { platform: 'slack', space: 'T1', user: 'U9', kind: 'member', active: true } as const;
    await world.change({ accounts: [{ ...slack, person: 'staff', email: 'staff@example.jp' }] });
    const line = (id: string, email: string) => [
      id,
      id,
      email,
      '事業部',
      '企画グループ',
      '',
      '固有職員',
      '2020-04-01',
      '',
    ];
    await pasteStaff(
      world,
      'security',
      staffTable({ staff: line('staff', 'colleague@example.jp'), colleague: line('colleague', 'staff@example.jp') }),
    );
    await world.press('security', change, '反映する');
    expect(shown()).toContain('chiefさんの確認を待っています');
  });

  it('is turned down by the second person with a reason', async () => {
    const alone = [
      'security',
      'security',
      'security@example.jp',
      '総務部',
      '',
      '部長',
      '固有職員',
      '2020-04-01',
      '2026-06-30',
    ];
    await pasteStaff(world, 'security', staffTable({ security: alone }));
    await world.press('security', change, '反映する');
    expect(shown()).toContain('情報セキュリティ管理者がいなくなります');
    await world.press('security', change, 'それでも反映する');
    await world.fill('chief', change, '却下', { why: '後任が決まっていません' });
    expect(shown()).toContain('後任が決まっていません');
    expect((await world.store.directory()).posts.some(({ until }) => until !== undefined)).toBe(false);
  });
});
