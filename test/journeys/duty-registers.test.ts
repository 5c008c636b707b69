import { readFileSync, writeFileSync } from 'node:fs';
import JSZip from 'jszip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/core/card.ts';
import { aRegisterDesk, type RegisterDesk } from '../support/register-desk.ts';
import { buttonsOf, textOf, type World } from '../support/world.ts';

const roles = { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'clerk' };

let desk: RegisterDesk;
let world: World;
beforeEach(async () => {
  desk = await aRegisterDesk({ chart: { roles } });
  world = desk.world;
});
afterEach(() => desk.close());

const plan = 'duty-2026-1';

const running = async (name: string, id = plan): Promise<void> => {
  const form = `duty/${name}/new`;
  const opened = await world.ask('security', { type: 'open', form, context: {} });
  if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
  const values = Object.fromEntries(
    opened.form.fields.flatMap((field) => (field.kind === 'rows' ? [] : [[field.name, field.value]])),
  );
  await world.ask('security', { type: 'submit', form, context: { once: id }, values });
  const start = buttonsOf(world.card('security', id)).find(({ label }) => label.endsWith('に始める'));
  await world.press('security', id, start?.label ?? '');
  await world.tick();
  await world.tick();
};

const press = (person: string, verb: string, arg?: string) =>
  world.ask(person, { type: 'press', verb, case: plan, ...(arg ? { arg } : {}) });

const screen = async (person: string, register: string): Promise<Card> => {
  const reply = await world.ask(person, { type: 'press', verb: `register/${register}` });
  if (reply.kind !== 'say') throw new Error(reply.kind);
  return reply.card;
};

const table = (file: string): Record<string, string>[] => {
  const [head = '', ...rows] = readFileSync(desk.file(file), 'utf8').replace('\uFEFF', '').trim().split('\r\n');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [head.split(',')[at] ?? '', cell])));
};

const exported = async (name: string, file: string): Promise<Record<string, string>[]> => {
  const { code, text } = await desk.mamori('register', 'export', name, '--out', desk.file(file));
  expect(text).toContain('書き出しました');
  expect(code).toBe(0);
  return table(file);
};

describe('the register of training', () => {
  it('has a line for everybody it concerns, with how and when each did it', async () => {
    await running('training');
    await press('staff', 'finish');
    await world.ask('leader', {
      type: 'submit',
      form: 'duty/attend',
      context: { case: plan },
      values: { held: '2026-06-01', people: ['colleague'] },
    });
    const rows = await exported('training', 'a.csv');
    expect(rows).toHaveLength(10);
    const of = (person: string) => rows.find((row) => row.職員番号 === person);
    expect(of('staff')).toMatchObject({ 状態: '済み', 実施の方法: '本人の申告', 記録した人: 'staff' });
    expect(of('colleague')).toMatchObject({ 実施の方法: '別の日の実施(2026-06-01)', 記録した人: 'leader' });
    expect(of('head')).toMatchObject({ 状態: 'まだ', 終えた日時: '' });
    const last = (await world.store.ledger.recordsOf(plan)).at(-1);
    expect(of('colleague')).toMatchObject({ 記録: plan, 記録の順番: String(last?.seq), 記録のハッシュ: last?.hash });
  });

  it('shows the 情報管理者 their unit, and people themselves', async () => {
    await running('training');
    await press('staff', 'finish');
    expect(textOf(await screen('leader', 'training'))).toContain('研修の台帳(3件のうち新しい3件)');
    expect(textOf(await screen('colleague', 'training'))).toContain('研修の台帳(1件のうち新しい1件)');
    expect(textOf(await screen('colleague', 'training'))).not.toContain('staff');
  });

  it('tells the auditor who has not done it yet, and the 責任者 only who has', async () => {
    await running('training');
    await press('staff', 'finish');
    expect(textOf(await screen('clerk', 'training'))).toContain('研修の台帳(10件のうち新しい10件)');
    const chiefs = textOf(await screen('chief', 'training'));
    expect(chiefs).toContain('1. staff 情報セキュリティ研修 2026年6月1日(月)に済み');
    expect(chiefs).not.toContain('colleague');
  });
});

describe('the register of device checks', () => {
  it('keeps a line for every time a device was shown, and who confirmed it', async () => {
    await running('deviceCheck');
    await press('staff', 'shown');
    await press('leader', 'confirm', 'staff');
    await world.travel('2026-09-01T12:00:00+09:00');
    await press('staff', 'shown');
    const rows = (await exported('deviceCheck', 'a.csv')).filter((row) => row.職員番号 === 'staff');
    expect(rows).toMatchObject([
      { 状態: '済み', 期限: '2026-07-01', 確認した人: 'leader', 見せた日時: '2026-06-01 10:00' },
      { 状態: '確認待ち', 期限: '2026-09-01', 確認した人: '', 見せた日時: '2026-09-01 12:00' },
    ]);
  });

  it('a changed copy is found out, line by line', async () => {
    await running('deviceCheck');
    await press('staff', 'shown');
    await press('leader', 'confirm', 'staff');
    await exported('deviceCheck', 'a.csv');
    expect((await desk.mamori('register', 'verify', desk.file('a.csv'))).text).toContain('書き出したときのままです');
    const text = readFileSync(desk.file('a.csv'), 'utf8');
    writeFileSync(desk.file('b.csv'), text.replace('済み', 'まだ'));
    const changed = await desk.mamori('register', 'verify', desk.file('b.csv'));
    expect(changed.code).toBe(1);
    expect(changed.text).toContain('「状態」が、いまの台帳と違います');
    await press('colleague', 'shown');
    expect((await desk.mamori('register', 'verify', desk.file('a.csv'))).text).toContain(
      '1件は、書き出したあとに記録が増えています',
    );
  });

  it('goes into a workbook too, with a bar drawn for each unit', async () => {
    await running('deviceCheck');
    await desk.seal();
    await desk.mamori('register', 'export', 'deviceCheck', '--out', desk.file('a.xlsx'));
    expect((await desk.mamori('register', 'verify', desk.file('a.xlsx'))).text).toContain('書き出したときのままです');
    const zip = await JSZip.loadAsync(readFileSync(desk.file('a.xlsx')));
    const drawn = Object.keys(zip.files).filter((name) => /media\/.*png$/.test(name));
    // The six units, and all of them together.
    expect(drawn).toHaveLength(7);
    expect(await zip.file('xl/workbook.xml')?.async('string')).toContain('進み具合');
  });
});

describe('the other registers of what comes round', () => {
  it('hold what an inspection found, for those who may read it', async () => {
    await running('logReview');
    const values = { result: '異常なし', improvements: '保存の期間を延ばす' };
    await world.ask('infra', { type: 'submit', form: 'duty/report', context: { case: plan }, values });
    const [first] = await exported('inspection', 'a.csv');
    expect(first).toMatchObject({ 件名: '記録(ログ)の点検', 結果: '異常なし', 直すこと: '保存の期間を延ばす' });
  });

  it('carry the note for the review of the periodic change of passwords', async () => {
    await running('password');
    const rows = await exported('passwordChange', 'a.csv');
    expect(rows[0]?.ポリシーの見直しのために).toContain('国の最近の手引きでは求められていません');
  });
});

describe('a register of duties in chat', () => {
  const look = { name: 'training', year: 'all', unit: '', person: '', number: '', words: '' };
  const rowsFor = async (person: string, id: string): Promise<number> => {
    await world.submit(person, 'copy/new', { ...look, format: 'csv', era: 'seireki' });
    const link = world.card(person, id).blocks.find(({ kind }) => kind === 'link');
    if (link?.kind !== 'link') throw new Error(`${person} got no link`);
    const taken = await world.copies.take(link.url.split('/').at(-1) ?? '');
    if (taken.is !== 'file') throw new Error(taken.is);
    writeFileSync(desk.file(`${id}.csv`), taken.file.bytes);
    const { code } = await desk.mamori('register', 'verify', desk.file(`${id}.csv`));
    expect(code).toBe(0);
    return table(`${id}.csv`).length;
  };

  it('is searched and taken like any other, as far as each may read', async () => {
    await running('training');
    await press('staff', 'finish');
    await world.submit('clerk', 'look/new', { ...look, person: 'staff' });
    const found = textOf(world.rings('clerk').at(-1) as Card);
    expect(found).toContain('1件のうち1〜1件目');
    expect(found).toContain('に済み');
    const all = await rowsFor('clerk', 'copy-2026-1');
    const own = await rowsFor('staff', 'copy-2026-2');
    expect(own).toBe(1);
    expect(all).toBeGreaterThan(own);
  });
});
