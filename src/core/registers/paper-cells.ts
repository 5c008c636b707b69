import type { Option } from '../form.ts';
import type { AnyField } from '../form-schema.ts';

type Raw = string | readonly string[];
type Read = (cell: string, field: AnyField | undefined) => Raw | { said: string };

const optionsOf = (field: AnyField | undefined): readonly Option[] => {
  const view = field?.view('', undefined, String);
  return view && (view.kind === 'choice' || view.kind === 'choices') ? view.options : [];
};

/** 「機密性2」, 「2」 or the beginning of a label: 「USB」 for 「USB等の媒体」. */
const find = (options: readonly Option[], said: string): string | undefined => {
  const typed = said.normalize('NFKC');
  const exact = options.find(({ label, value }) => label === typed || value === typed);
  const begun = options.filter(({ label }) => typed.length > 1 && label.startsWith(typed));
  return exact?.value ?? (begun.length === 1 ? begun[0]?.value : undefined);
};

const oneOf = (options: readonly Option[]): { said: string } => ({
  said: `「${options.map(({ label }) => label).join('」「')}」のどれかにしてください。`,
});

const text: Read = (cell) => cell;

const chosen: Read = (cell, field) => find(optionsOf(field), cell) ?? oneOf(optionsOf(field));

const yes = ['含む', 'あり', '有', '有り', 'はい', '○', '〇', '有(含む)'];
const no = ['含まない', 'なし', '無', '無し', 'いいえ', '×', '✕'];

const contains: Read = (cell) => {
  if (yes.includes(cell)) return 'yes';
  return no.includes(cell) ? 'no' : { said: '「含む」か「含まない」にしてください。' };
};

/** The paper form may have no such column: then it held no such data. */
const containsOrNot: Read = (cell, field) => (cell === '' ? 'no' : contains(cell, field));

const several: Read = (cell, field) => {
  const options = optionsOf(field);
  const said = cell.split(/[、,，・/;；\s]+/u).filter((word) => word !== '' && word !== 'なし');
  const found = said.map((word) => find(options, word));
  return found.every((value) => value !== undefined) ? found.flatMap((value) => value ?? []) : oneOf(options);
};

/** Columns of a takeout register kept on paper, and the field of the form each one fills. */
export const paperCells: Readonly<Record<string, { field: string; read: Read }>> = {
  種類: { field: 'items.0.type', read: chosen },
  品名: { field: 'items.0.name', read: text },
  管理番号: { field: 'items.0.asset', read: text },
  機密性: { field: 'confidentiality', read: chosen },
  完全性: { field: 'integrity', read: chosen },
  可用性: { field: 'availability', read: chosen },
  個人情報: { field: 'personal', read: contains },
  個人情報の種類: { field: 'personalKinds', read: text },
  人数: { field: 'personalCount', read: text },
  マイナンバー: { field: 'myNumber', read: containsOrNot },
  目的: { field: 'purpose', read: text },
  持出先: { field: 'destination', read: text },
  経路: { field: 'route', read: text },
  持出日: { field: 'from', read: text },
  返却予定日: { field: 'until', read: text },
  保護の方法: { field: 'protection', read: several },
};
