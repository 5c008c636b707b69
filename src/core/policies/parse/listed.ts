import { addNode, addText } from './build.ts';
import type { Line } from './lines.ts';
import type { Reader } from './reader.ts';
import { introducesList, opensLostBullet, opensRow, opensTable, readBullet, type Table } from './table.ts';
import type { SourceNode } from './tree.ts';

const takeRow = (reader: Reader, table: Table, number: number, at: number, rest: string): void => {
  const { builder } = reader;
  const holder = builder.stack.at(-1)?.node;
  const line = reader.lines[at] as Line;
  const first = table.seen.length === 0;
  table.seen.push(number);
  const sign = line.text.slice(0, line.text.length - rest.length).trim();
  const node: SourceNode = {
    id: `${holder?.id ?? ''}${table.label}${number}`,
    level: 'row',
    parent: holder?.id,
    sign: first ? `${table.label} ${sign}` : sign,
    heading: '',
    paragraphs: [],
  };
  addNode(builder, node);
  reader.row = node;
  reader.bullets = 0;
  builder.open = false;
  if (rest) addText(builder, rest);
};

const takeBullet = (reader: Reader, sign: string, text: string): void => {
  const { builder } = reader;
  const holder = reader.row ?? builder.stack.at(-1)?.node;
  if (!reader.row && builder.current?.level !== 'bullet') reader.bullets = 0;
  reader.bullets += 1;
  addNode(builder, {
    id: `${holder?.id ?? ''}#${reader.bullets}`,
    level: 'bullet',
    parent: holder?.id,
    sign,
    heading: '',
    paragraphs: [],
  });
  builder.open = false;
  addText(builder, text);
};

/** A line inside, or at the start of, a table of graded rows. */
export const takeTable = (reader: Reader, line: Line, at: number): number | undefined => {
  if (reader.builder.stack.length === 0) return undefined;
  const table = opensTable(reader.lines, at, reader.table);
  if (table) {
    reader.table = table;
    const row = opensRow(reader.lines[at + 1] as Line, table);
    if (!row) return undefined;
    takeRow(reader, table, row.number, at + 1, row.rest);
    return at + 2;
  }
  if (!reader.table) return undefined;
  const row = opensRow(line, reader.table);
  if (!row) return undefined;
  takeRow(reader, reader.table, row.number, at, row.rest);
  return at + 1;
};

export const takeListed = (reader: Reader, line: Line, before: Line | undefined): boolean => {
  const bullet = readBullet(line.text);
  if (bullet && reader.builder.current) {
    takeBullet(reader, bullet.sign, bullet.rest);
    return true;
  }
  if (!(reader.table && reader.row)) return false;
  const introduced = introducesList(reader.row.paragraphs.at(-1) ?? '') || reader.bullets > 0;
  const items = reader.builder.tree.nodes.filter(
    ({ level, parent }) => level === 'bullet' && parent !== reader.row?.id,
  );
  const siblings = reader.builder.tree.nodes.filter(({ parent }) => parent === reader.row?.id).slice(0, -1);
  const ends = new Set([...items, ...siblings].map(({ paragraphs }) => (paragraphs[0] ?? '').slice(-2)));
  if (!opensLostBullet(line, before, reader.table, introduced, ends)) return false;
  takeBullet(reader, '', line.text);
  return true;
};
