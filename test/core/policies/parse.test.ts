import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/core/policies/parse/parse.ts';
import { officialText, rebuild, type SourceNode, withoutSpace } from '../../../src/core/policies/parse/tree.ts';
import { INVENTED, INVENTED_IDS, INVENTED_LINES } from './invented-policy.ts';

const tree = parsePolicy(INVENTED);
const node = (id: string, nodes: readonly SourceNode[] = tree.nodes): SourceNode => {
  const found = nodes.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
};

describe('reading a policy numbered in the municipal manner', () => {
  it('gives every place an ID, in the order of the file', () => {
    expect(tree.nodes.map(({ id }) => id)).toEqual(INVENTED_IDS);
    expect(tree.unplaced).toEqual([]);
  });

  it('loses nothing but white space and page numbers', () => {
    const source = INVENTED.replace('\n12\n', '\n').replaceAll('⾧', '長');
    expect(withoutSpace(rebuild(tree))).toBe(withoutSpace(source));
    expect(tree.pageNumbers).toEqual(['12']);
  });

  it('reads the same tree from lines without blank lines between them', () => {
    const tight = INVENTED_LINES.filter((line, at) => line !== '' || INVENTED_LINES[at + 1] === ' ').join('\n');
    expect(parsePolicy(tight).nodes.map(({ id }) => id)).toEqual(INVENTED_IDS);
  });

  it('reads the same tree from a file with Windows line ends and a byte order mark', () => {
    const ids = parsePolicy(`\uFEFF${INVENTED.replaceAll('\n', '\r\n')}`).nodes.map(({ id }) => id);
    expect(ids).toEqual(INVENTED_IDS);
  });

  it('joins a sentence and a heading that a page cut in two', () => {
    expect(node('2-1(3)②').paragraphs).toEqual(['帰ったら元の棚に戻す。']);
    expect(node('2-1(3)').heading).toBe('帳面と、帳面を写したものを灯台の外へ持ち出す場合の手順');
  });

  it('writes a look-alike radical as the character it stands for', () => {
    expect(node('1-2(2)').paragraphs[0]).toContain('総務部長が');
  });

  it('takes a number alone on its line for a row of the table, and for a page number elsewhere', () => {
    expect(node('2-1(1)(ア)秘密性1').paragraphs).toEqual(['秘密性２のもの以外']);
    expect(node('2-1(1)(ア)秘密性2#2').paragraphs).toEqual(['合図の取り決めの記録（旗の並びと灯の色）']);
  });

  it('leaves a reference inside a sentence where it stands', () => {
    expect(node('2-1(2)②').paragraphs[0]).toContain('（３）に定める帳面');
    expect(node('2-1(2)②').paragraphs[0]).toContain('① に記した者');
    expect(node('2-2(1)(イ)').paragraphs[0]).toContain('１．（１）に定める表');
  });

  it('gives lead and closing remarks of a list to what holds the list', () => {
    expect(node('2-1(3)').paragraphs).toEqual([
      '帳面を外へ出す者は、次のことを守る。',
      '上のほか、急ぐときは電話で断ってもよい。',
    ]);
    expect(node('2-2(1)(ア)③').parent).toBe('2-2(1)(ア)');
  });

  it('keeps an item that has a heading of its own apart from its text', () => {
    expect(node('2-2(1)(ウ)①').heading).toBe('やり直し');
    expect(officialText(node('2-2(1)(ウ)①'))).toBe('① やり直し\n見張りは、手伝いのやり直しを求めることができる。');
  });

  it('says what it could not place', () => {
    const odd = parsePolicy(
      '第１章 はじめ\n１．一つ目\n文である。\n\n（５）五つ目\n文である。\n\n（２）戻った\n文である。\n',
    );
    expect(odd.unplaced.map(({ why, line }) => [why, line])).toEqual([
      ['numbers-missing', 5],
      ['out-of-sequence', 8],
    ]);
  });

  it('finds nothing to cite in a file that is no policy', () => {
    expect(parsePolicy('').nodes).toEqual([]);
    expect(parsePolicy('買い物\n牛乳\nパン\n').nodes).toEqual([]);
    expect(parsePolicy('🙂'.repeat(5000)).nodes).toEqual([]);
  });

  it('skips a table of contents', () => {
    const withContents = `規程\n１．一つ目………… 3\n２．二つ目…………12\n第１章 はじめ\n１．一つ目\n文である。\n２．二つ目\n文である。\n`;
    const read = parsePolicy(withContents);
    expect(read.nodes.map(({ id }) => id)).toEqual(['1-1', '1-2']);
    expect(read.contents).toHaveLength(2);
  });
});
