import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/core/card.ts';
import { parsePolicy } from '../../src/core/policies/parse/parse.ts';
import { versionFrom } from '../../src/core/policies/policy.ts';
import { INVENTED } from '../core/policies/invented-policy.ts';
import { aConsoleAccount, aPost } from '../support/chart.ts';
import { aWorld, textOf, type World } from '../support/world.ts';

const id = 'question-2026-1';
const question = '名刺を家に持ち帰っていいですか。山本さんの件です';
let world: World;
beforeEach(async () => {
  world = await aWorld();
});
afterEach(() => world.close());

const ask = (person = 'staff', clause = '対策基準 7(1)(エ)') =>
  world.submit(person, 'question/new', { question, clause });

const answered = (change: Record<string, string> = {}) =>
  world.fill('leader', id, '回答する', { answer: '名刺も許可を取ってください。', keep: 'no', ...change });

const kept = (): Promise<unknown> => answered({ keep: 'yes', clause: '2-7(1)(エ)', asked: '名刺は家に持ち帰れますか' });

const said = async (person: string, text: string): Promise<Card> => {
  await world.ask(person, { type: 'say', text, canOpen: 'never' });
  return world.rings(person).at(-1)!;
};

const facts = async (): Promise<string[]> => (await world.store.ledger.recordsOf(id)).map(({ type }) => type);

describe('asking one’s own 情報管理者', () => {
  it('reaches them as a card, and the answer comes back and makes the phone ring', async () => {
    expect(await ask()).toEqual({ kind: 'done' });
    expect(textOf(world.card('staff', id))).toContain('leaderさんに届きました');
    const card = world.card('leader', id);
    expect(textOf(card)).toContain(question);
    expect(textOf(card)).toContain('対策基準 7(1)(エ)');
    expect(card.notice).toBe('質問 2026-0001 質問が届いています');
    expect(await answered()).toEqual({ kind: 'done' });
    const note = world.rings('staff').at(-1)!;
    expect(textOf(note)).toContain('名刺も許可を取ってください。');
    expect(note.notice).not.toContain('名刺');
    expect(textOf(world.card('staff', id))).toContain('leaderさんが2026年6月1日(月) 10:00に答えました');
    expect(world.has('leader', id, '回答する')).toBe(false);
    expect(await facts()).toEqual(['question.asked', 'question.answered']);
    expect(JSON.stringify((await world.store.ledger.recordsOf(id)).map(({ data }) => data))).not.toContain('名刺');
    expect(textOf(await said('staff', '申請状況'))).not.toContain('質問 2026-0001');
  });

  it('stands in both people’s lists until it is answered', async () => {
    await ask();
    expect(textOf(await said('staff', '申請状況'))).toContain('質問 2026-0001');
    expect(textOf(await said('leader', '私の番'))).toContain('質問 2026-0001');
  });

  it('is answered by nobody but those asked, and never by the asker', async () => {
    await ask();
    for (const person of ['staff', 'colleague', 'staff2', 'head', 'passer-by']) {
      const context = { case: id, version: 1 };
      const values = { answer: 'だめ', keep: 'no', clause: '', asked: '' };
      const reply = await world.ask(person, { type: 'submit', form: 'question/answer', context, values });
      expect(JSON.stringify(reply)).toContain('答える担当ではない');
    }
    expect((await world.store.loadCase(id))?.status).toBe('asked');
    expect((await facts()).filter((type) => type === 'refused')).toHaveLength(5);
  });

  it('goes from a leader to the head above, never to themselves', async () => {
    await ask('leader');
    expect(world.has('head', id, '回答する')).toBe(true);
  });

  it('is answered by a deputy in the manager’s place, and says so', async () => {
    await world.submit('leader', 'deputy/new', { deputy: 'colleague', from: '2026-06-01', until: '2026-06-02' });
    await ask();
    await world.fill('colleague', id, '回答する', { answer: 'はい。', keep: 'no' });
    expect(textOf(world.rings('staff').at(-1)!)).toContain('colleagueさん(leaderさんの代行)');
    expect((await world.store.ledger.recordsOf(id)).at(-1)).toMatchObject({ actor: 'colleague', onBehalfOf: 'leader' });
  });

  it('is reminded after four office hours, then the next one up is asked too', async () => {
    await ask();
    await world.travel('2026-06-01T15:00:00+09:00');
    expect(world.rings('leader').at(-1)!.title).toContain('回答を待っています');
    await world.travel('2026-06-02T12:00:00+09:00');
    expect(world.has('head', id, '回答する')).toBe(true);
    expect(world.has('leader', id, '回答する')).toBe(true);
    await world.fill('head', id, '回答する', { answer: 'はい。', keep: 'no' });
    expect(await world.store.dueTimers('2027-01-01T00:00:00.000Z', 10)).not.toContainEqual(
      expect.objectContaining({ subject: id }),
    );
    expect(world.has('leader', id, '回答する')).toBe(false);
    await world.travel('2026-06-05T12:00:00+09:00');
    expect((await facts()).filter((type) => type === 'question.reminded').length).toBeLessThanOrEqual(2);
  });

  it('moves to the new leader when the chart changes under it', async () => {
    await ask();
    await world.change({
      posts: [
        { person: 'leader', posts: [aPost({ person: 'leader', unit: 'jigyo-2' })] },
        { person: 'colleague', posts: [aPost({ person: 'colleague', unit: 'jigyo-1', position: 'グループリーダー' })] },
      ],
    });
    await world.tick();
    expect(world.has('colleague', id, '回答する')).toBe(true);
    expect(textOf(world.card('leader', id))).toContain('ほかの担当者に移りました');
  });

  it('waits, and says so, where nobody can be asked, until somebody can', async () => {
    await world.close();
    world = await aWorld({ chart: { unreachable: ['leader', 'head', 'security', 'chief'] } });
    await ask();
    expect(textOf(world.card('staff', id))).toContain('いま見つかりません');
    await world.change({ accounts: [aConsoleAccount('leader')] });
    await world.tick();
    expect(world.has('leader', id, '回答する')).toBe(true);
  });

  it('keeps what was typed where it cannot be sent', async () => {
    const reply = await world.submit('staff', 'question/new', { question: 'あ'.repeat(1001), clause: '' });
    if (reply.kind !== 'errors') throw new Error(reply.kind);
    expect(JSON.stringify(reply.form)).toContain('1000文字まで');
    expect(JSON.stringify(await world.submit('passer-by', 'question/new', { question, clause: '' }))).toContain(
      question,
    );
  });

  it('asks somebody in two posts whose 情報管理者 is meant', async () => {
    await world.close();
    world = await aWorld({ chart: { posts: [{ person: 'staff', unit: 'jigyo-2' }] } });
    expect((await ask()) as { kind: string }).toMatchObject({ kind: 'errors' });
    await world.submit('staff', 'question/new', { question, clause: '', unit: 'jigyo-2' });
    const [found] = await world.store.findCases({ kind: 'question' });
    expect(world.has('leader2', found!.id, '回答する')).toBe(true);
  });
});

describe('an answer kept for others', () => {
  it('stands under its clause in later answers, with reviewer and date, in the words that were looked over', async () => {
    await ask();
    await kept();
    const card = await said('staff2', '質問 資料を家に持ち帰っていい?');
    expect(textOf(card)).toContain('よくある質問: 名刺は家に持ち帰れますか');
    expect(textOf(card)).toContain('名刺も許可を取ってください。(leaderさんが2026年6月1日(月)に確認)');
    expect(textOf(card)).not.toContain('山本');
    expect(textOf(card)).not.toContain('きまりの文が変わっています');
  });

  it('needs a clause the policy has, and a question others can read', async () => {
    await ask();
    const without = await answered({ keep: 'yes', clause: '2-99', asked: 'x' });
    expect(JSON.stringify(without)).toContain('このきまりは見つかりません');
    expect(JSON.stringify(without)).toContain('名刺も許可を取ってください。');
    expect(JSON.stringify(await answered({ keep: 'yes', clause: '2-7(1)(エ)', asked: '' }))).toContain('質問文');
    expect((await world.store.loadCase(id))?.status).toBe('asked');
  });

  it('is taken away by the manager, and by nobody else', async () => {
    await ask();
    await kept();
    const tried = await world.ask('staff', { type: 'press', verb: 'drop', case: id });
    expect(JSON.stringify(tried)).toContain('答える担当ではない');
    await world.press('leader', id, 'よくある質問から外す');
    expect(textOf(await said('staff2', '質問 資料を家に持ち帰っていい?'))).not.toContain('よくある質問');
    expect((await facts()).at(-1)).toBe('question.dropped');
  });

  it('is flagged when the clause changes, until somebody has looked it over', async () => {
    const version = (number: number, words: string) =>
      versionFrom(parsePolicy(words), { number, importedAt: `2026-05-0${number}T00:00:00.000Z`, file: '灯台規程.txt' });
    await world.store.policies.addVersion(version(1, INVENTED));
    await ask('staff', '2-1(2)①');
    await answered({ keep: 'yes', clause: '2-1(2)①', asked: '見張りは何回ですか' });
    const shown = async (): Promise<string> => textOf(await said('staff2', '対策基準 1(2)①'));
    expect(await shown()).toContain('見張りは何回ですか');
    expect(await shown()).not.toContain('きまりの文が変わっています');
    await world.store.policies.addVersion(version(2, INVENTED.replace('日の入りに塔', '真昼に塔')));
    expect(await shown()).toContain('きまりの文が変わっています');
    await world.press('leader', id, 'いまのきまりで確かめた');
    expect(await shown()).not.toContain('きまりの文が変わっています');
  });
});
