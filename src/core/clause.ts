const chapters: Readonly<Record<string, string>> = { '1': '基本方針', '2': '対策基準', '3': '個別基準' };

/** 「対策基準 7(1)(エ)」 for `2-7(1)(エ)`: how people read and quote a clause. */
export const showClause = (id: string): string => {
  const found = /^([123])-(.+)$/.exec(id);
  return found ? `${chapters[found[1] ?? '']} ${found[2]}` : id;
};
