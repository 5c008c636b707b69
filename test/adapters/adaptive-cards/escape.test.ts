import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { escapeLine, escapeText, oneLine, plainLines } from '../../../adapters/adaptive-cards/escape.ts';

const readers = { commonmark: new MarkdownIt('commonmark'), full: new MarkdownIt({ html: true }) };

/** What a person sees: any tag left over is markup that got through. */
const seen = (reader: MarkdownIt, markdown: string): string => {
  const html = reader
    .render(markdown)
    .replace(/^<p>/, '')
    .replace(/<\/p>\n$/, '');
  expect(html.replaceAll(/&(?:lt|gt|amp|quot);/g, '')).not.toMatch(/[<>]/);
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
};

const nasty = [
  '**太字** _斜体_ ~~取消~~ `code`',
  '[ここ](http://example.invalid/) ![絵](http://example.invalid/a.png)',
  '[ここ][1]',
  '[1]: http://example.invalid/',
  '<script>alert(1)</script> <http://example.invalid/>',
  '# 見出し',
  '####### 七つ',
  '- 箇条書き',
  '+ 箇条書き',
  '* 箇条書き',
  '1. 番号',
  '2026. 年',
  '1) 番号',
  '---',
  '===',
  '***',
  '> 引用',
  '```',
  '~~~',
  '| a | b |',
  '    字下げ',
  '\t字下げ',
  '&lt;b&gt; &amp; &#42; &copy',
  'C:\\Users\\*\\秘密',
  'snake_case_name と __init__',
  '<!channel> @here',
  '=HYPERLINK("http://example.invalid/")',
  'a\\',
];

describe('what people type', () => {
  it.each(nasty)('is shown as typed: %s', (line) => {
    const [clean = ''] = plainLines(line);
    for (const reader of Object.values(readers)) expect(seen(reader, escapeLine(clean))).toBe(clean);
  });

  it('is shown as typed whatever it is', () => {
    const markup = fc.string({
      unit: fc.constantFrom(...'\\`*_~[]()<>&;#!+-=|:.1 a字"{}/'),
      minLength: 1,
      maxLength: 24,
    });
    fc.assert(
      fc.property(fc.oneof(markup, fc.string({ unit: 'grapheme' })), (typed) => {
        const line = (plainLines(typed)[0] ?? '').trim();
        for (const reader of Object.values(readers)) expect(seen(reader, escapeLine(line))).toBe(line);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps dates, amounts and names free of backslashes', () => {
    for (const line of ['2026-11-22', '100 (税込)', 'PC-0012 #3', '3.5インチ', '1.5倍', 'A+B', '-5度', 'x > y']) {
      expect(escapeLine(line)).toBe(line);
    }
  });

  it('cannot call the date functions of Adaptive Cards', () => {
    expect(escapeLine('{{DATE(2026-01-01T00:00:00Z)}}')).not.toContain('{{');
    expect(oneLine('{{time(2026-01-01T00:00:00Z)}}')).not.toContain('{{');
  });

  it('loses control characters, and keeps its lines apart', () => {
    expect(escapeText('一\u0000行目\r\n\r\n二\u0007行目\u2028三行目')).toBe('一行目\n\n二行目\n\n三行目');
    expect(oneLine('一行目\n二行目 ')).toBe('一行目 二行目');
  });
});
