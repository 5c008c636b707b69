import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, clip, lengthOf, oneLine } from '../../src/core/text.ts';

describe('typed text', () => {
  it('loses what nobody can see, and nothing else', () => {
    expect(clean('\u0000a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf\u061Cg\u007F')).toBe('abcdefg');
    expect(clean('　家族👨‍👩‍👧‍👦と🏴󠁧󠁢󠁥󠁮󠁧󠁿　')).toBe('家族👨‍👩‍👧‍👦と🏴󠁧󠁢󠁥󠁮󠁧󠁿');
    expect(clean('一行目\r\n二行目\r三行目\u2028四行目\tと')).toBe('一行目\n二行目\n三行目\n四行目\tと');
  });

  it('keeps 異体字 as they are written, and composes what is composed', () => {
    for (const name of ['\uFA19', '福\uFA1B', '葛\u{E0100}城', '﨑', '髙', '𠮷野']) expect(clean(name)).toBe(name);
    expect(clean('か\u3099')).toBe('が');
  });

  it('can be stored: cleaning twice is cleaning once, and no half character is left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const once = clean(typed);
        expect(clean(once)).toBe(once);
        expect(Buffer.from(once, 'utf8').toString('utf8')).toBe(once);
      }),
    );
    expect(clean('a\uD800b\uDC00')).toBe('a\uFFFDb\uFFFD');
  });

  it('is cut by whole characters, and says so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (value, max) => {
        const short = clip(value, max);
        expect(lengthOf(short)).toBeLessThanOrEqual(max);
        if (lengthOf(value) <= max) expect(short).toBe(value);
        else expect(short.endsWith('…')).toBe(true);
      }),
    );
    expect(clip('𠮷'.repeat(10_000), 3)).toBe('𠮷𠮷…');
    expect(oneLine('一\n 二', 10)).toBe('一 二');
  });
});
