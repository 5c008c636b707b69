/** ISO dates and ids in their own order. */
export const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
