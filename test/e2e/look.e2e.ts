import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, launch, openWindow, picture } from './browser.ts';
import { openSmallDesk, type SmallDesk } from './small-desk.ts';

const looks = [
  { name: 'wide', options: {} },
  { name: 'phone', options: { viewport: { width: 360, height: 740 }, hasTouch: true } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'forced', options: { forcedColors: 'active' } },
] as const;

describe('the page', () => {
  let browser: Browser;
  let desk: SmallDesk;

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(looks)('can be read and used: $name', async ({ name, options }) => {
    desk = await openSmallDesk();
    const { page, problems } = await openWindow(browser, `${desk.url}/#S011`, options);
    await page.getByLabel('メッセージ').fill('ヘルプ');
    await page.keyboard.press('Enter');
    await page.getByText('フォームが開きます').waitFor();
    await page.getByRole('button', { name: '持ち出し', exact: true }).click();
    const form = page.getByRole('dialog', { name: '持ち出しの申請' });
    await form.waitFor();
    await picture(page, `${name}-form`);
    await expectAccessible(page);
    await form.getByRole('button', { name: '送信' }).click();
    await form.getByText('「ラベル place」を入力してください。').first().waitFor();
    await picture(page, `${name}-errors`);
    await expectAccessible(page);
    await form.getByLabel('ラベル place').fill('港町会館');
    await form.getByRole('button', { name: '送信' }).click();
    await page.getByRole('article', { name: '持ち出しの申請 2026-12' }).waitFor();
    await picture(page, `${name}-requester`);

    await page.getByRole('button', { name: /青葉 みどり/ }).click();
    await picture(page, `${name}-people`);
    await expectAccessible(page);
    await page.getByRole('button', { name: /白石 さくら/ }).click();
    await page.getByRole('button', { name: '承認', exact: true }).click();
    await page.getByRole('button', { name: '承認する' }).waitFor();
    await picture(page, `${name}-approver`);
    await expectAccessible(page);
    const home = page.getByRole('button', { name: '私の番', exact: true }).first();
    if (name === 'phone') await home.click();
    await picture(page, `${name}-home`);
    await expectAccessible(page);
    const width = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(width).toBe(0);
    expect(await page.evaluate('document.documentElement.dataset.warnings ?? ""')).toBe('');
    expect(problems).toEqual([]);
    await page.context().close();
    await desk.close();
  });
});
