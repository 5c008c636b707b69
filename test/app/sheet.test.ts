import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { sheetOf } from '../../src/app/sheet.ts';

const text = '職員番号,氏名\r\n1,髙﨑 ①子\r\n2,"見本, ""みほん""\r\n太郎"\r\n\r\n3,あ\r\n';
const rows = [
  { line: 1, cells: ['職員番号', '氏名'] },
  { line: 2, cells: ['1', '髙﨑 ①子'] },
  { line: 3, cells: ['2', '見本, "みほん"\n太郎'] },
  { line: 5, cells: [''] },
  { line: 6, cells: ['3', 'あ'] },
];
const complaint = (bytes: Buffer): string => {
  const sheet = sheetOf(bytes);
  return 'problems' in sheet ? sheet.problems.map(({ line, text: said }) => `${line}: ${said}`).join() : '';
};

describe("a spreadsheet from HR's computer", () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['Shift_JIS as Windows writes it', iconv.encode(text, 'cp932')],
    ['UTF-16 little-endian', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16 big-endian', iconv.encode(text, 'utf-16be', { addBOM: true })],
    ['old line ends', Buffer.from(text.replaceAll('\r\n', '\r'))],
  ])('is read in %s, each row with its line', (_, bytes) => {
    expect(sheetOf(bytes)).toEqual({ rows });
  });

  it('is read with tabs, as Excel saves Unicode text', () => {
    const tabs = iconv.encode('職員番号\t氏名\r\n1\t見本,花子\r\n', 'utf-16le', { addBOM: true });
    expect(sheetOf(tabs)).toEqual({
      rows: [
        { line: 1, cells: ['職員番号', '氏名'] },
        { line: 2, cells: ['1', '見本,花子'] },
      ],
    });
  });

  it('names the line whose characters are broken', () => {
    const broken = Buffer.concat([
      Buffer.from('職員番号,氏名\n1,あいうえお\n2,'),
      Buffer.from([0xff]),
      Buffer.from('かきくけこ\n'),
    ]);
    expect(complaint(broken)).toMatch(/^3: UTF-8 として読めない文字/);
    const half = Buffer.concat([iconv.encode('職員番号,氏名\n1,', 'cp932'), Buffer.from([0x81]), Buffer.from('\n')]);
    expect(complaint(half)).toMatch(/^2: Shift_JIS として読めない文字/);
  });

  it('is refused in other encodings, with a way out', () => {
    const japanese = '職員番号,氏名,部\n1,見本花子,総務部\n';
    expect(complaint(iconv.encode(japanese, 'euc-jp'))).toMatch(/文字コードを読み取れません.*CSV UTF-8/);
    expect(complaint(iconv.encode(japanese, 'utf-16le'))).toMatch(/文字コードを読み取れません/);
  });

  it('names the row whose quotes do not close', () => {
    expect(complaint(Buffer.from('a,b\n1,2\n"3,4\n5,6\n'))).toMatch(/^3: 「"」の使い方/);
    expect(complaint(Buffer.from('a,b\n1,x"y\n'))).toMatch(/^2: 「"」の使い方/);
  });
});
