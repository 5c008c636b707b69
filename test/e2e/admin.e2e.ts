import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heading } from '../support/admin-desk.ts';
import { expectAccessible, launch, openWindow, picture } from './browser.ts';
import { startProgram } from './program.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

const newcomer = [
  'S201',
  '初霜 きらら',
  'hatsushimo@example.jp',
  '地域連携部',
  '交流グループ',
  '',
  '固有職員',
  '2026-12-01',
  '',
];
const leads = [
  'S025',
  '輪踊 めぐる',
  'waodori@example.jp',
  '地域連携部',
  '交流グループ',
  'グループリーダー',
  '固有職員',
  '2026-12-01',
  '',
];
const leaves = [
  'S026',
  '回覧 まわす',
  'kairan@example.jp',
  '地域連携部',
  '交流グループ',
  '',
  '固有職員',
  '2020-04-01',
  '2026-11-30',
];
const wrong = ['S202', '', 'だれか', '', '総務グループ', '課長', '固有職員', 'いつか', ''];

const table = (...lines: readonly (readonly string[])[]): string =>
  [heading, ...lines].map((cells) => cells.join('\t')).join('\n');

describe('the administration of the sample organization, at a desk and on a phone', () => {
  let browser: Browser;
  let program: Awaited<ReturnType<typeof startProgram>>;
  const windows: { page: Page; problems: string[] }[] = [];

  const as = async (person: string, options = {}): Promise<Page> => {
    const opened = await openWindow(browser, `${program.url}#${person}`, options);
    windows.push(opened);
    return opened.page;
  };
  const say = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('メッセージ').fill(text);
    await page.keyboard.press('Enter');
  };

  beforeAll(async () => {
    [browser, program] = await Promise.all([launch(), startProgram()]);
  });
  afterAll(async () => {
    await browser.close();
    await program.stop();
  });

  it('brings in a pasted table after its preview', async () => {
    const page = await as('S002');
    await say(page, '管理');
    await page.getByText('情報セキュリティ監査責任者').first().waitFor();
    await picture(page, 'admin-menu');
    await expectAccessible(page);
    await page.getByRole('button', { name: '名簿の取り込み', exact: true }).last().click();
    const form = page.getByRole('dialog', { name: '名簿の取り込み' });
    await form.waitFor();
    await form.getByLabel('貼り付ける欄').fill(table(newcomer, wrong));
    await form.getByRole('radio', { name: 'そのまま残す' }).check();
    await form.getByRole('button', { name: '変わることを見る' }).click();
    await form.getByText('役職「課長」は使えません').first().waitFor();
    expect(await form.getByLabel('貼り付ける欄').inputValue()).toContain('初霜 きらら');
    await picture(page, 'admin-staff-wrong');
    await expectAccessible(page);
    await form.getByLabel('貼り付ける欄').fill(table(newcomer, leads, leaves));
    await form.getByRole('button', { name: '変わることを見る' }).click();
    await form.waitFor({ state: 'hidden' });
    await page.getByText('まだ何も変えていません').first().waitFor();
    await picture(page, 'admin-staff-preview');
    await expectAccessible(page);
    await page.getByRole('button', { name: '反映する', exact: true }).click();
    await page.getByRole('button', { name: '反映する', exact: true }).last().click();
    await page.getByText('反映しました').first().waitFor();
    await picture(page, 'admin-staff-applied');
  });

  it('fits a phone, asks the 責任者 for what moves a role, and lists who cannot be reached', async () => {
    const page = await as('S002', phone);
    await say(page, '時間の設定');
    const form = page.getByRole('dialog', { name: '時間の設定' });
    await form.waitFor();
    await picture(page, 'admin-times-phone');
    await expectAccessible(page);
    await form.getByLabel('報告の受付を待つ分数').fill('20');
    await form.getByRole('button', { name: '変わることを見る' }).click();
    await page.getByText('報告の受付を待つ分数: 15 → 20').waitFor();
    await picture(page, 'admin-times-preview-phone');
    await say(page, '監査責任者の指名');
    const audit = page.getByRole('dialog', { name: '監査責任者の指名' });
    await audit.getByLabel('監査責任者').fill('S008');
    await audit.getByRole('button', { name: '変わることを見る' }).click();
    await audit.waitFor({ state: 'hidden' });
    await page.getByText('監査責任者の指名 2026-0001').first().waitFor();
    await page.getByRole('button', { name: '反映する', exact: true }).last().click();
    await page.getByRole('button', { name: '反映する', exact: true }).last().click();
    await page.getByText('確認を待っています').first().waitFor();
    const chief = await as('S001', phone);
    await chief.getByText('確認のお願い').first().waitFor();
    await picture(chief, 'admin-second-phone');
    await expectAccessible(chief);
    await say(chief, '届かない人');
    await chief.getByText('まだ一度も使っていない方').first().waitFor();
    await picture(chief, 'admin-unreached-phone');
    const width = await chief.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(width).toBe(0);
    for (const { problems } of windows) expect(problems).toEqual([]);
  });
});
