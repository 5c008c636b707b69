import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, Receive } from '../../src/app/ports.ts';
import type { Reply } from '../../src/core/ask.ts';
import { text } from '../../src/core/card.ts';
import type { AccountRef } from '../../src/core/outbound.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import { type AdapterBench, intentsOf, type Received } from './adapter-bench.ts';
import { aCard, aForm } from './adapter-samples.ts';

const filled = { 目的: '出張 <!channel>', 持出日: '2026-12-01', 機密性: '機密性2', 品名: 'ノートPC' };

/** What Slack, Teams and the console must all do: written once, called per implementation. */
export const adapterContract = (name: string, open: (receive: Receive) => Promise<AdapterBench>): void => {
  describe(`${name}, as every chat adapter`, () => {
    let bench: AdapterBench;
    let received: Received;
    const delivery = (over: Partial<Delivery> = {}): Delivery => ({
      to: bench.someone,
      surface: 'message',
      card: aCard(),
      key: 'case/takeout-2026-12/S012#1',
      uncertain: false,
      ...over,
    });
    const openForm = (): Promise<void> => bench.openForm?.() ?? bench.command('持ち出し');
    const replies = (reply: Reply | Error): void => received.next(reply);

    beforeEach(async () => {
      received = intentsOf();
      bench = await open(received.receive);
    });
    afterEach(() => bench.close());

    it('shows a card with its title, facts and buttons, what people typed taken literally', async () => {
      expect(await bench.adapter.deliver(delivery())).toMatchObject({ outcome: 'delivered' });
      const [card] = await bench.cards();
      expect(card?.text).toContain('持ち出し申請 第12号');
      expect(card?.text).toContain('市役所 <本庁> & 分室');
      expect(card?.buttons).toEqual(['承認', '却下']);
    });

    it('changes the card in place once it has been posted', async () => {
      const first = await bench.adapter.deliver(delivery());
      if (first.outcome !== 'delivered') throw new Error(first.why);
      const next = aCard({ tone: 'good', blocks: [text('承認されました(山田 花子)')] });
      const second = await bench.adapter.deliver(
        delivery({ card: next, posted: first.posted, key: 'case/takeout-2026-12/S012#2' }),
      );
      expect(second).toMatchObject({ outcome: 'delivered' });
      const cards = await bench.cards();
      expect(cards).toHaveLength(1);
      expect(cards[0]?.text).toContain('承認されました');
      expect(cards[0]?.buttons).toEqual([]);
    });

    it('tells the pipeline who pressed what, and nothing the card could not know', async () => {
      await bench.adapter.deliver(delivery());
      await bench.press('承認');
      expect(received.last()).toMatchObject({
        actor: bench.someone,
        ask: { type: 'press', verb: 'takeout/approve', case: 'takeout-2026-12', version: 3 },
      });
    });

    it('gives two presses two keys, unless its platform itself repeats them', async () => {
      await bench.adapter.deliver(delivery());
      await bench.press('承認');
      await bench.press('承認');
      const keys = received.all().map((intent) => intent.key);
      expect(new Set(keys).size).toBe(bench.repeats ? 1 : keys.length);
    });

    it('shows the private answer to whoever pressed', async () => {
      await bench.adapter.deliver(delivery());
      replies({ kind: 'say', card: aCard({ title: '処理済みです', blocks: [text('この申請は処理済みです。')] }) });
      await bench.press('承認');
      expect(await bench.answer()).toContain('この申請は処理済みです。');
    });

    it('says in words that nothing was saved', async () => {
      await bench.adapter.deliver(delivery());
      replies(new Error('the store is down'));
      await bench.press('承認');
      expect(await bench.answer()).toContain(couldNotSave);
    });

    it('hands on a typed sentence', async () => {
      await bench.command('持ち出し');
      expect(received.last()).toMatchObject({ actor: bench.someone, ask: { type: 'say', text: '持ち出し' } });
    });

    it('opens a form, and brings back what was typed under the names of its fields', async () => {
      replies({ kind: 'form', form: aForm() });
      await openForm();
      const form = await bench.form();
      expect(form?.title).toContain('持ち出し申請');
      expect(form?.labels).toEqual(['目的', '持出日', '機密性', '品名']);
      await bench.submit(filled);
      expect(received.last()?.ask).toEqual({
        type: 'submit',
        form: 'takeout/new',
        context: { once: 'form-1' },
        values: { purpose: '出張 <!channel>', from: '2026-12-01', confidentiality: '2', 'items.0.name': 'ノートPC' },
      });
    });

    it('opens the form behind a button', async () => {
      await bench.adapter.deliver(delivery());
      replies({ kind: 'form', form: aForm({ name: 'takeout/refuse', title: '却下' }) });
      await bench.press('却下');
      expect(received.last()?.ask).toEqual({
        type: 'open',
        form: 'takeout/refuse',
        context: { case: 'takeout-2026-12', version: 3 },
      });
      expect((await bench.form())?.title).toContain('却下');
    });

    it('puts the sentence at the field to correct, and keeps what was typed', async () => {
      replies({ kind: 'form', form: aForm() });
      await openForm();
      await bench.form();
      const wrong = aForm();
      const sentence = '「持出日」は今日からあとの日付で入力してください。';
      replies({
        kind: 'errors',
        form: {
          ...wrong,
          fields: wrong.fields.map((field) => {
            if (field.kind === 'text') return { ...field, value: filled.目的 };
            return field.kind === 'date' ? { ...field, value: '2026-12-01', error: sentence } : field;
          }),
        },
      });
      await bench.submit(filled);
      const form = await bench.form();
      expect(form?.text).toContain(sentence);
      expect(form?.values.purpose).toBe(filled.目的);
    });

    it('draws the form again with one more row, and what was typed still in it', async () => {
      replies({ kind: 'form', form: aForm() });
      await openForm();
      await bench.form();
      const grown = aForm({
        fields: aForm().fields.map((field) =>
          field.kind === 'rows'
            ? {
                ...field,
                rows: [0, 1].map((at) => [
                  {
                    kind: 'text',
                    name: `items.${at}.name`,
                    label: '品名',
                    required: true,
                    value: '',
                    max: 100,
                  } as const,
                ]),
              }
            : field,
        ),
      });
      replies({ kind: 'form', form: grown });
      await bench.press('もう1件加える', { 目的: '出張' });
      expect(received.last()?.ask).toMatchObject({
        type: 'redraw',
        form: 'takeout/new',
        more: 'items',
        values: { purpose: '出張' },
      });
      expect((await bench.form())?.labels).toEqual(['目的', '持出日', '機密性', '品名', '品名']);
    });

    it('draws the home view for a person', async () => {
      const sent = await bench.adapter.deliver(
        delivery({ surface: 'home', card: aCard({ title: '私の番' }), key: 'home/S012#1' }),
      );
      expect(sent).toMatchObject({ outcome: 'delivered' });
      expect((await bench.home())?.text).toContain('私の番');
    });

    it('vouches for an account it knows and for no other', async () => {
      expect(await bench.adapter.profile(bench.someone)).toMatchObject({
        ...bench.someone,
        kind: 'member',
        active: true,
      });
      const stranger: AccountRef = { ...bench.someone, user: 'U0NOBODY' };
      expect(await bench.adapter.profile(stranger)).toBeUndefined();
    });

    it('reaches its platform', () => {
      expect(bench.adapter.unready()).toBeUndefined();
    });
  });
};
