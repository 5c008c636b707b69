/** 「2026-0012」 of `takeout-2026-12`: 年度 and number, as people read and quote it. */
export const caseNumber = (id: string): string => {
  const [, year = '', number = ''] = /-(\d+)-(\d+)$/.exec(id) ?? [];
  return `${year}-${number.padStart(4, '0')}`;
};
