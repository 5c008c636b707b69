import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Delivered } from '../../../src/app/ports.ts';
import { text } from '../../../src/core/card.ts';
import { intentsOf } from '../../support/adapter-bench.ts';
import { aCard } from '../../support/adapter-samples.ts';
import { everything, newFile, openConsole, openStream } from './page.ts';

const to = { platform: 'console', space: 'console', user: 'S012' } as const;
const delivery = (title: string, key: string, posted?: string) =>
  ({ to, surface: 'message', card: aCard({ title }), key, uncertain: false, ...(posted ? { posted } : {}) }) as const;
const postedOf = (sent: Delivered): string => (sent.outcome === 'delivered' ? sent.posted : sent.why);
const titles = ({ messages }: Awaited<ReturnType<typeof everything>>) =>
  messages.map((message) => (message.by === 'bot' ? message.title : message.text));

describe("a person's chat", () => {
  it('is the same after a restart, also the sentences they typed', async () => {
    const file = newFile();
    const before = await openConsole(intentsOf().receive, { file });
    const first = await before.adapter.deliver(delivery('一', 'a#1'));
    await before.ask('S012', { type: 'say', text: 'ヘルプ' });
    await before.adapter.deliver(delivery('二', 'b#1'));
    await before.adapter.deliver(delivery('一、承認', 'a#2', postedOf(first)));
    await before.close();

    const after = await openConsole(intentsOf().receive, { file });
    expect(titles(await everything(after.url, 'S012'))).toEqual(['一、承認', 'ヘルプ', '二']);
    await after.adapter.deliver(delivery('一、返却', 'a#3', postedOf(first)));
    await after.adapter.deliver(delivery('三', 'c#1'));
    expect(titles(await everything(after.url, 'S012'))).toEqual(['一、返却', 'ヘルプ', '二', '三']);
    await after.close();
  });

  it('survives a line cut short by a crash, and is kept short', async () => {
    const file = newFile();
    const before = await openConsole(intentsOf().receive, { file });
    const sent = await before.adapter.deliver(delivery('一', 'a#1'));
    for (let at = 2; at < 20; at += 1) await before.adapter.deliver(delivery(`一 ${at}`, `a#${at}`, postedOf(sent)));
    await before.close();
    appendFileSync(file, '{"ref":"x","person":"S0');

    const after = await openConsole(intentsOf().receive, { file });
    expect(titles(await everything(after.url, 'S012'))).toEqual(['一 19']);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    expect(statSync(file).mode & 0o077).toBe(0);
    await after.close();
  });

  it('shows a card once, also when the answer to its delivery was lost', async () => {
    const desk = await openConsole(intentsOf().receive);
    const first = await desk.adapter.deliver(delivery('一', 'a#1'));
    expect(await desk.adapter.deliver(delivery('一', 'a#1'))).toEqual(first);
    expect(titles(await everything(desk.url, 'S012'))).toEqual(['一']);
    await desk.close();
  });

  it('shows a card again whose place is gone', async () => {
    const desk = await openConsole(intentsOf().receive);
    expect(await desk.adapter.deliver(delivery('一', 'a#2', 'gone'))).toEqual({ outcome: 'delivered', posted: 'gone' });
    expect(titles(await everything(desk.url, 'S012'))).toEqual(['一']);
    await desk.close();
  });

  it('is delivered later when it cannot be written now', async () => {
    const desk = await openConsole(intentsOf().receive);
    await desk.adapter.stop();
    expect(await desk.adapter.deliver(delivery('一', 'a#1'))).toMatchObject({ outcome: 'again' });
  });
});

describe('an open page', () => {
  it('sees each new card, each change in place, and the home view, and nothing of others', async () => {
    const desk = await openConsole(intentsOf().receive);
    const mine = await openStream(desk.url, 'S012');
    const other = await openStream(desk.url, 'S013');
    const sent = await desk.adapter.deliver(delivery('一', 'a#1'));
    await desk.adapter.deliver(delivery('一、承認', 'a#2', postedOf(sent)));
    await desk.adapter.deliver({ ...delivery('私の番', 'home#1'), surface: 'home' });
    await mine.until(() => mine.events.length === 4);
    expect(mine.events.slice(1)).toMatchObject([
      { event: 'message', data: { title: '一', ref: postedOf(sent) } },
      { event: 'message', data: { title: '一、承認', ref: postedOf(sent), updatedAt: expect.any(String) } },
      { event: 'home', data: { title: '私の番' } },
    ]);
    expect(other.events).toHaveLength(1);
    await desk.close();
    await mine.until(() => mine.ended());
    await other.close();
  });

  it('shows what somebody typed above what it brought about', async () => {
    const received = intentsOf();
    const desk = await openConsole(received.receive);
    received.next({ kind: 'say', card: aCard({ title: '答え', blocks: [text('はい')] }) });
    const answer = await desk.ask('S012', { type: 'say', text: 'ヘルプ' });
    expect(await answer.json()).toMatchObject({ kind: 'say' });
    expect(titles(await everything(desk.url, 'S012'))).toEqual(['ヘルプ', '答え']);
    await desk.close();
  });

  it('keeps a sentence out of the chat that could not be saved', async () => {
    const received = intentsOf();
    const desk = await openConsole(received.receive);
    received.next(new Error('the store is down'));
    expect((await desk.ask('S012', { type: 'say', text: 'ヘルプ' })).status).toBe(503);
    expect(titles(await everything(desk.url, 'S012'))).toEqual([]);
    await desk.close();
  });

  it('offers people by name, and asks for a number where there are too many', async () => {
    const person = { kind: 'person', name: 'for', label: '本人', required: false, value: '', shown: '' } as const;
    const form = { name: 'f', title: 'f', submit: '送信', context: {}, intro: [], fields: [person] };
    for (const [count, offered] of [
      [3, true],
      [1000, false],
    ] as const) {
      const many = Array.from({ length: count }, (_, at) => ({
        id: `S${at}`,
        name: `職員 ${at}`,
        unit: '企画部',
        post: '',
      }));
      const received = intentsOf();
      const desk = await openConsole(received.receive, { people: async () => many });
      received.next({ kind: 'form', form });
      const answer = await (await desk.ask('S1', { type: 'say', text: '持ち出し' })).text();
      expect(answer.includes('職員 2')).toBe(offered);
      await desk.close();
    }
  });
});
