import { describe, expect, it } from 'vitest';
import { couldNotSave } from '../../src/core/sentences.ts';
import { useConsole } from './windows.ts';

describe('a form in a browser', () => {
  const { desk, as, focused, type, openTheForm } = useConsole();

  it('a form brings back every field as typed', async () => {
    const page = await as('S011');
    const form = await openTheForm(page);
    await form.getByLabel('ラベル place').fill('港町 *会館* <b>');
    await form.getByLabel('ラベル people').fill('１２');
    await form.getByLabel('ラベル from').fill('2026-12-01');
    await form.getByRole('radio', { name: '選択肢0（例）' }).check();
    await form.getByLabel('ラベル class').selectOption({ label: '選択肢3' });
    await form.getByRole('group', { name: 'ラベル protection' }).getByLabel('選択肢1').check();
    await form.getByLabel('ラベル for').fill('職員 太郎');
    await form.getByLabel('ラベル items.0.name').fill('字'.repeat(80));
    await form.getByRole('button', { name: '送信' }).click();
    await form.waitFor({ state: 'hidden' });
    expect(desk().asks.at(-1)).toEqual({
      type: 'submit',
      form: 'takeout/new',
      context: { once: 'abc' },
      values: {
        place: '港町 *会館* <b>',
        purpose: '出張\n会議',
        people: '１２',
        from: '2026-12-01',
        secret: 'v0',
        class: 'v3',
        protection: ['v0', 'v1', 'v2'],
        for: '職員 太郎',
        'items.0.name': '字'.repeat(80),
        'items.1.marks': [],
      },
    });
  });

  it('a person of the list is sent by number, and the first entry of a list counts', async () => {
    const page = await as('S011');
    const form = await openTheForm(page);
    expect(await form.getByLabel('ラベル for').inputValue()).toBe(
      '白石 さくら 企画部 企画グループ グループリーダー S012',
    );
    await form.getByLabel('ラベル class').selectOption({ label: '選択肢0（例）' });
    await form.getByLabel('ラベル place').fill('港町会館');
    await form.getByRole('button', { name: '送信' }).click();
    await form.waitFor({ state: 'hidden' });
    expect(desk().asks.at(-1)).toMatchObject({ values: { for: 'S012', class: 'v0' } });
  });

  it('a form that must be corrected says so at the field, and keeps what was typed', async () => {
    const page = await as('S011');
    const form = await openTheForm(page);
    await form.getByLabel('ラベル purpose').fill('説明会');
    await form.getByRole('button', { name: '送信' }).click();
    await form.getByText('「ラベル place」を入力してください。').waitFor();
    const place = form.getByLabel('ラベル place');
    expect(await place.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    expect(await place.getAttribute('aria-invalid')).toBe('true');
    const described = (await place.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described}"]`).textContent()).toContain('入力してください');
    expect(await form.getByLabel('ラベル purpose').inputValue()).toBe('説明会');
  });

  it('one row more keeps the rest and takes the focus', async () => {
    const page = await as('S011');
    const form = await openTheForm(page);
    await form.getByLabel('ラベル place').fill('港町会館');
    await form.getByRole('button', { name: 'もう一つ加える' }).click();
    await form.getByText('持ち出すもの 3').waitFor();
    expect(await form.getByLabel('ラベル place').inputValue()).toBe('港町会館');
    expect(await form.getByLabel('品名').evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
  });

  it('nothing typed is thrown away without asking', async () => {
    const page = await as('S011');
    await page.getByRole('button', { name: '持ち出し', exact: true }).click();
    const form = page.getByRole('dialog', { name: '持ち出しの申請' });
    await form.waitFor();
    await page.keyboard.press('Escape');
    await form.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('持ち出し');
    await openTheForm(page);
    await form.getByLabel('ラベル place').fill('港町会館');
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => form.getByRole('button', { name: '閉じる', exact: true }).click(),
    ]) {
      await close();
      await form.getByText('入力した内容を捨てますか。').waitFor();
      await form.getByRole('button', { name: '入力に戻る' }).click();
      expect(await form.getByLabel('ラベル place').inputValue()).toBe('港町会館');
    }
    await page.keyboard.press('Escape');
    await form.getByRole('button', { name: '捨てて閉じる' }).click();
    await form.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('sentence');
  });

  it('what could not be saved is said, and stays typed', async () => {
    const page = await as('S011');
    const form = await openTheForm(page);
    await form.getByLabel('ラベル place').fill('港町会館');
    desk().setBroken(true);
    await form.getByRole('button', { name: '送信' }).click();
    await form.getByRole('alert').filter({ hasText: couldNotSave }).waitFor();
    expect(await form.getByLabel('ラベル place').inputValue()).toBe('港町会館');
    desk().setBroken(false);
    await form.getByRole('button', { name: '送信' }).click();
    await form.waitFor({ state: 'hidden' });
    desk().setBroken(true);
    await type(page, 'ノートPCを持って出張したい');
    await page.getByRole('alert').filter({ hasText: couldNotSave }).waitFor();
    expect(await page.getByLabel('メッセージ').inputValue()).toBe('ノートPCを持って出張したい');
  });
});
