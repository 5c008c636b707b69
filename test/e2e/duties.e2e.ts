import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, launch, openWindow, picture } from './browser.ts';
import { startProgram } from './program.ts';

describe('what comes round, on a telephone', () => {
  let browser: Browser;
  let program: Awaited<ReturnType<typeof startProgram>>;

  beforeAll(async () => {
    browser = await launch();
    program = await startProgram();
  });
  afterAll(async () => {
    await browser.close();
    await program.stop();
  });

  it('is started by the 情報セキュリティ管理者, who sees how many people it reaches and how far they are', async () => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
    const { page, problems } = await openWindow(browser, `${program.url}#S002`, phone);
    const say = async (text: string): Promise<void> => {
      await page.getByLabel('メッセージ').fill(text);
      await page.keyboard.press('Enter');
    };
    await say('研修');
    await page.getByRole('button', { name: '情報セキュリティ研修', exact: true }).click();
    const form = page.getByRole('dialog', { name: '情報セキュリティ研修' });
    await form.waitFor();
    await picture(page, 'duties-form');
    await expectAccessible(page);
    await form.getByRole('button', { name: '送信' }).click();
    const start = page.getByRole('button', { name: /人に始める/ });
    await start.waitFor();
    // Everything the duty began with came through the form.
    await page.getByText('対策基準 7(2)(エ)').first().waitFor();
    await picture(page, 'duties-proposed');
    await start.click();
    await page.getByRole('button', { name: '始める', exact: true }).click();
    await page
      .getByText('情報セキュリティ研修を受けて')
      .or(page.getByText('研修を受けて、終わったら'))
      .first()
      .waitFor({ timeout: 150_000 });
    await picture(page, 'duties-morning');
    await page.getByRole('button', { name: '完了' }).first().click();
    await page.getByRole('button', { name: 'はい' }).click();
    await page.getByText('すべて終わっています').waitFor({ timeout: 60_000 });
    await say('研修');
    await page.getByText('人のうち1人').first().waitFor();
    await page.getByText('人のうち1人').first().scrollIntoViewIfNeeded();
    await picture(page, 'duties-progress');
    await expectAccessible(page);
    const width = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(width).toBe(0);
    expect(problems).toEqual([]);
  }, 300_000);
});
