import type { Card } from '../../../src/core/card.ts';
import type { FieldView, Form, RowsView } from '../../../src/core/form.ts';

export const aCard = (over: Partial<Card> = {}): Card => ({
  title: '持ち出しの申請 2026-12',
  tone: 'attention',
  notice: '持ち出しの申請 2026-12 が届きました',
  blocks: [],
  ...over,
});

export const everyBlock: Card['blocks'] = [
  { kind: 'link', label: '受け取る', url: 'https://mamori.example.jp/copies/copy-2026-1.x' },
  { kind: 'text', text: '承認をお願いします', style: 'strong' },
  { kind: 'text', text: '一行目\n\n二行目', style: 'subtle' },
  {
    kind: 'facts',
    rows: [
      ['申請者', '青葉 みどり'],
      ['経路', '電車\n徒歩'],
      ['備考', ''],
    ],
  },
  { kind: 'bars', rows: [{ label: '総務部', done: 7, total: 10 }] },
  { kind: 'divider' },
  { kind: 'list', items: ['ノートPC PC-0012', '紙 3枚'] },
  {
    kind: 'buttons',
    buttons: [
      {
        label: '承認',
        style: 'primary',
        action: { do: 'press', verb: 'takeout/approve', case: 'takeout-2026-12', version: 1 },
        confirm: { title: '承認しますか', text: '青葉 みどりさんの持ち出し', yes: '承認する', no: 'やめる' },
      },
      {
        label: '却下',
        style: 'danger',
        action: { do: 'open', form: 'takeout/refuse', case: 'takeout-2026-12', version: 1 },
      },
      { label: 'あとで', action: { do: 'press', verb: 'takeout/later', case: 'takeout-2026-12', version: 1 } },
    ],
  },
];

const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    value: `v${at}`,
    label: `選択肢${at}`,
    ...(at === 0 ? { hint: '例' } : {}),
  }));

const field = (over: Partial<FieldView> & Pick<FieldView, 'kind' | 'name'>): FieldView =>
  ({ label: `ラベル ${over.name}`, required: true, ...over }) as FieldView;

export const everyField: readonly (FieldView | RowsView)[] = [
  field({ kind: 'text', name: 'place', value: '', max: 100 }),
  field({ kind: 'paragraph', name: 'purpose', value: '出張\n会議', max: 2000, hint: '何のために使いますか' }),
  field({ kind: 'number', name: 'people', value: '12', min: 0, max: 1000, required: false }),
  field({ kind: 'date', name: 'from', value: '2026-11-22', error: '今日以降の日付にしてください' }),
  field({ kind: 'choice', name: 'secret', value: 'v1', options: options(2) }),
  field({ kind: 'choice', name: 'class', value: '', options: options(9) }),
  field({ kind: 'choices', name: 'protection', value: ['v0', 'v2'], options: options(4) }),
  field({ kind: 'person', name: 'for', value: 'S012', shown: '青葉 みどり', required: false }),
  {
    kind: 'rows',
    name: 'items',
    label: '持ち出すもの',
    rows: [
      [field({ kind: 'text', name: 'items.0.name', value: 'PC', max: 50 })],
      [field({ kind: 'choices', name: 'items.1.marks', value: [], options: options(2) })],
    ],
    min: 1,
    max: 3,
    add: 'もう一つ加える',
  },
];

export const aForm = (over: Partial<Form> = {}): Form => ({
  name: 'takeout/new',
  title: '持ち出しの申請',
  submit: '送信',
  context: { once: 'abc' },
  intro: [{ kind: 'text', text: '対策基準 7(1)(エ)' }],
  fields: everyField,
  ...over,
});
