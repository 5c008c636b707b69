import { describe, expect, it } from 'vitest';
import { applyChange } from '../../../src/core/people/apply-change.ts';
import { bring, but, chart, complaints, empty, good, header, known, rowsOf } from '../../support/staff-file.ts';

describe('what has to be corrected first, by line', () => {
  it.each<[string, string[], RegExp[]]>([
    [
      'two names',
      [...chart, '5,別人 です,amadoi@example.jp,総務部,,,固有職員,2020-04-01,'],
      [/^8: 職員番号5の氏名が、6行目では/],
    ],
    ['an unknown 役職', but(4, chart[4]!.replace('グループリーダー', '係長')), [/^6: 役職「係長」は使えません/]],
    ['no number', but(5, chart[5]!.replace(/^6/, '')), [/^7: 職員番号がありません/]],
    ['a bad number', but(5, chart[5]!.replace(/^6/, '６番')), [/^7: 職員番号「6番」は使えません/]],
    ['no name', but(5, chart[5]!.replace('縁側 ひなた', ' ')), [/^7: 氏名がありません/]],
    ['no 着任日', but(5, chart[5]!.replace('2020/4/1', '')), [/^7: 着任日がありません/]],
    ['a day that does not exist', but(5, chart[5]!.replace('2027/3/31', '2027/2/30')), [/^7: 離任日「2027\/2\/30」/]],
    ['another form of date', but(5, chart[5]!.replace('2020/4/1', '令和2年4月1日')), [/^7: 着任日「令和2年4月1日」/]],
    ['an end before the start', but(5, chart[5]!.replace('2027/3/31', '2019-03-31')), [/^7: 離任日.*着任日.*より前/]],
    ['no address', but(5, chart[5]!.replace('engawa@example.jp', 'engawa')), [/^7: メール「engawa」/]],
    [
      'one address for two',
      but(5, chart[5]!.replace('engawa@', 'AMADOI@')),
      [/^7: メール「amadoi@example.jp」は6行目/],
    ],
    ['the same row twice', [...chart, chart[4]!], [/^8: 6行目と同じ内容/]],
    [
      'overlapping rows',
      [...chart, chart[4]!.replace('2020/4/1', '2021/4/1')],
      [/^8: 6行目と同じ部署・役職で、期間が重なって/],
    ],
    ['NUL', but(5, chart[5]!.replace('縁側', '縁\u0000側')), [/^7: 目に見えない文字/]],
    ['a turning mark', but(5, chart[5]!.replace('縁側', '縁\u202E側')), [/^7: 文字の向き/]],
    ['a formula', but(5, chart[5]!.replace('縁側 ひなた', '=HYPERLINK("http://x")')), [/^7: .*数式/]],
    ['a group without 部', but(5, chart[5]!.replace('施設部', '')), [/^7: グループがあるのに部がありません/]],
    [
      'a 部長 in a group',
      but(3, chart[3]!.replace('施設部,', '施設部,管理グループ')),
      [/^5: 部長の行は、グループを空に/],
    ],
    [
      'a leader without group',
      but(4, chart[4]!.replace('管理グループ', '')),
      [/^6: グループリーダーの行にグループがありません/],
    ],
    ['a cell too many', but(5, `${chart[5]},,x`), [/^7: 見出しより列が多い/]],
    [
      'several at once, in the order of the file',
      but(2, '?,,x,,y,z,,,').concat(chart[4]!),
      [/^4: 職員番号/, /^4: 氏名/, /^4: メール/, /^4: 役職/, /^4: 着任日/, /^8: 6行目/],
    ],
  ])('%s', (_, lines, expected) => {
    const said = complaints(lines);
    expect(said).toHaveLength(expected.length);
    for (const [at, pattern] of expected.entries()) expect(said[at]).toMatch(pattern);
    for (const line of said) expect(line).toMatch(/(ください|必要があります)。$/);
  });

  it('a missing column, an empty file, only a header, no header', () => {
    const without = (name: string) => header.replace(`,${name}`, '');
    expect(complaints([], { rows: rowsOf(chart, without('役職')) })[0]).toMatch(/^1: 列「役職」がありません/);
    expect(complaints([], { rows: [] })[0]).toMatch(/^0: ファイルが空です/);
    expect(complaints([])[0]).toMatch(/^1: 見出しの下に行がありません/);
    expect(complaints([], { rows: rowsOf(chart, 'a,b') })[0]).toMatch(/^1: 見出しの行がありません/);
    expect(complaints([], { rows: rowsOf(chart, `${header},部`) })[0]).toMatch(/^1: 列「部」が2つあります/);
  });

  it('an unknown 部 once units were declared', () => {
    const line = '7,渡橋 かける,watahashi@example.jp,施没部,管理グループ,,固有職員,2027-04-01,';
    expect(complaints([...chart, line], { data: known(), unitsDeclared: true })).toEqual([
      '8: 「施没部 管理グループ」は登録されていない部署です。書き間違いを直すか、先に units import で加えてください。',
    ]);
  });

  it('a number that lost its leading zero', () => {
    const data = applyChange(empty, good(bring(but(5, chart[5]!.replace(/^6/, '0006')))).change);
    expect(complaints(chart, { data })[0]).toMatch(/^7: .*職員番号0006.*先頭の0/);
  });

  it('only warns about an address outside the own domains', () => {
    const { warnings } = good(bring(but(5, chart[5]!.replace('example.jp', 'elsewhere.example'))));
    expect(warnings).toEqual([{ line: 7, text: expect.stringContaining('engawa@elsewhere.example') }]);
  });
});
