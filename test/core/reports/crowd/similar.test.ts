import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roughly } from '../../../../src/core/reports/crowd/crowd.ts';
import { isAlike } from '../../../../src/core/reports/crowd/similar.ts';

describe('whether two reports tell of the same thing', () => {
  it.each([
    ['知らない人のアドレスがたくさん入ったメールが届きました', '知らない人のアドレスがたくさん並んだメールが届いた'],
    ['財団から全員のアドレスが見えるメールが来た', '財団から、全員のアドレスが見えるメールが来ています。'],
  ])('「%s」 and 「%s」 do', (one, other) => {
    expect(isAlike(one, other)).toBe(true);
  });

  it.each([
    ['請求書という件名の変なメール', 'USBメモリが見当たりません'],
    ['', ''],
    ['サーバーが落ちた', 'プリンターから紙が出ない'],
  ])('「%s」 and 「%s」 do not', (one, other) => {
    expect(isAlike(one, other)).toBe(false);
  });

  it('is the same both ways, and true of a report and itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(isAlike(one, other)).toBe(isAlike(other, one));
      }),
    );
    expect(isAlike('同じ報告です', '同じ報告です')).toBe(true);
  });
});

it('counts a crowd roughly, never too high, and changes seldom', () => {
  const said = Array.from({ length: 300 }, (_, n) => roughly(n + 1));
  expect(said.slice(0, 6)).toEqual(['1件', '2件', '3件', '3件以上', '5件以上', '5件以上']);
  expect(new Set(said).size).toBeLessThanOrEqual(12);
  for (const [at, text] of said.entries()) expect(Number.parseInt(text, 10)).toBeLessThanOrEqual(at + 1);
});
