import { describe, expect, it } from 'vitest';
import { text } from '../../src/core/card.ts';
import { useConsole } from './windows.ts';

const card = (title: string, words: string) =>
  ({ title, tone: 'plain', notice: `${title}のお知らせ`, blocks: [text(words)] }) as const;

describe('the chat in a browser', () => {
  const { desk, restart, as, focused, type, file } = useConsole();

  it('two people at two windows see a decision at once, without reloading', async () => {
    const requester = await as('S011');
    const approver = await as('S012');
    await file(requester);
    await requester.getByText('白石 さくらさんの承認を待っています。').waitFor();
    await approver.getByRole('button', { name: '承認', exact: true }).click();
    await approver.getByRole('button', { name: '承認する' }).click();
    for (const page of [requester, approver]) {
      await page.getByText('15:04に承認しました').waitFor();
      expect(
        await page.getByRole('article').filter({ hasText: '2026-12' }).filter({ hasNotText: '私の番' }).count(),
      ).toBe(1);
      await page.getByText(/更新 \d\d:\d\d/).waitFor();
      await page.locator('#live').filter({ hasText: '持ち出しの申請 2026-12 が承認されました' }).waitFor();
    }
    expect(await approver.getByRole('button', { name: '承認', exact: true }).count()).toBe(0);
  });

  it('an approval needs nothing but the keyboard', async () => {
    const requester = await as('S011');
    await file(requester);
    const page = await as('S012');
    await page.getByRole('button', { name: '承認', exact: true }).waitFor();
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused(page)) === name) return;
      }
      throw new Error(`the keyboard never came to ${name}`);
    };
    await tabTo('承認');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '承認する' }).waitFor();
    await expect.poll(() => focused(page)).toBe('承認する');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('戻る');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('承認');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('承認する');
    await page.keyboard.press('Enter');
    await page.getByText('15:04に承認しました').waitFor();
    await expect.poll(() => focused(page)).toContain('15:04に承認しました');
    expect(desk().asks.filter((ask) => ask.type === 'press')).toHaveLength(1);
  });

  it('somebody is chosen by the keyboard too', async () => {
    const page = await as('S011');
    await page.getByRole('button', { name: /青葉 みどり/ }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('くろ');
    await page.getByText('見つかりません').waitFor();
    await page.getByLabel('名前、職員番号、所属で探す').fill('総務');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /黒田 いわお/ }).waitFor();
    expect(page.url()).toMatch(/#S020$/);
    await page.goto(desk().url);
    await page.getByRole('button', { name: /黒田 いわお 総務部 部長/ }).waitFor();
  });

  it('a lost connection is said, and afterwards nothing is missing', async () => {
    const page = await as('S011');
    await desk().deliver('S011', 'a', card('一', '前から'));
    await page.getByText('前から').waitFor();
    await desk().close();
    await page.getByText('接続が切れました').waitFor();
    await restart();
    await desk().deliver('S011', 'b', card('二', 'その間に'));
    await page.getByText('その間に').waitFor();
    await page.getByText('接続が切れました').waitFor({ state: 'hidden' });
    expect(await page.getByRole('article', { name: /^[一二]$/ }).count()).toBe(2);
  });

  it('a card that changes far up leaves the reader where they are', async () => {
    const page = await as('S011');
    for (let at = 0; at < 14; at += 1)
      await desk().deliver('S011', `${at}`, card(`第${at}号`, '本文です。\n'.repeat(4)));
    const middle = page.getByRole('article', { name: '第8号' });
    await middle.evaluate((node) => node.scrollIntoView({ block: 'start' }));
    const before = (await middle.boundingBox())?.y ?? 0;
    await desk().deliver('S011', '3', card('第3号', '変わりました。\n'.repeat(12)));
    await page.getByText('変わりました。').first().waitFor({ state: 'attached' });
    await desk().deliver('S011', 'new', card('新着', '新しい本文'));
    await page.getByRole('button', { name: '新着を見る' }).waitFor();
    expect(Math.abs(((await middle.boundingBox())?.y ?? 0) - before)).toBeLessThan(3);
    await page.getByRole('button', { name: '新着を見る' }).click();
    await page.getByText('新しい本文').waitFor();
    expect(
      await page
        .getByText('新しい本文')
        .evaluate((node) => node.getBoundingClientRect().bottom < (node.ownerDocument.defaultView?.innerHeight ?? 0)),
    ).toBe(true);
  });

  it('nothing anybody typed becomes markup, or wider than a phone', async () => {
    const page = await as('S011', { viewport: { width: 320, height: 700 } });
    const nasty = [
      '<img src=x onerror=alert(1)> **太字** [ここ](http://example.invalid/) {{DATE(2026-01-01T00:00:00Z,SHORT)}}',
      'A'.repeat(400),
      '👩‍💻𠮷野家 العربية \u202eabc',
    ];
    await desk().deliver('S011', 'a', {
      title: nasty[0] ?? '',
      tone: 'stop',
      notice: '知らせ',
      blocks: [
        { kind: 'facts', rows: nasty.map((words) => [words.slice(0, 60), words] as const) },
        { kind: 'list', items: nasty },
      ],
    });
    for (const words of nasty) await type(page, words);
    await page.getByText('A'.repeat(400)).last().waitFor();
    const shown = await page.locator('#messages').textContent();
    expect((shown ?? '').replaceAll('\u2060', '')).toContain(
      '<img src=x onerror=alert(1)> **太字** [ここ](http://example.invalid/) {{DATE(',
    );
    expect(await page.locator('#messages img, #messages a, #messages b').count()).toBe(0);
    for (const id of ['scroll', 'home-scroll']) {
      expect(
        await page.evaluate(
          `document.getElementById('${id}').scrollWidth - document.getElementById('${id}').clientWidth`,
        ),
      ).toBe(0);
    }
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });
});
