/** What goes on paper, as data: laid out by whoever prints it. */
export type PaperBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; style?: 'strong' }
  | { kind: 'rows'; rows: readonly (readonly [label: string, value: string])[] }
  /** `widths` share the width of the page. */
  | {
      kind: 'table';
      head: readonly string[];
      widths: readonly number[];
      rows: readonly (readonly string[])[];
    };

export type Paper = {
  title: string;
  /** Under the title: when and by which means it was made. */
  about: string;
  /** Across the top of every page: 訓練. */
  mark?: string;
  /** At the foot of every page, beside its number. */
  foot: string;
  blocks: readonly PaperBlock[];
};
