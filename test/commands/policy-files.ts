import JSZip from 'jszip';

const utf16 = (text: string): string => {
  let hex = '';
  for (let at = 0; at < text.length; at++) hex += text.charCodeAt(at).toString(16).padStart(4, '0');
  return hex;
};

const assemble = (objects: readonly string[]): Buffer => {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  const rows = offsets.map((offset) => `${`${offset}`.padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
};

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;

const SIZE = 10;
const STEP = 16;

const drawn = (lines: readonly string[]): string => {
  let y = 800;
  const parts = ['BT', `/F1 ${SIZE} Tf`];
  for (const line of lines) {
    y -= STEP;
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '') parts.push(`1 0 0 1 ${60 + indent * SIZE} ${y} Tm <${utf16(line.trim())}> Tj`);
  }
  return [...parts, 'ET'].join('\n');
};

/** A PDF with a text layer in a Japanese font that is not embedded, one page to a list of lines. */
export const pdfOf = (pages: readonly (readonly string[])[]): Buffer => {
  const first = 6;
  const kids = pages.map((_, at) => `${first + at * 2} 0 R`).join(' ');
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UTF16-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> /DW 1000 /FontDescriptor 5 0 R >>',
    '<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
    ...pages.flatMap((lines, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + at * 2 + 1} 0 R >>`,
      stream(drawn(lines)),
    ]),
  ]);
};

/** A PDF whose only page is a drawing, as a scanner makes them. */
export const picturePdf = (): Buffer =>
  assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>',
    stream('0.5 g 60 60 400 600 re f'),
  ]);

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export type Paragraph = string | { text: string; list: number; level: number };

const paragraphXml = (paragraph: Paragraph): string => {
  if (typeof paragraph === 'string')
    return `<w:p><w:r><w:t xml:space="preserve">${escaped(paragraph)}</w:t></w:r></w:p>`;
  const { text, list, level } = paragraph;
  return `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`;
};

const LEVELS = [
  ['decimalFullWidth', '%1．'],
  ['decimalFullWidth', '（%2）'],
  ['aiueoFullWidth', '(%3)'],
  ['decimalEnclosedCircle', '%4'],
] as const;

const numberingXml = (): string => {
  const levels = LEVELS.map(
    ([format, text], at) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
  ).join('');
  return `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
};

/** A Word file; items of list 1 carry no number in their text, Word draws it. */
export const docxOf = async (paragraphs: readonly Paragraph[]): Promise<Buffer> => {
  const zip = new JSZip();
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="${types}.numbering+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  );
  zip.file(
    'word/document.xml',
    `<w:document ${W}><w:body>${paragraphs.map(paragraphXml).join('')}</w:body></w:document>`,
  );
  zip.file('word/numbering.xml', numberingXml());
  return zip.generateAsync({ type: 'nodebuffer' });
};
