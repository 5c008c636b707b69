import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/core/ask.ts';
import type { Card } from '../../src/core/card.ts';
import { reportKinds } from '../../src/core/reports/kinds.ts';
import { hasForm } from '../../src/core/reports/step.ts';
import { steps } from '../../src/core/reports/steps.ts';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const told = { subject: '困ったこと', body: '昼に気づいた' };

const card = (reply: Reply): Card => {
  if (reply.kind !== 'say') throw new Error(reply.kind);
  return reply.card;
};

const formOf = async (person: string, form: string) => {
  const reply = await world.ask(person, { type: 'open', form, context: {} });
  if (reply.kind !== 'form') throw new Error(reply.kind);
  return reply.form;
};

const behind = async (person: string, id: string, label: string) => {
  const menu = card(await world.press(person, id, 'ほかの操作'));
  const found = buttonsOf(menu).find((each) => each.label === label);
  if (found?.action.do !== 'open') throw new Error(`no ${label}: ${textOf(menu)}`);
  const { do: _, form, ...context } = found.action;
  return { form, context };
};

describe('every kind of report', () => {
  it.each(reportKinds.map(({ name }) => name))('%s is sent with two fields, after first aid', async (kind) => {
    const form = await formOf('staff', `${kind}/new`);
    expect(form.intro[0]).toMatchObject({ kind: 'text', style: 'strong' });
    expect(form.fields.filter((field) => 'required' in field && field.required).map(({ label }) => label)).toEqual(
      ['件名', '内容'].filter((label) =>
        form.fields.some((field) => field.label === label && 'required' in field && field.required),
      ),
    );
    expect(await world.submit('staff', `${kind}/new`, told)).toEqual({ kind: 'done' });
    expect(textOf(world.card('staff', `${kind}-2026-1`))).toContain('知らせてくださり、ありがとうございます');
    expect(textOf(world.card('staff', `${kind}-2026-1`))).not.toMatch(/責任を問|処分|違反者|過失/u);
  });

  it.each(['事故', 'ウイルス', '紛失', '誤送信', '不審メール', '違反', '障害', 'パスワードの危険'])(
    '「%s」 opens its form at once, and a stranger’s too',
    async (word) => {
      for (const person of ['staff', 'passer-by']) {
        const reply = await world.ask(person, { type: 'say', text: word, canOpen: 'always' });
        expect(reply.kind).toBe('form');
      }
    },
  );

  it('takes the text and the link of a message over', async () => {
    const arg = JSON.stringify({ text: '全員のアドレスがCcに', link: 'https://chat.example.jp/1' });
    const reply = await world.ask('staff', { type: 'open', form: 'incident/new', context: { arg } });
    if (reply.kind !== 'form') throw new Error(reply.kind);
    expect(reply.form.fields.find(({ name }) => name === 'body')).toMatchObject({
      value: '全員のアドレスがCcに\nhttps://chat.example.jp/1',
    });
  });
});

describe('whom each reaches at once', () => {
  const reached = (id: string): string[] =>
    [...world.cards.keys()]
      .flatMap((slot) =>
        slot.startsWith(`case/${id}/`) && slot.split('/').length === 3 ? [slot.split('/')[2] ?? ''] : [],
      )
      .sort();

  it.each([
    ['incident', ['leader', 'security', 'staff']],
    ['malware', ['chief', 'infra', 'leader', 'security', 'staff']],
    ['lostDevice', ['chief', 'infra', 'leader', 'security', 'staff']],
    ['passwordCompromise', ['leader', 'staff']],
    ['suspiciousMail', ['infra', 'security', 'staff']],
    ['violation', ['leader', 'staff']],
    ['systemFault', ['infra', 'staff']],
  ])('%s', async (kind, people) => {
    await world.submit('staff', `${kind}/new`, told);
    expect(reached(`${kind}-2026-1`)).toEqual(people);
  });

  it('the 情報セキュリティ管理者 where the chart does not know the reporter', async () => {
    await world.submit('passer-by', 'systemFault/new', told);
    expect(reached('systemFault-2026-1')).toEqual(['infra', 'security']);
  });

  it('whoever is in post when it must be decided, not when it was told', async () => {
    await world.submit('staff', 'passwordCompromise/new', told);
    await world.change({
      posts: [
        { person: 'leader', posts: [] },
        {
          person: 'colleague',
          posts: [
            { person: 'colleague', unit: 'jigyo-1', position: 'グループリーダー', employment: '', from: '2026-06-01' },
          ],
        },
      ],
    });
    await world.tick();
    await world.press('colleague', 'passwordCompromise-2026-1', '受け付けた');
    expect(buttonsOf(world.card('leader', 'passwordCompromise-2026-1'))).toEqual([]);
  });
});

describe('what comes after', () => {
  it('a lost device: the 情報基盤管理者 wipes it, and the reporter hears of it', async () => {
    await world.submit('staff', 'lostDevice/new', told);
    const id = 'lostDevice-2026-1';
    expect(textOf(world.card('infra', id))).toContain('遠くから消去できる端末か');
    await world.fill('infra', id, '遠隔消去を記録', { result: 'wiped', note: '' });
    expect(world.rings('staff').at(-1)?.title).toContain('遠くから消去した');
    expect(world.has('infra', id, '遠隔消去を記録')).toBe(false);
  });

  it('a password: changed by whoever had it, and never asked for', async () => {
    await world.submit('staff', 'passwordCompromise/new', told);
    const id = 'passwordCompromise-2026-1';
    await world.press('staff', id, 'パスワードを変えた');
    await world.press('leader', id, '受け付けた');
    const { form, context } = await behind('leader', id, '対応を終える');
    await world.ask('leader', { type: 'submit', form, context, values: { why: 'すべて変わった' } });
    expect((await world.store.loadCase(id))?.status).toBe('closed');
    expect(world.rings('staff').at(-1)?.title).toContain('対応が終わりました');
  });

  it('a suspicious mail: everybody is warned, after it was said how many that is', async () => {
    await world.submit('staff', 'suspiciousMail/new', told);
    const id = 'suspiciousMail-2026-1';
    const { form, context } = await behind('security', id, '全員に注意を伝える');
    const opened = await world.ask('security', { type: 'open', form, context });
    if (opened.kind !== 'form') throw new Error(opened.kind);
    expect(JSON.stringify(opened.form.intro)).toContain('10人に届きます');
    await world.ask('security', {
      type: 'submit',
      form,
      context: opened.form.context,
      values: { title: '請求書をよそおうメール', body: '開かずに消してください' },
    });
    expect(world.rings('staff2').at(-1)?.title).toBe('請求書をよそおうメール');
    expect(JSON.stringify(world.rings('staff2').at(-1))).not.toContain('staffさん');
  });

  it('a violation: guidance, suspension and the word to the 管理者; the unit does not learn who told it', async () => {
    await world.submit('staff', 'violation/new', { ...told, whom: 'colleague', hide: 'hidden' });
    const id = 'violation-2026-1';
    expect(textOf(world.card('leader', id))).not.toContain('staffさん');
    await world.press('leader', id, '受け付けた');
    await world.fill('leader', id, '指導を記録', { said: '説明した', result: 'not' });
    const { form, context } = await behind('leader', id, '使用の停止を求める');
    await world.ask('leader', { type: 'submit', form, context, values: { what: '共有フォルダ', why: '続いている' } });
    expect(textOf(world.card('infra', id))).toContain('使用の停止: 共有フォルダ');
    expect(textOf(world.card('infra', id))).not.toContain('staffさん');
    expect(textOf(world.card('infra', id))).not.toContain('昼に気づいた');
    // What is said to and about the person is not the reporter's to read.
    expect(textOf(world.card('staff', id))).not.toMatch(/説明した|指導|使用の停止/u);
    await world.fill('leader', id, '管理者へ報告', { said: '2回続いた' });
    expect(textOf(world.card('security', id))).toContain('staffさん');
    for (const slot of world.cards.keys()) expect(slot).not.toContain('/colleague');
    for (const { slot, card: shown } of world.rung)
      if (!/\/(staff|security)(\/|$)/u.test(slot)) expect(JSON.stringify(shown), slot).not.toContain('staffさん');
  });

  it('a fault that turns out to be more becomes an incident', async () => {
    await world.submit('staff', 'systemFault/new', told);
    const id = 'systemFault-2026-1';
    const menu = card(await world.press('infra', id, 'ほかの操作'));
    const found = buttonsOf(menu).find((each) => each.label === '事故として扱う');
    if (found?.action.do !== 'press') throw new Error(textOf(menu));
    const { do: _, ...what } = found.action;
    await world.ask('infra', { type: 'press', ...what });
    expect(textOf(world.card('security', id))).toContain('困ったこと');
  });
});

describe('somebody whose part it is not', () => {
  it('takes no step, forged or stale, and every attempt is on record', async () => {
    await world.submit('staff', 'incident/new', { ...told, body: '人に見せない中身' });
    const id = 'incident-2026-1';
    const before = JSON.stringify(await world.store.loadCase(id));
    for (const person of ['colleague', 'staff2', 'leader2', 'passer-by'])
      for (const step of steps) {
        const reply = await world.ask(
          person,
          hasForm(step)
            ? { type: 'submit', form: `incident/${step.name}`, context: { case: id, version: 1 }, values: {} }
            : { type: 'press', verb: step.name, case: id, version: 1, arg: '1' },
        );
        expect(textOf(card(reply))).toContain('担当していない');
        expect(JSON.stringify(reply)).not.toContain('人に見せない中身');
      }
    expect(JSON.stringify(await world.store.loadCase(id))).toBe(before);
    const refused = (await world.store.ledger.recordsOf(id)).filter(({ type }) => type === 'refused');
    expect(refused).toHaveLength(4 * steps.length);
  });

  it('does nothing twice: the second of two is told who was first', async () => {
    await world.submit('staff', 'incident/new', told);
    const id = 'incident-2026-1';
    const { action } = buttonsOf(world.card('leader', id)).find(({ label }) => label === '受け付けた') ?? {};
    await world.press('security', id, '受け付けた');
    if (action?.do !== 'press') throw new Error('no button');
    const { do: _, ...what } = action;
    expect(textOf(card(await world.ask('leader', { type: 'press', ...what })))).toContain(
      '「受け付け」がsecurityさんにより済んでいます',
    );
    expect((await world.store.ledger.recordsOf(id)).filter(({ type }) => type === 'report.received')).toHaveLength(1);
  });
});
