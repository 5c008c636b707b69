import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launch, openWindow } from './browser.ts';
import { openSmallDesk, type SmallDesk } from './small-desk.ts';

/** A desk and a browser for each test of a file, and the hands to use them. */
export const useConsole = () => {
  let browser: Browser;
  let desk: SmallDesk;
  let closers: (() => Promise<void>)[];

  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await openSmallDesk();
    closers = [];
  });
  afterEach(async () => {
    for (const close of closers) await close();
    await desk.close();
  });

  const type = async (page: Page, sentence: string): Promise<void> => {
    await page.getByLabel('メッセージ').fill(sentence);
    await page.keyboard.press('Enter');
  };
  const openTheForm = async (page: Page) => {
    await type(page, '持ち出し');
    const form = page.getByRole('dialog', { name: '持ち出しの申請' });
    await form.waitFor();
    return form;
  };
  return {
    desk: () => desk,
    /** The same desk on the same port, with what it had written. */
    restart: async (): Promise<void> => {
      desk = await openSmallDesk(desk.file, Number(new URL(desk.url).port));
    },
    as: async (person: string, options: BrowserContextOptions = {}): Promise<Page> => {
      const { page, problems } = await openWindow(browser, `${desk.url}/#${person}`, options);
      closers.push(async () => {
        expect(problems).toEqual([]);
        await page.context().close();
      });
      await page.locator('#home .card').waitFor({ state: 'attached' });
      return page;
    },
    focused: (page: Page): Promise<string> =>
      page.evaluate('document.activeElement.textContent || document.activeElement.id'),
    type,
    openTheForm,
    file: async (page: Page): Promise<void> => {
      const form = await openTheForm(page);
      await form.getByLabel('ラベル place').fill('港町会館');
      await form.getByRole('button', { name: '送信' }).click();
      await form.waitFor({ state: 'hidden' });
    },
  };
};
