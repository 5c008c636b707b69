import { describe, expect, it } from 'vitest';
import { hear } from '../../../src/core/desk/words.ts';

describe('a question about a mail that is still to go out', () => {
  it.each([
    ['60人に送るけど大丈夫?', 60],
    ['60人に送るけど大丈夫？', 60],
    ['1,200名にメールを送ってもいいですか', 1200],
    ['６０人にメールします。問題ないですか', 60],
    ['案内を30社に一斉送信していい?', 30],
  ])('%s goes to %d', (said, people) => {
    expect(hear(said)).toEqual({ want: 'beforeMail', people });
  });

  it('is understood in English', () => {
    expect(hear('is it all right to send this to 60 people?')).toEqual({
      want: 'beforeMail',
      people: 60,
      english: true,
    });
  });

  it.each(['全員に一斉送信メールを送っても大丈夫ですか', '大勢にメールを送るときの注意は?'])(
    '%s goes to many',
    (said) => {
      expect(hear(said).want).toBe('beforeMail');
    },
  );

  it.each([
    ['60人に間違えて送ったけど大丈夫?', 'form'],
    ['60人にメールを送ってしまった。大丈夫?', 'question'],
    ['1人にメールを送るけど大丈夫?', 'question'],
    ['60人に郵送していい?', 'form'],
    ['メールを自動転送していい?', 'question'],
    ['60人が参加する研修は?', 'question'],
  ])('%s is something else', (said, want) => {
    expect(hear(said).want).toBe(want);
  });
});
