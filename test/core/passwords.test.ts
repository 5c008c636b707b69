import { describe, expect, it } from 'vitest';
import { maskPasswords } from '../../src/core/passwords.ts';

describe('a password typed after a password word', () => {
  it.each([
    ['パスワードは abc123 です', 'パスワードは ●●●●●● です'],
    ['パスワードはhimitsuです', 'パスワードは●●●●●●です'],
    ['パスワードは abc123 と xyz789 です', 'パスワードは ●●●●●● と ●●●●●● です'],
    ['ぱすわーどはｈｏｇｅ１２３です', 'ぱすわーどは●●●●●●です'],
    ['ﾊﾟｽﾜｰﾄﾞ:himitsu', 'ﾊﾟｽﾜｰﾄﾞ:●●●●●●'],
    ['パスワード　Kosame-0401 を教えてしまった', 'パスワード　●●●●●● を教えてしまった'],
    ['パスワード\nP@ssw0rd', 'パスワード\n●●●●●●'],
    ['パスワードを abc123 に変えた', 'パスワードを ●●●●●● に変えた'],
    ['パスワードは「さくら」です', 'パスワードは「●●●●●●」です'],
    ['暗証番号は1234です', '暗証番号は●●●●●●です'],
    ['PW=qwerty!', 'PW=●●●●●●'],
    ['abc123がパスワードです', '●●●●●●がパスワードです'],
    ['my password is hunter', 'my password is ●●●●●●'],
    ['my password for the mail is swordfish99', 'my password for the mail is ●●●●●●'],
    ['I changed my password to Sunflower', 'I changed my password to ●●●●●●'],
  ])('「%s」 is masked', (typed, kept) => {
    expect(maskPasswords(typed)).toEqual({ text: kept, masked: true });
  });

  it.each([
    'パスワードは何文字以上?',
    'パスワードは8文字以上ですか',
    'パスワードをExcelで管理していい?',
    'パスワードはMicrosoft365と同じでいい?',
    'パスワードは2026年に変えました',
    'パスワードを100人が知っている',
    'パスワードが漏れたかも。https://example.jp/abc1',
    '対策基準 7(4)(イ)のパスワードのルール',
    'パスポートは AB123 です',
    'my password is expired',
    'is a password manager allowed?',
    'What should I do if my password was stolen?',
    'password: must it be 12 characters?',
  ])('「%s」 holds none', (typed) => {
    expect(maskPasswords(typed)).toEqual({ text: typed, masked: false });
  });

  it('is looked for in any length without making anybody wait', () => {
    const began = performance.now();
    for (const long of ['a'.repeat(100_000), 'パスワード abc '.repeat(7_000), 'password '.repeat(10_000)])
      maskPasswords(long);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
