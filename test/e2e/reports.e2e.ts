import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, launch, openWindow, picture } from './browser.ts';
import { startProgram } from './program.ts';

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

describe('a lost device in the sample organization, on a phone and at a desk', () => {
  let browser: Browser;
  let program: Awaited<ReturnType<typeof startProgram>>;
  const windows: { page: Page; problems: string[] }[] = [];

  const as = async (person: string, options = {}): Promise<Page> => {
    const opened = await openWindow(browser, `${program.url}#${person}`, options);
    windows.push(opened);
    return opened.page;
  };

  beforeAll(async () => {
    [browser, program] = await Promise.all([launch(), startProgram()]);
  });
  afterAll(async () => {
    await browser.close();
    await program.stop();
  });

  it('is told with two fields after first aid, and every card says what its reader needs', async () => {
    const mine = await as('S012', phone);
    await mine.getByLabel('メッセージ').fill('紛失');
    await mine.keyboard.press('Enter');
    const form = mine.getByRole('dialog', { name: '紛失・盗難の報告' });
    await form.waitFor();
    expect(await form.textContent()).toContain('情報基盤管理者が遠くから');
    await picture(mine, 'report-form-phone');
    await expectAccessible(mine);
    await form.getByLabel('件名').fill('タブレットが見当たらない');
    await form.getByLabel('内容').fill('会場から戻る電車のあと、鞄にない');
    await form.getByRole('button', { name: '送信' }).click();
    await form.waitFor({ state: 'hidden' });
    await mine.getByText('知らせてくださり、ありがとうございます').waitFor();
    await picture(mine, 'report-reporter-phone');
    await expectAccessible(mine);

    const manager = await as('S002');
    await manager.getByRole('button', { name: '受け付けた', exact: true }).click();
    await manager.getByRole('button', { name: '応急の指示を出す' }).waitFor();
    await picture(manager, 'report-manager');
    await expectAccessible(manager);
    await manager.getByRole('button', { name: '応急の指示を出す' }).click();
    const order = manager.getByRole('dialog', { name: '応急の指示' });
    await order.waitFor();
    await picture(manager, 'report-order');
    await order.getByLabel('すること').fill('使っていたIDを止める');
    await order.getByRole('radio', { name: '情報基盤管理者', exact: true }).check();
    await order.getByLabel('期限の日').fill('2026-11-24');
    await order.getByRole('button', { name: '送信' }).click();
    await order.waitFor({ state: 'hidden' });
    await manager.getByRole('button', { name: 'ほかの操作' }).first().click();
    await manager.getByRole('button', { name: '緊急時連絡網を見る' }).first().waitFor();
    await picture(manager, 'report-others');

    const infra = await as('S003', phone);
    await infra.getByText('遠くから消去できる端末かを確かめ').first().waitFor();
    await picture(infra, 'report-infra-phone');
    await expectAccessible(infra);
    const width = await infra.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(width).toBe(0);
    for (const { problems } of windows) expect(problems).toEqual([]);
  });
});
