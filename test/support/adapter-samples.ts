import { buttons, type Card, text } from '../../src/core/card.ts';
import type { Form } from '../../src/core/form.ts';

export const aCard = (over: Partial<Card> = {}): Card => ({
  title: '持ち出し申請 第12号',
  tone: 'attention',
  notice: '持ち出し申請 第12号: 承認をお願いします',
  blocks: [
    {
      kind: 'facts',
      rows: [
        ['目的', '出張での説明'],
        ['持出先', '市役所 <本庁> & 分室'],
      ],
    },
    text('7日以内に返してください。', 'subtle'),
    buttons(
      {
        label: '承認',
        style: 'primary',
        action: { do: 'press', verb: 'takeout/approve', case: 'takeout-2026-12', version: 3 },
      },
      {
        label: '却下',
        style: 'danger',
        action: { do: 'open', form: 'takeout/refuse', case: 'takeout-2026-12', version: 3 },
      },
    ),
  ],
  ...over,
});

export const aForm = (over: Partial<Form> = {}): Form => ({
  name: 'takeout/new',
  title: '持ち出し申請',
  submit: '送信',
  context: { once: 'form-1' },
  intro: [text('必要なところだけ入力してください。')],
  fields: [
    { kind: 'text', name: 'purpose', label: '目的', required: true, value: '', max: 200 },
    { kind: 'date', name: 'from', label: '持出日', required: true, value: '' },
    {
      kind: 'choice',
      name: 'confidentiality',
      label: '機密性',
      required: true,
      value: '',
      options: [
        { value: '2', label: '機密性2', hint: '個人情報など' },
        { value: '1', label: '機密性1' },
      ],
    },
    {
      kind: 'rows',
      name: 'items',
      label: '持ち出すもの',
      min: 1,
      max: 3,
      add: 'もう1件加える',
      rows: [[{ kind: 'text', name: 'items.0.name', label: '品名', required: true, value: '', max: 100 }]],
    },
  ],
  ...over,
});
