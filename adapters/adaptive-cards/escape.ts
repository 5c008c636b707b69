/**
 * Teams runs every TextBlock, fact and radio label through Markdown and cannot be told not to.
 * Only what would be read as markup gets a backslash: simpler clients show the backslash itself,
 * so 「2026-11-22」 or 「100 (税込)」 must stay as typed.
 */
const inline = /[\\`*_~[\]<]|&(?=#?\w{1,32};)|(?<=\]\s*)[(:]/g;
const lineStart = /^(?:#{1,6}(?=\s|$)|[-+>=|:](?!\w)|[>=|])/;
const numbered = /^(\d{1,9})([.)])(?=\s|$)/;

/** `{{DATE(…)}}` in a text is a function of Adaptive Cards, run before Markdown; a word joiner breaks it invisibly. */
const functions = /\{\{(?=(?:DATE|TIME)\()/gi;

/** Control characters have no business in a card, and NUL is replaced by a question mark sign in some clients. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what is taken out
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Lines of a text, free of control characters and of indentation, which Markdown would take for code. */
export const plainLines = (text: string): string[] =>
  text
    .replace(controls, '')
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.replaceAll('\t', ' ').trim());

/** One line as Markdown that shows exactly that line. */
export const escapeLine = (line: string): string =>
  line.replace(functions, '{\u2060{').replace(inline, '\\$&').replace(numbered, '$1\\$2').replace(lineStart, '\\$&');

/** Several lines inside one element (facts, radio labels): paragraphs, which every client breaks. */
export const escapeText = (text: string): string =>
  plainLines(text)
    .filter((line) => line.trim() !== '')
    .map(escapeLine)
    .join('\n\n');

/** For places that are never Markdown (labels of inputs, titles of buttons): one clean line. */
export const oneLine = (text: string): string => plainLines(text).join(' ').replace(functions, '{\u2060{').trim();
