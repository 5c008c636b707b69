import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf, heading, pasteStaff, staffTable } from '../support/admin-desk.ts';
import { aTakeout, aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const change = 'adminStaff-2026-1';
const newcomer = ['new1', '新入 みなと', 'new1@example.jp', '事業部', '企画グループ', '', '固有職員', '2026-07-01', ''];
const clerkLeaves = [
  'clerk',
  'clerk',
  'clerk@example.jp',
  '総務部',
  '総務グループ',
  '',
  '固有職員',
  '2020-04-01',
  '2026-06-30',
];

const shown = (who = 'security'): string => textOf(world.card(who, change));
const people = async (): Promise<string[]> => (await world.store.directory()).people.map(({ id }) => id);

describe('a staff table pasted in chat', () => {
  it('shows who comes and goes, and changes nothing before 「反映する」', async () => {
    const sent = await pasteStaff(world, 'security', staffTable({ clerk: clerkLeaves }, [newcomer]));
    expect(sent.kind).toBe('done');
    expect(shown()).toContain('追加: 1件');
    expect(shown()).toContain('新入 みなと');
    expect(shown()).toContain('2026年7月1日(水)から');
    expect(shown()).toContain('離任: 1件');
    expect(await people()).not.toContain('new1');
    await world.press('security', change, '反映する');
    expect(await people()).toContain('new1');
    expect(shown()).toContain('反映しました');
    const facts = await factsOf(world, change);
    expect(facts.map(({ type }) => type)).toEqual(['admin.proposed', 'admin.applied']);
    expect(facts[1]).toMatchObject({ actor: 'security' });
    expect(facts[1]?.data).toContain('"leaving":1');
    expect(facts[1]?.data).not.toContain('みなと');
  });

  it('keeps no names in the case when it is over', async () => {
    await pasteStaff(world, 'security', staffTable({}, [newcomer]));
    await world.press('security', change, '反映する');
    const row = await world.store.loadCase(change);
    expect(JSON.stringify(row?.state)).not.toContain('みなと');
    expect(JSON.stringify(row?.state)).not.toContain('@example.jp');
  });

  it('gives every wrong line back with its number and keeps what was pasted', async () => {
    const wrong = ['new2', '', 'no mail', '事業部', '', '課長', '固有職員', 'いつか', ''];
    const table = staffTable({}, [newcomer, newcomer, wrong]);
    const sent = await pasteStaff(world, 'security', table);
    if (sent.kind !== 'errors') throw new Error(sent.kind);
    const said = sent.form.intro.map((block) => JSON.stringify(block)).join();
    expect(said).toContain('13行目: 12行目と同じ内容です');
    expect(said).toContain('14行目: 役職「課長」は使えません');
    expect(said).toContain('14行目: 着任日「いつか」は日付として読めません');
    const [rows] = sent.form.fields;
    expect(rows?.kind === 'rows' && rows.rows[0]?.[0]?.value).toBe(table);
    expect(await world.store.loadCase(change)).toBeUndefined();
  });

  it('says which requests under way would wait for somebody else', async () => {
    await world.submit('staff', 'takeout/new', aTakeout());
    const passes = [
      'leader',
      'leader',
      'leader@example.jp',
      '事業部',
      '企画グループ',
      '',
      '固有職員',
      '2020-04-01',
      '',
    ];
    const takes = [
      'colleague',
      'colleague',
      'colleague@example.jp',
      '事業部',
      '企画グループ',
      'グループリーダー',
      '固有職員',
      '2026-06-01',
      '',
    ];
    await pasteStaff(world, 'security', staffTable({ leader: passes, colleague: takes }));
    expect(shown()).toContain('承認者の変更');
    expect(shown()).toContain('takeout-2026-1: 2026年6月1日(月)から leaderさん → colleagueさん');
  });

  it('is shown anew where the chart has changed meanwhile, and counts only when that was seen', async () => {
    await pasteStaff(world, 'security', staffTable({}, [newcomer]));
    await world.change({ people: [{ id: 'staff', name: '改姓 した', email: 'staff@example.jp', phone: '' }] });
    const pressed = await world.press('security', change, '反映する');
    expect(pressed.kind === 'say' && textOf(pressed.card)).toContain('この間に名簿か設定が変わり');
    expect(await people()).not.toContain('new1');
    expect(shown()).toContain('氏名 改姓 した → staff');
    await world.press('security', change, '反映する');
    expect(await people()).toContain('new1');
  });

  it('asks once more before many people would leave', async () => {
    const gone = { clerk: undefined, staff: undefined, colleague: undefined };
    await pasteStaff(world, 'security', staffTable(gone), 'end');
    await world.press('security', change, '反映する');
    expect(shown()).toContain('在籍10人のうち3人が離任になります');
    const before = (await world.store.directory()).posts.filter(({ until }) => until !== undefined);
    expect(before).toHaveLength(0);
    await world.press('security', change, 'それでも反映する');
    const after = (await world.store.directory()).posts.filter(({ until }) => until === '2026-05-31');
    expect(after.map(({ person }) => person).sort()).toEqual(['clerk', 'colleague', 'staff']);
  });

  it('is nobody else’s to see, open or press, and every try is on record', async () => {
    await pasteStaff(world, 'security', staffTable({}, [newcomer]));
    for (const who of ['staff', 'head', 'infra', 'leader']) {
      const opened = await world.ask(who, { type: 'open', form: 'adminStaff/new', context: {} });
      expect(opened.kind === 'say' && textOf(opened.card)).toContain(
        '情報セキュリティ管理者と情報セキュリティ責任者だけ',
      );
      const sent = await pasteStaff(world, who, staffTable());
      expect(sent.kind === 'say' && textOf(sent.card)).toContain('だけができます');
      const pressed = await world.ask(who, { type: 'press', verb: 'apply', case: change, version: 1 });
      expect(pressed.kind === 'say' && textOf(pressed.card)).toContain('だけができます');
      const seen = await world.ask(who, { type: 'press', verb: 'show', case: change });
      expect(seen.kind === 'say' && textOf(seen.card)).not.toContain('みなと');
      const whole = await world.ask(who, { type: 'press', verb: 'whole', case: change, arg: '0' });
      expect(whole.kind === 'say' && textOf(whole.card)).not.toContain('みなと');
    }
    const refused = (await factsOf(world, 'org')).filter(({ type }) => type === 'refused');
    expect(refused.filter(({ data }) => data.includes('not-admin')).map(({ actor }) => actor)).toEqual(
      expect.arrayContaining(['staff', 'head', 'infra', 'leader']),
    );
    expect(await people()).not.toContain('new1');
  });

  it('is refused to somebody who was 管理者 when it was prepared and is no more', async () => {
    await pasteStaff(world, 'security', staffTable({}, [newcomer]));
    await world.change({ roles: { securityManagerUnit: 'jigyo', infrastructureManagerUnit: 'somu-1' } });
    const pressed = await world.press('security', change, '反映する');
    expect(pressed.kind === 'say' && textOf(pressed.card)).toContain('だけができます');
    expect(await people()).not.toContain('new1');
  });

  it('goes on in further fields where one field is too small', async () => {
    const [head = '', ...lines] = staffTable({}, [newcomer]).split('\r\n');
    const sent = await world.submit('chief', 'adminStaff/new', {
      'parts.0.table': [head, ...lines.slice(0, 5)].join('\n'),
      'parts.1.table': [head, ...lines.slice(5)].join('\n'),
      missing: 'stay',
    });
    expect(sent.kind).toBe('done');
    expect(shown('chief')).toContain('追加: 1件');
    expect(shown('chief')).not.toContain('ファイルにない人');
  });

  it('says so when nothing would change', async () => {
    const sent = await pasteStaff(world, 'security', staffTable());
    expect(sent.kind === 'say' && textOf(sent.card)).toContain('変わるところはありません');
  });

  it('shows a long preview page by page', async () => {
    const many = Array.from({ length: 90 }, (_, at) => [`n${at}`, `新人 ${at}`, '', ...newcomer.slice(3)]);
    const [head = '', ...lines] = staffTable({}, many).split('\r\n');
    const parts = [0, 1, 2].map((at) => [head, ...lines.slice(at * 40, at * 40 + 40)].join('\n'));
    const values = Object.fromEntries(parts.map((part, at) => [`parts.${at}.table`, part]));
    await world.submit('security', 'adminStaff/new', { ...values, missing: 'stay' });
    const first = await world.press('security', change, 'すべて見る');
    expect(first.kind === 'say' && textOf(first.card)).toContain('1〜40件目');
    const next = await world.ask('security', { type: 'press', verb: 'whole', case: change, arg: '2' });
    expect(next.kind === 'say' && textOf(next.card)).toContain('81〜');
  });

  it('names a table without its heading', async () => {
    const sent = await pasteStaff(world, 'security', 'ただの文章です');
    const said = sent.kind === 'errors' ? JSON.stringify(sent.form.intro) : '';
    expect(said).toContain(heading.join(','));
  });
});
