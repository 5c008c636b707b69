import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { couldNotSave } from '../../../src/core/sentences.ts';
import { intentsOf, type Received } from '../../support/adapter-bench.ts';
import { aCard, aForm } from '../../support/adapter-samples.ts';
import { type Desk, openDesk } from './bench.ts';

describe('forms in Slack', () => {
  let desk: Desk;
  let received: Received;
  beforeEach(async () => {
    received = intentsOf();
    desk = await openDesk(received.receive);
  });
  afterEach(() => desk.close());

  it('a submission that could not be saved keeps the window and all that was typed', async () => {
    received.next({ kind: 'form', form: aForm() });
    await desk.slack.command('U-tanaka', '持ち出し');
    await desk.slack.modal('U-tanaka');
    received.next(new Error('the store is down'));
    await desk.slack.submit('U-tanaka', { 目的: '出張', 持出日: '2026-12-01', 機密性: '機密性1', 品名: 'PC' });
    const view = await desk.slack.modal('U-tanaka');
    expect(Object.values(view.errors)).toEqual([couldNotSave]);
    expect(view.state.purpose).toEqual({ purpose: { type: 'plain_text_input', value: '出張' } });
  });

  it('a sentence that belongs to no field redraws the window', async () => {
    received.next({ kind: 'form', form: aForm() });
    await desk.slack.command('U-tanaka', '持ち出し');
    await desk.slack.modal('U-tanaka');
    received.next({ kind: 'errors', form: aForm({ title: '持ち出せません' }) });
    await desk.slack.submit('U-tanaka', { 目的: '出張', 持出日: '2026-12-01', 機密性: '機密性1', 品名: 'PC' });
    const view = await desk.slack.modal('U-tanaka');
    expect(view.title).toBe('持ち出せません');
    expect(view.state.purpose).toEqual({ purpose: { type: 'plain_text_input', value: '出張' } });
  });

  it('a submission that is done closes the window, and one with an answer shows it there', async () => {
    const filled = { 目的: '出張', 持出日: '2026-12-01', 機密性: '機密性1', 品名: 'PC' };
    received.next({ kind: 'form', form: aForm() });
    await desk.slack.command('U-tanaka', '持ち出し');
    await desk.slack.modal('U-tanaka');
    received.next({ kind: 'say', card: aCard({ title: '送信しました' }) });
    await desk.slack.submit('U-tanaka', filled);
    expect((await desk.slack.modal('U-tanaka')).title).toBe('送信しました');
    received.next({ kind: 'form', form: aForm() });
    await desk.slack.command('U-tanaka', '持ち出し');
    await desk.slack.modal('U-tanaka', '持ち出し申請');
    await desk.slack.submit('U-tanaka', filled);
    expect(desk.slack.world.modals.get('U-tanaka')).toEqual([]);
  });

  it('a person is looked up by name while typing', async () => {
    const person = { kind: 'person', name: 'for', label: '対象者', required: true, value: '', shown: '' } as const;
    received.next({ kind: 'form', form: aForm({ fields: [person] }) });
    await desk.slack.command('U-tanaka', '持ち出し');
    await desk.slack.modal('U-tanaka');
    received.next({ kind: 'options', options: [{ value: 'S014', label: '鈴木 花子(総務部 総務グループ)' }] });
    await desk.slack.submit('U-tanaka', { 対象者: '鈴木 花子' });
    expect(received.all().map(({ ask }) => ask)).toMatchObject([
      { type: 'say' },
      { type: 'suggest', query: '鈴木 花子' },
      { type: 'submit', values: { for: 'S014' } },
    ]);
  });

  it('a button in a form leaves the form underneath', async () => {
    received.next({
      kind: 'form',
      form: aForm({
        intro: [{ kind: 'buttons', buttons: [{ label: '相談', action: { do: 'press', verb: 'ask' } }] }],
      }),
    });
    await desk.slack.command('U-tanaka', '持ち出し');
    await desk.slack.modal('U-tanaka');
    received.next({ kind: 'say', card: aCard({ title: '相談しました' }) });
    await desk.slack.pressInForm('U-tanaka', '相談');
    await desk.slack.modal('U-tanaka', '相談しました');
    expect(desk.slack.world.modals.get('U-tanaka')?.map(({ title }) => title)).toEqual([
      '持ち出し申請',
      '相談しました',
    ]);
  });
});
