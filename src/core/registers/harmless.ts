// A spreadsheet takes a cell that begins so for a formula; full-width signs too, as a Japanese keyboard types them.
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/** A cell that no spreadsheet runs: a leading apostrophe makes it text. */
export const harmless = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/** The cell as it was before. */
export const original = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);
