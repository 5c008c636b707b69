import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

const id = 'misdirectedMail-2026-1';

describe('a mail that went to the wrong people', () => {
  let world: World;
  beforeEach(async () => {
    world = await aWorld();
  });
  afterEach(() => world.close());

  const taps = { mistake: 'bcc', recipients: '100', place: 'outside', personal: 'no', sent: 'now' };
  const tell = (values: Record<string, string> = taps) => world.submit('staff', 'misdirectedMail/new', values);
  const state = async (): Promise<Record<string, never>> =>
    (await world.store.loadCase(id))?.state as Record<string, never>;
  const facts = async (type: string) =>
    (await world.store.ledger.recordsOf(id)).filter((record) => record.type === type);
  const list = (addresses: string) => world.fill('staff', id, '宛先を登録', { addresses });
  /** A step that stands behind 「ほかの操作」 or on the card. */
  const take = async (person: string, label: string) => {
    const more = await world.press(person, id, 'ほかの操作');
    const found = more.kind === 'say' ? buttonsOf(more.card).find((each) => each.label === label) : undefined;
    if (found?.action.do !== 'press') throw new Error(`no ${label} for ${person}`);
    const { do: _, ...what } = found.action;
    return world.ask(person, { type: 'press', ...what });
  };

  it('is told in five taps, and the reporter reads at once what still helps', async () => {
    expect((await tell()).kind).toBe('done');
    const card = textOf(world.card('staff', id));
    expect(card).toContain('知らせてくださり、ありがとうございます');
    expect(card).toContain('取り消しは効きません');
    expect(card).not.toContain('このメッセージを取り消す');
    expect(world.has('staff', id, '削除のお願い文')).toBe(true);
    expect(textOf(world.card('leader', id))).toContain('BccでなくTo・Ccに入れた');
  });

  it('becomes an incident with its items filled in when outsiders saw each other’s addresses', async () => {
    await tell();
    const report = await state();
    expect(report).toMatchObject({ incident: true, personal: 'yes', severe: true });
    expect(report.items).toMatchObject({
      subject: { value: 'メールの誤送信(BccでなくTo・Ccに入れた)' },
      occurredAt: { when: { on: '2026-06-01', clock: '10:00' } },
      foundAt: { when: { on: '2026-06-01', clock: '10:00' } },
      leaked: { value: 'ほかの宛先のメールアドレス' },
      cause: { value: 'BccでなくTo・Ccに入れた' },
    });
    expect(textOf(world.card('chief', id))).toContain('誤送信');
  });

  it('is recorded but no incident inside the house without personal data', async () => {
    await tell({ ...taps, place: 'inside', recipients: '10' });
    expect(await state()).toMatchObject({ incident: false, personal: 'no', severe: false });
    expect(textOf(world.card('staff', id))).toContain('このメッセージを取り消す');
    expect(await facts('report.told')).toHaveLength(1);
  });

  it('is an incident while nobody knows what was in it, and when 機密性2 went out', async () => {
    await tell({});
    expect(await state()).toMatchObject({ incident: true, personal: 'unknown' });
    await world.submit('staff', 'misdirectedMail/new', { ...taps, mistake: 'file', personal: 'class2' });
    expect((await world.store.loadCase('misdirectedMail-2026-2'))?.state).toMatchObject({
      incident: true,
      personal: 'no',
    });
  });

  it('has a deletion request to copy that repeats nothing of the mail', async () => {
    await tell({ ...taps, body: '田端さんの申込書を別の方に' });
    const shown = await world.press('staff', id, '削除のお願い文');
    if (shown.kind !== 'say') throw new Error(shown.kind);
    const said = textOf(shown.card);
    expect(said).toContain('メール削除のお願い');
    expect(said).toContain('すべてBcc');
    expect(said).toContain('2026年6月1日(月) 10:00ごろ');
    expect(said).not.toContain('申込書');
  });

  it('has its recipients ticked off one by one, each tick on record and no address on any card', async () => {
    await tell();
    await list('相手 一郎 <ichiro@example.com>; jiro@example.com\nsaburo@example.net');
    await take('staff', '全員に削除を頼んだ');
    const sent = await world.fill('staff', id, '宛先ごとに記録', { to1: 'unread', to3: 'opened' });
    expect(sent.kind).toBe('done');
    expect((await facts('mail.ticked')).map(({ data }) => data)).toEqual([
      '{"recipient":1,"state":"unread"}',
      '{"recipient":3,"state":"opened"}',
    ]);
    for (const person of ['staff', 'leader', 'security', 'chief']) {
      const card = textOf(world.card(person, id));
      expect(card).toContain('3件(依頼した 1件、開かずに削除 1件、開かれた 1件)');
      expect(card).not.toMatch(/ichiro|jiro|example\.(com|net)/u);
    }
  });

  it('shows the addresses in private to those entitled, each look on record', async () => {
    await tell();
    await list('ichiro@example.com, jiro@example.com');
    const shown = await take('leader', '宛先を見る');
    expect(shown.kind === 'say' && textOf(shown.card)).toContain('宛先1 ichiro@example.com');
    expect((await facts('mail.recipientsSeen')).map(({ actor }) => actor)).toEqual(['leader']);
    const pressed = await world.ask('colleague', { type: 'press', verb: 'seeRecipients', case: id, version: 2 });
    expect(JSON.stringify(pressed)).not.toContain('ichiro');
    expect((await facts('refused')).map(({ actor }) => actor)).toEqual(['colleague']);
    const told = (await world.store.ledger.recordsOf(id)).map(({ data }) => data).join();
    expect(told).not.toContain('example.com');
    const details = (await world.store.ledger.detailsOf(id)).map(({ text }) => text).join();
    expect(details).toContain('ichiro@example.com');
  });

  it('turns the pages of a long list, and ticks the page that is shown', async () => {
    await tell();
    await list(Array.from({ length: 25 }, (_, n) => `to${n + 1}@example.com`).join('\n'));
    const first = await take('staff', '宛先を見る');
    const next = first.kind === 'say' ? buttonsOf(first.card).find(({ label }) => label === '次の10件') : undefined;
    if (next?.action.do !== 'press') throw new Error('no next page');
    const { do: _, ...turn } = next.action;
    const second = await world.ask('staff', { type: 'press', ...turn });
    if (second.kind !== 'say') throw new Error(second.kind);
    expect(textOf(second.card)).toContain('宛先11 to11@example.com');
    const open = buttonsOf(second.card).find(({ label }) => label === 'この方たちを記録')?.action;
    if (open?.do !== 'open') throw new Error('no form');
    const { do: __, form, ...context } = open;
    const drawn = await world.ask('staff', { type: 'open', form, context });
    if (drawn.kind !== 'form') throw new Error(drawn.kind);
    expect(drawn.form.fields.map(({ label }) => label)[0]).toBe('宛先11(t…@example.com)');
    await world.ask('staff', { type: 'submit', form, context: drawn.form.context, values: { to12: 'silent' } });
    expect((await facts('mail.ticked')).map(({ data }) => data)).toEqual(['{"recipient":12,"state":"silent"}']);
  });

  it('asks again about what is no address, and keeps what was typed', async () => {
    await tell();
    const reply = await list('=HYPERLINK("http://x")@example.com');
    expect(reply.kind).toBe('errors');
    expect(JSON.stringify(reply)).toContain('アドレスとして読めないものが1件');
    expect((await facts('mail.recipientsListed')).length).toBe(0);
  });

  it('does a tick once, however often the platform repeats it', async () => {
    await tell();
    await list('ichiro@example.com');
    const opened = await world.ask('staff', { type: 'open', form: 'misdirectedMail/tick', context: { case: id } });
    if (opened.kind !== 'form') throw new Error(opened.kind);
    const { context } = opened.form;
    for (let n = 0; n < 3; n++)
      await world.ask(
        'staff',
        { type: 'submit', form: 'misdirectedMail/tick', context, values: { to1: 'asked' } },
        'same-key',
      );
    expect(await facts('mail.ticked')).toHaveLength(1);
  });

  it('lets a link be closed at once, and says so first', async () => {
    await tell({ ...taps, mistake: 'link' });
    expect(textOf(world.card('staff', id))).toContain('リンクの共有を、いますぐ止めて');
    await world.press('staff', id, '共有を止めた');
    expect(world.has('staff', id, '共有を止めた')).toBe(false);
    expect(textOf(world.card('leader', id))).toContain('に止めました');
  });
});
