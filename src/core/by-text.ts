/** Order of text that depends on no locale: of ISO dates, of ids, of whatever is hashed. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
