import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, launch, openWindow, picture } from './browser.ts';
import { startProgram } from './program.ts';

const requester = 'S012';
const leader = 'S010';

describe('the sample organization, in the program as anybody starts it', () => {
  let browser: Browser;
  let program: Awaited<ReturnType<typeof startProgram>>;
  const windows: { page: Page; problems: string[] }[] = [];

  const as = async (person: string, options = {}): Promise<Page> => {
    const opened = await openWindow(browser, `${program.url}#${person}`, options);
    windows.push(opened);
    return opened.page;
  };
  const ask = async (page: Page, words: string) => {
    await page.getByLabel('メッセージ').fill(words);
    await page.keyboard.press('Enter');
  };
  const send = async (form: Locator) => form.getByRole('button', { name: '送信' }).click();
  const choose = (form: Locator, group: string, option: string) =>
    form.getByRole('radiogroup', { name: group, exact: true }).getByRole('radio', { name: option }).check();

  /** Everything a takeout wants but the route. */
  const fillTakeout = async (page: Page): Promise<Locator> => {
    await ask(page, '持ち出し');
    const form = page.getByRole('dialog', { name: '持ち出しの申請' });
    await form.waitFor();
    await choose(form, '種類', 'ノートPC');
    await form.getByLabel('品名・内容').fill('説明会の資料 <b>');
    await form.getByLabel('管理番号・数量').fill('PC-0123');
    await choose(form, '機密性', '機密性2');
    await choose(form, '完全性', '完全性1');
    await choose(form, '可用性', '可用性1');
    await choose(form, '個人情報', '含まない');
    await choose(form, 'マイナンバー', '含まない');
    await form.getByLabel('目的').fill('港町での説明会');
    await form.getByLabel('持出先').fill('港町会館');
    await form.getByLabel('持出日').fill('2026-11-25');
    await form.getByLabel('返却予定日').fill('2026-11-26');
    await form.getByRole('group', { name: '保護の方法' }).getByLabel('暗号化').check();
    return form;
  };

  beforeAll(async () => {
    [browser, program] = await Promise.all([launch(), startProgram()]);
  });
  afterAll(async () => {
    await browser.close();
    await program.stop();
  });

  it('a takeout is asked for, sent back with what is missing, sent, approved and shown to both', async () => {
    const mine = await as(requester);
    const theirs = await as(leader);
    const form = await fillTakeout(mine);
    await picture(mine, 'story-form');
    await expectAccessible(mine);
    await send(form);
    await form.locator('[aria-invalid=true]').first().waitFor();
    expect(await form.getByLabel('目的').inputValue()).toBe('港町での説明会');
    expect(await form.getByLabel('経路').getAttribute('aria-invalid')).toBe('true');
    await picture(mine, 'story-errors');
    await form.getByLabel('経路').fill('電車');
    await send(form);
    await form.waitFor({ state: 'hidden' });

    const approve = theirs.getByRole('button', { name: '承認', exact: true });
    await approve.waitFor();
    await expectAccessible(theirs);
    await picture(theirs, 'story-approver');
    await picture(mine, 'story-waiting');
    await approve.click();
    const question = theirs.locator('[data-part^="confirm-"]').filter({ visible: true });
    await question.waitFor();
    expect(await question.textContent()).toContain('糸遊 かげろう');
    await picture(theirs, 'story-question');
    await question.getByRole('button').first().click();
    await approve.waitFor({ state: 'hidden' });
    await mine
      .getByText(/琴糸 かなで.*承認/)
      .first()
      .waitFor();
    await picture(theirs, 'story-approved-leader');
    await picture(mine, 'story-approved');
    await expectAccessible(mine);
  });

  it('another is asked for from a phone, and refused with a reason by keyboard alone', async () => {
    const mine = await as('S011', { viewport: { width: 360, height: 740 }, hasTouch: true });
    const form = await fillTakeout(mine);
    await form.getByLabel('経路').fill('電車');
    await picture(mine, 'story-phone-form');
    await send(form);
    await form.waitFor({ state: 'hidden' });
    await mine.getByText('承認待ち').waitFor();
    expect(await mine.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await expectAccessible(mine);

    const theirs = await as(leader);
    const refuse = theirs.getByRole('button', { name: '却下', exact: true });
    await refuse.focus();
    await theirs.keyboard.press('Enter');
    const why = theirs.getByRole('dialog', { name: '却下' });
    await why.waitFor();
    await theirs.keyboard.press('Tab');
    await theirs.keyboard.type('会場の回線で見られるため');
    await theirs.keyboard.press('Tab');
    await theirs.keyboard.press('Tab');
    await theirs.keyboard.press('Enter');
    await why.waitFor({ state: 'hidden' });
    await mine.getByText('会場の回線で見られるため').first().waitFor();
    await picture(mine, 'story-phone-refused');
    await mine.getByRole('button', { name: '私の番', exact: true }).first().click();
    await picture(mine, 'story-phone-home');
    await expectAccessible(mine);
  });

  it('after a restart everything still stands there', async () => {
    const page = await as(requester);
    await page.getByText('港町会館').first().waitFor();
    const before = await page.getByRole('article').count();
    expect(await program.stop()).toBe(0);
    await page.getByText('接続が切れました').waitFor();
    program = await startProgram(program.folder, program.port);
    await page.getByText('接続が切れました').waitFor({ state: 'hidden' });
    expect(await page.getByRole('article').count()).toBe(before);
  });

  it('nothing in all of it was an error, refused by the page, or asked of another server', () => {
    expect(windows.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
