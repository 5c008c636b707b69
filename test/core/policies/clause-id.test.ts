import { describe, expect, it } from 'vitest';
import { parentId, readClauseId } from '../../../src/core/policies/clause-id.ts';

describe('naming a clause', () => {
  it.each([
    ['2-7(1)(エ)', '2-7(1)(エ)'],
    ['対策基準 7(1)(エ)', '2-7(1)(エ)'],
    ['「対策基準 7(1)(エ)」'.slice(1, -1), '2-7(1)(エ)'],
    ['対策基準７（１）（エ）', '2-7(1)(エ)'],
    ['情報セキュリティ対策基準 第7条（１）（オ）②', '2-7(1)(オ)②'],
    ['基本方針 4(ア)', '1-4(ア)'],
    ['第２章 ９（１）①', '2-9(1)①'],
    ['２－７（１）（ｴ）', '2-7(1)(エ)'],
    ['2-4(1)(ア)機密性2', '2-4(1)(ア)機密性2'],
    ['2-4(1)(ア)機密性２#１', '2-4(1)(ア)機密性2#1'],
    ['附則 2', '附則2'],
    ['個別基準 1', '3-1'],
  ])('people write %s for %s', (typed, id) => {
    expect(readClauseId(typed)).toBe(id);
  });

  it.each(['', '持ち出し', '7(1)(エ)', '2-', '2-7(1)(エ', '2-7(1)<script>'])('%j names no clause', (typed) => {
    expect(readClauseId(typed)).toBeUndefined();
  });

  it('goes up one level at a time', () => {
    expect(parentId('2-7(1)(オ)②')).toBe('2-7(1)(オ)');
    expect(parentId('2-9(1)①')).toBe('2-9(1)');
    expect(parentId('2-4(1)(ア)機密性2#1')).toBe('2-4(1)(ア)機密性2');
    expect(parentId('2-4(1)(ア)機密性2')).toBe('2-4(1)(ア)');
    expect(parentId('2-7')).toBeUndefined();
    expect(parentId('附則1')).toBeUndefined();
  });
});
