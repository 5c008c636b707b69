/** A line of a spreadsheet as decoded: `line` is where it begins in the file. */
export type Row = { line: number; cells: readonly string[] };

/** What is wrong with a line, and what to do about it. Line 0 is the file as a whole. */
export type Problem = { line: number; text: string };

/** A line below the header, read by column name. */
export type Entry = { line: number; cell: (column: string) => string };

export type Table = { entries: readonly Entry[]; has: (column: string) => boolean; notes: readonly Problem[] };

export type Columns = { required: readonly string[]; optional?: readonly string[] };

/** Finds the columns by the header's names, in any order; extra columns are left aside and said so. */
export const readTable = (rows: readonly Row[], columns: Columns): Table | { problems: readonly Problem[] } => {
  const [header, ...lines] = rows.filter(({ cells }) => cells.some((cell) => tidy(cell) !== ''));
  if (!header)
    return { problems: [{ line: 0, text: 'ファイルが空です。見出しの行から始まる CSV を指定してください。' }] };
  const names = header.cells.map(tidy);
  const problems = headerProblems(header.line, names, columns.required);
  if (problems.length > 0) return { problems };
  if (lines.length === 0) {
    return {
      problems: [{ line: header.line, text: '見出しの下に行がありません。内容の入ったファイルを指定してください。' }],
    };
  }
  const unreadable = lines.flatMap((row) => rowProblems(row, names.length));
  if (unreadable.length > 0) return { problems: unreadable };
  const known = [...columns.required, ...(columns.optional ?? [])];
  const extra = names.filter((name) => name !== '' && !known.includes(name));
  return {
    entries: lines.map(({ line, cells }) => ({
      line,
      cell: (column) => filled(tidy(cells[names.indexOf(column)] ?? '')),
    })),
    has: (column) => names.includes(column),
    notes: extra.length > 0 ? [{ line: header.line, text: `列「${extra.join('」「')}」は使いません。` }] : [],
  };
};

const untidy = /[\s\u3099\u309A\uFF00-\uFFEF]/u;

/** Surrounding and repeated white space goes, full-width letters and half-width kana get one form; 異体字 stay as they are. */
export const tidy = (cell: string): string =>
  // As most cells are.
  untidy.test(cell) ? tidied(cell) : cell;

const tidied = (cell: string): string =>
  cell
    .replace(/[\uFF00-\uFFEF]+/gu, (wide) => wide.normalize('NFKC'))
    .replace(/[\u3040-\u30FF][\u3099\u309A]/gu, (kana) => kana.normalize('NFC'))
    .replace(/\s+/gu, ' ')
    .trim();

/** A lone dash is how many people leave a cell empty. */
const filled = (cell: string): string => (/^[-‐‑–—―ー]$/u.test(cell) ? '' : cell);

const headerProblems = (line: number, names: readonly string[], required: readonly string[]): Problem[] => {
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length === required.length) {
    return [{ line, text: `見出しの行がありません。1行目を「${required.join(',')}」にしてください。` }];
  }
  const twice = names.filter((name, at) => name !== '' && names.indexOf(name) !== at);
  return [
    ...missing.map((name) => ({ line, text: `列「${name}」がありません。見出しに「${name}」を加えてください。` })),
    ...[...new Set(twice)].map((name) => ({ line, text: `列「${name}」が2つあります。1つにしてください。` })),
  ];
};

/** Line breaks and tabs inside a quoted cell are white space; every other control character is damage. */
const damaged = /(?![\t\r\n])\p{Cc}/u;
const turning = /\p{Bidi_Control}/u;

const rowProblems = ({ line, cells }: Row, width: number): Problem[] => {
  if (cells.some((cell) => damaged.test(cell))) {
    return [{ line, text: '目に見えない文字(NUL など)が入っています。その文字を消してください。' }];
  }
  if (cells.some((cell) => turning.test(cell))) {
    return [{ line, text: '文字の向きを変える記号が入っています。その文字を消してください。' }];
  }
  if (cells.slice(width).some((cell) => tidy(cell) !== '')) {
    return [{ line, text: '見出しより列が多い行です。「,」を含む値は「"」で囲んでください。' }];
  }
  const formula = cells.find((cell) => /^[=+\-@]/.test(tidy(cell)) && !/^[+-]?[\d\- ()]*$/.test(tidy(cell)));
  return formula === undefined
    ? []
    : [{ line, text: '「=」「+」「-」「@」で始まる値は、表計算の数式と区別できません。先頭の記号を消してください。' }];
};
