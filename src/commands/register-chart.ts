import type { Row } from 'write-excel-file/node';
import type { BarRow } from '../core/card.ts';
import { barPng } from './bar-png.ts';

const bar = { width: 300, height: 16 };
const firstRow = 3;

const border = { borderStyle: 'thin', borderColor: '#999999' } as const;
const head = (value: string): Row[number] => ({
  ...border,
  value,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#E8EEF4',
  align: 'center',
});

const rowOf = ({ label, done, total }: BarRow): Row => [
  { ...border, value: label, type: String, wrap: true, height: 20, alignVertical: 'center' },
  { ...border, value: done, type: Number, alignVertical: 'center' },
  { ...border, value: total, type: Number, alignVertical: 'center' },
  { ...border, value: total === 0 ? 0 : done / total, type: Number, format: '0%', alignVertical: 'center' },
  { ...border, value: '', type: String },
];

const whole = (rows: readonly BarRow[]): BarRow => ({
  label: '全体',
  done: rows.reduce((sum, { done }) => sum + done, 0),
  total: rows.reduce((sum, { total }) => sum + total, 0),
});

/** A second sheet: how far each unit is, with a bar drawn beside the numbers. */
export const chartSheet = (title: string, units: readonly BarRow[]) => {
  const rows = [whole(units), ...units];
  const data: Row[] = [
    [{ value: `${title} 進み具合`, type: String, fontWeight: 'bold', fontSize: 14, height: 24 }],
    ['部署', '済み', '全員', '割合', 'グラフ'].map(head),
    ...rows.map(rowOf),
  ];
  const images = rows.map((row, at) => ({
    content: barPng(bar.width, bar.height, row.total === 0 ? 0 : row.done / row.total),
    contentType: 'image/png',
    ...bar,
    dpi: 96,
    anchor: { row: firstRow + at, column: 5 },
    offsetX: 6,
    offsetY: 5,
    title: row.label,
    description: `${row.total}人のうち${row.done}人`,
  }));
  return {
    data,
    images,
    sheet: '進み具合',
    columns: [{ width: 30 }, { width: 8 }, { width: 8 }, { width: 8 }, { width: 46 }],
    orientation: 'landscape' as const,
  };
};
