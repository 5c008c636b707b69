import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Button, Card } from '../../src/core/card.ts';
import { parsePolicy } from '../../src/core/policies/parse/parse.ts';
import { versionFrom } from '../../src/core/policies/policy.ts';
import { INVENTED } from '../core/policies/invented-policy.ts';
import { aWorld, buttonsOf, textOf, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const said = async (person: string, text: string): Promise<Card> => {
  await world.ask(person, { type: 'say', text, canOpen: 'never' });
  return world.rings(person).at(-1)!;
};

const labels = (card: Card): string[] => buttonsOf(card).map(({ label }) => label);

const buttonOn = (card: Card, label: string): Button => {
  const found = buttonsOf(card).find((each) => each.label === label);
  if (!found) throw new Error(`no button ${label}: ${textOf(card)}`);
  return found;
};

const pressed = async (person: string, card: Card, label: string): Promise<Card> => {
  const { action } = buttonOn(card, label);
  if (action.do !== 'press') throw new Error(`${label} opens a form`);
  const { do: _, ...what } = action;
  const reply = await world.ask(person, { type: 'press', ...what });
  if (reply.kind !== 'say') throw new Error(reply.kind);
  return reply.card;
};

const opened = async (person: string, card: Card, label: string) => {
  const { action } = buttonOn(card, label);
  if (action.do !== 'open') throw new Error(`${label} opens no form`);
  const { do: _, form, ...context } = action;
  const reply = await world.ask(person, { type: 'open', form, context });
  if (reply.kind !== 'form') throw new Error(`${form}: ${reply.kind}`);
  return Object.fromEntries(
    reply.form.fields
      .flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]))
      .map((field) => [field.name, field.value]),
  );
};

/** The places of some words in the order they are read. */
const order = (card: Card, ...words: string[]): number[] => words.map((word) => textOf(card).indexOf(word));

describe('a question about the policy', () => {
  it('is answered with title, plain words marked as such, citation, and the form filled with what was said', async () => {
    const card = await said('staff', '明日、ノートPCを自宅に持ち帰ってもいいですか?');
    expect(textOf(card)).toContain('要旨: ');
    expect(textOf(card)).toContain('〔対策基準 7(1)(エ)〕');
    expect(textOf(card)).not.toContain('原文');
    expect(labels(card)).toEqual(['持ち出しを申請する', 'くわしく', '役に立った', '役に立たない', '情報管理者に聞く']);
    expect(await opened('staff', card, '持ち出しを申請する')).toMatchObject({
      'items.0.type': 'laptop',
      destination: '自宅',
      from: '2026-06-02',
      purpose: expect.stringContaining('ノートPC'),
    });
  });

  it.each([
    '質問 私物のスマホでメールを見ていい?',
    '質問　私物のスマホでメールを見ていい',
    'しぶつのすまほでめーるみていい?',
  ])('「%s」 finds the clause on private devices, and offers no form there is none of', async (typed) => {
    const card = await said('staff', typed);
    expect(textOf(card)).toContain('対策基準 7(1)(カ)');
    expect(labels(card)).toEqual(['くわしく', '役に立った', '役に立たない', '情報管理者に聞く']);
  });

  it('is answered in English when it is English, with the Japanese citation', async () => {
    const card = await said('staff', 'May I use my own laptop for work?');
    expect(textOf(card)).toContain('In short: ');
    expect(textOf(card)).toContain('対策基準 7(1)(カ)');
    expect(labels(card)).toContain('Helpful');
  });

  it('that the policy does not cover says so, names what is related, and leads to the 情報管理者', async () => {
    const card = await said('staff', '有給休暇はあと何日残っていますか');
    expect(card.title).toBe('ポリシーには書かれていません');
    expect(textOf(card)).toContain('関連(答えではありません)');
    expect(await opened('staff', card, '情報管理者に聞く')).toMatchObject({
      question: '有給休暇はあと何日残っていますか',
    });
  });

  it('about the individual standards is told that they are not public', async () => {
    expect(textOf(await said('staff', '個別基準の中身を教えて'))).toContain('公開すると業務に支障がある');
  });

  it('by number shows that very clause with its neighbours, as くわしく does', async () => {
    const card = await said('staff', '対策基準7（１）（エ）');
    expect(card.title).toContain('対策基準 7(1)(エ)');
    const beside = await pressed('staff', card, '対策基準 7(1)(オ)');
    expect(beside.title).toContain('対策基準 7(1)(オ)');
    const above = await pressed('staff', beside, '対策基準 7(1)');
    expect(labels(above)).toContain('対策基準 7(1)(エ)');
    expect(textOf(above)).toContain('情報セキュリティ対策基準 > ');
  });

  it('asked in the form of the menu is answered in the chat', async () => {
    const menu = await said('staff', 'こんにちは');
    expect(await opened('staff', menu, '質問する')).toEqual({ question: '' });
    await world.submit('staff', 'ask/new', { question: 'パスワードは何文字以上?' });
    expect(textOf(world.rings('staff').at(-1)!)).toContain('対策基準 7(4)(イ)③');
    const empty = await world.submit('staff', 'ask/new', { question: '　' });
    expect(JSON.stringify(empty)).toContain('「質問」を入力してください。');
  });

  it('answers at once after a slash command too', async () => {
    const reply = await world.ask('staff', { type: 'say', text: '質問　家で仕事していい', canOpen: 'always' });
    if (reply.kind !== 'say') throw new Error(reply.kind);
    expect(textOf(reply.card)).toContain('対策基準 7(1)(オ)');
  });

  it('is offered to managers alone where only they may ask', async () => {
    const question = '例外措置を申請できますか?';
    expect(labels(await said('staff', question))).not.toContain('例外措置を申請する');
    expect(
      labels(await said('leader', question)).some((label) => label.includes('申請') || label.includes('フォーム')),
    ).toBe(true);
  });

  it.each(['', '😀🎉', '？？？', 'あ'.repeat(10_000), '持ち帰っていい?'.repeat(1_500)])(
    'that is odd gets a polite card (%#)',
    async (typed) => {
      const card = await said('staff', typed);
      expect(card.title).not.toBe('');
      expect(JSON.stringify(card).length).toBeLessThan(20_000);
      for (const { action } of buttonsOf(card)) expect((action.arg ?? '').length).toBeLessThanOrEqual(1000);
    },
  );
});

describe('something that happened', () => {
  it.each([
    ['不審なメールの添付を開いちゃった', 'LANケーブルを抜き', 'malware/new'],
    ['USBをなくしたんだけど、どうすればいい?', '件名と内容だけで送れます', 'lostDevice/new'],
    ['質問 会社のスマホを電車に置き忘れた', '件名と内容だけで送れます', 'lostDevice/new'],
  ])('「%s」: first aid and the report stand above any text', async (typed, first, form) => {
    const card = await said('staff', typed);
    expect(card.tone).toBe('attention');
    const [aid, report, text] = order(card, first, form, '要旨: ');
    expect(aid).toBeGreaterThan(0);
    expect(report).toBeGreaterThan(aid!);
    if (text! > 0) expect(text!).toBeGreaterThan(report!);
    const label = labels(card)[0]!;
    expect((await opened('staff', card, label)).body).toContain(typed.replace(/^質問 /u, '').slice(0, 8));
  });

  it.each(['USBなくした', 'USBをなくした', 'ウイルスかも', 'うぃるすかも', '開いちゃった', 'スマホ落とした'])(
    '「%s」 after a slash command, too, is answered with what to do first and the report',
    async (typed) => {
      const reply = await world.ask('staff', { type: 'say', text: typed, canOpen: 'always' });
      if (reply.kind !== 'say') throw new Error(reply.kind);
      const [aid, report, text] = order(reply.card, 'まず、', '/new"', '要旨: ');
      expect(aid).toBeGreaterThan(0);
      expect(report).toBeGreaterThan(aid!);
      if (text! > 0) expect(text!).toBeGreaterThan(report!);
    },
  );

  it.each(['ウイルス対策ソフトを入れたい', 'ウイルス対策ソフトの更新はいつですか?'])('is not 「%s」', async (typed) => {
    expect((await said('staff', typed)).title).not.toBe('事故の報告');
  });

  it('is not made of a question that only names it', async () => {
    const card = await said('staff', 'ウイルスって何ですか?');
    expect(card.title).toBe('ポリシーの答え');
  });
});

describe('a password somebody writes', () => {
  it.each(['パスワードは kz7-Wq2x です', 'my password is kz7-Wq2x', 'ぱすわーど:kz7-Wq2x　これで入れますか?'])(
    '「%s」 reaches no row and no card, and is warned of',
    async (typed) => {
      const card = await said('staff', typed);
      expect(textOf(card)).toContain('対策基準 7(4)(イ)②');
      expect(textOf(card)).toMatch(/削除|Delete the message/u);
      expect(JSON.stringify([...world.cards.values()])).not.toContain('kz7');
      const records = await world.store.ledger.records(undefined, 1000);
      expect(JSON.stringify(records)).not.toContain('kz7');
    },
  );

  it('is masked in what a form is opened with, and warned of above it', async () => {
    for (const arg of [
      JSON.stringify({ text: 'パスワードは kz7-Wq2x です', link: '' }),
      'パスワードは kz7-Wq2x です',
    ]) {
      const reply = await world.ask('staff', { type: 'open', form: 'incident/new', context: { arg } });
      expect(JSON.stringify(reply)).not.toContain('kz7');
      if (reply.kind !== 'form') throw new Error(reply.kind);
      expect(JSON.stringify(reply.form.intro)).toContain('パスワードを変えてください');
    }
  });

  it('sent in a form is warned of, and the report is there all the same', async () => {
    const reply = await world.submit('staff', 'incident/new', {
      subject: '漏れた',
      body: 'パスワードは kz7-Wq2x です',
    });
    expect(JSON.stringify(reply)).toContain('パスワードをすぐに変えてください');
    expect(await world.store.findCases({})).toHaveLength(1);
  });

  it('is masked in a report and in a question to the 情報管理者', async () => {
    await world.submit('staff', 'incident/new', { subject: '漏れた', body: 'パスワードは kz7-Wq2x です。' });
    await world.submit('staff', 'question/new', { question: 'パスワードを kz7-Wq2x に変えていいですか', clause: '' });
    const cases = await world.store.findCases({});
    expect(cases).toHaveLength(2);
    expect(JSON.stringify(cases)).not.toContain('kz7');
  });
});

describe('what people think of an answer', () => {
  it('is on record with the clauses, once a day, and never with what was typed', async () => {
    const card = await said('staff', '家で仕事していい?');
    expect((await pressed('staff', card, '役に立った')).title).toBe('ありがとうございます');
    await pressed('staff', card, '役に立った');
    const useless = await pressed('staff', card, '役に立たない');
    expect((await opened('staff', useless, '情報管理者に聞く')).question).toBe('家で仕事していい?');
    const facts = (await world.store.ledger.recordsOf('policy')).map(({ data }) => JSON.parse(data));
    expect(facts.map(({ useful }) => useful)).toEqual([true, false]);
    expect(facts[0].clauses[0]).toMatch(/^2-7\(1\)\(オ\)/u);
    expect(JSON.stringify(facts)).not.toContain('家で');
  });

  it('is nothing when the button was forged', async () => {
    const reply = await world.ask('staff', { type: 'press', verb: 'helpful', arg: '{"clauses":["2-99","<x>"]}' });
    expect(JSON.stringify(reply)).toContain('見つかりません');
    expect(await world.store.ledger.recordsOf('policy')).toEqual([]);
  });
});

describe('an imported policy', () => {
  it('changes the answers of a running bot: the literal sentence, its version, and what only it says', async () => {
    expect(textOf(await said('staff', '灯台の見張りはいつ塔を見回る?'))).not.toContain('原文');
    const about = { number: 1, importedAt: '2026-05-31T00:00:00.000Z', file: '灯台規程.txt' };
    await world.store.policies.addVersion(versionFrom(parsePolicy(INVENTED), about));
    const card = await said('staff', '灯台の見張りはいつ塔を見回る?');
    expect(textOf(card)).toContain('原文(2026年5月31日(日) 09:00 に取り込んだ第1版)');
  });
});
