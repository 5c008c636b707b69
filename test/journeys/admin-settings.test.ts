import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { factsOf, fillIn } from '../support/admin-desk.ts';
import { aTakeout, aWorld, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const settings = async () => (await world.store.directory()).settings;

const change = async (kind: string, values: Record<string, string>): Promise<string> => {
  const sent = await fillIn(world, 'security', `${kind}/new`, values);
  expect(sent.kind).toBe('done');
  return `${kind}-2026-1`;
};
const apply = async (kind: string, values: Record<string, string>): Promise<void> => {
  await world.press('security', await change(kind, values), '反映する');
};

const errorsOf = async (kind: string, values: Record<string, string>): Promise<string> => {
  const sent = await fillIn(world, 'security', `${kind}/new`, values);
  return sent.kind === 'errors' ? JSON.stringify(sent.form) : sent.kind;
};

describe('the times of the organization', () => {
  it('are shown with what usually holds, and the change says before and after', async () => {
    const opened = await world.ask('security', { type: 'open', form: 'adminTimes/new', context: {} });
    expect(JSON.stringify(opened)).toContain('ふつうは15分');
    const id = await change('adminTimes', { receiveMinutes: '30', officeFrom: '8時30分' });
    expect(textOf(world.card('security', id))).toContain('報告の受付を待つ分数: 15 → 30');
    expect(textOf(world.card('security', id))).toContain('執務時間の始まり: 09:00 → 08:30');
    expect(await settings()).toBeUndefined();
    await world.press('security', id, '反映する');
    expect(await settings()).toEqual({ receiveMinutes: 30, officeFrom: '08:30' });
    const [, applied] = await factsOf(world, id);
    expect(applied?.data).toContain('"before":{"officeFrom":"09:00","receiveMinutes":15}');
  });

  it('hold for the next report: nobody else is asked before they are over', async () => {
    await apply('adminTimes', { receiveMinutes: '40' });
    await world.submit('staff', 'incident/new', { subject: '書類の置き忘れ', body: '会議室に置き忘れた' });
    await world.travel('2026-06-01T10:20:00+09:00');
    const told = (who: string) => world.rings(who).filter(({ title }) => title.includes('まだ受け付けられていません'));
    expect(told('leader')).toHaveLength(0);
    await world.travel('2026-06-01T11:10:00+09:00');
    expect(told('leader').length).toBeGreaterThan(0);
  });

  it('hold for the reminder of an approval', async () => {
    await apply('adminTimes', { remindAfterHours: '1' });
    await world.submit('staff', 'takeout/new', aTakeout());
    const before = world.rings('leader').length;
    await world.travel('2026-06-01T11:05:00+09:00');
    expect(world.rings('leader').length).toBeGreaterThan(before);
  });

  it('are refused where they make no sense, with everything typed kept', async () => {
    expect(await errorsOf('adminTimes', { officeFrom: '18:00', officeUntil: '9:00' })).toContain('4時間以上');
    expect(await errorsOf('adminTimes', { officeFrom: 'あさ' })).toContain('「9:00」のように');
    expect(await errorsOf('adminTimes', { receiveMinutes: '1000' })).toContain('5から60まで');
    expect(await errorsOf('adminTimes', { quietFrom: '12:00', quietUntil: '8:00' })).toContain('重ならない');
  });

  it('are the defaults again when they are put back', async () => {
    await apply('adminTimes', { receiveMinutes: '30' });
    await fillIn(world, 'security', 'adminTimes/new', { receiveMinutes: '15' });
    await world.press('security', 'adminTimes-2026-2', '反映する');
    expect(await settings()).toEqual({});
  });

  it('do not move the days of the law', async () => {
    await apply('adminDays', { closedDays: '2026-07-01\n2026/7/2' });
    expect(await settings()).toEqual({ closedDays: ['2026-07-01', '2026-07-02'] });
    expect(textOf(world.card('security', 'adminDays-2026-1'))).toContain('2026年7月1日(水) 加える');
  });
});

describe('days and lists', () => {
  it('name what is no day, and the same day in both lists', async () => {
    expect(await errorsOf('adminDays', { closedDays: '来週' })).toContain('「来週」は日付として読めません');
    expect(await errorsOf('adminDays', { closedDays: '2026-07-01', openDays: '2026-07-01' })).toContain(
      '両方にあります',
    );
  });

  it('a software on the list needs no request until its support ends', async () => {
    const table = '製品名\t版\tサポート終了日\n見本ビューアー\t4.2\t2026/8/31\n見本エディター\t\t';
    await apply('adminSoftware', { 'parts.0.table': table });
    const opened = await world.ask('staff', { type: 'open', form: 'software/new', context: {} });
    expect(JSON.stringify(opened)).toContain('見本ビューアー 4.2(2026年8月31日(月)まで)、見本エディター');
    const ask = (product: string, version: string) =>
      world.submit('staff', 'software/new', {
        ...{ product, version, maker: '見本社', licence: 'free', device: 'PC-1', purpose: '図面を見る' },
        supportEnd: '2027-05-01',
      });
    const listed = await ask('見本 ビューアー', '4.2');
    expect(JSON.stringify(listed)).toContain('申請は要りません');
    expect((await ask('見本エディター', '1.0')).kind).toBe('errors');
    expect((await ask('見本ビューアー', '5.0')).kind).not.toBe('errors');
    await world.travel('2026-09-01T09:00:00+09:00');
    expect((await ask('見本ビューアー', '4.2')).kind).not.toBe('errors');
  });

  it('the 情報基盤管理者 hears in time of what loses its support, once, and only of what is still on the list', async () => {
    const list = (...lines: string[]) => ['製品名\t版\tサポート終了日', ...lines].join('\n');
    await apply('adminSoftware', {
      'parts.0.table': list('見本ビューアー\t4.2\t2026/7/15', '見本エディター\t1\t2026/7/20'),
    });
    await fillIn(world, 'security', 'adminSoftware/new', { 'parts.0.table': list('見本ビューアー\t4.2\t2026/7/15') });
    await world.press('security', 'adminSoftware-2026-2', '反映する');
    await world.travel('2026-06-30T12:00:00+09:00');
    const told = world.rings('infra').filter(({ title }) => title.includes('サポートの終わるソフト'));
    expect(told).toHaveLength(1);
    expect(textOf(told[0]!)).toContain('見本ビューアー 4.2: 2026年7月15日(水)まで');
    expect(textOf(told[0]!)).not.toContain('見本エディター');
  });

  it('a list names its wrong lines', async () => {
    const table = '製品名\t版\tサポート終了日\n見本\t1\tいつか\n見本\t1\t';
    const said = await errorsOf('adminSoftware', { 'parts.0.table': table });
    expect(said).toContain('2行目: サポート終了日「いつか」');
    expect(said).toContain('3行目: 2行目と同じ製品・版です');
  });

  it('the procedure stands above the form it has to be followed in, and the ledger keeps how long it was', async () => {
    await apply('adminGuide', { byodProcedure: '画面ロックを6桁以上にする。\n紛失したらすぐ知らせる。' });
    const opened = await world.ask('staff', { type: 'open', form: 'byod/new', context: {} });
    expect(JSON.stringify(opened)).toContain('画面ロックを6桁以上にする');
    const facts = await factsOf(world, 'adminGuide-2026-1');
    expect(JSON.stringify(facts)).not.toContain('画面ロック');
  });
});
