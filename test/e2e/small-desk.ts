import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Fastify from 'fastify';
import { consoleAdapter } from '../../adapters/console/index.ts';
import { silentLog } from '../../src/app/log.ts';
import type { ChatAdapter } from '../../src/app/ports.ts';
import type { Ask, Reply } from '../../src/core/ask.ts';
import { buttons, type Card, text } from '../../src/core/card.ts';
import type { Form } from '../../src/core/form.ts';
import { aForm, everyField } from '../adapters/adaptive-cards/builders.ts';

const people = [
  { id: 'S011', name: '青葉 みどり', unit: '企画部 企画グループ', post: '' },
  { id: 'S012', name: '白石 さくら', unit: '企画部 企画グループ', post: 'グループリーダー' },
  { id: 'S020', name: '黒田 いわお', unit: '総務部', post: '部長' },
];

const waiting = (asApprover: boolean): Card => ({
  title: '持ち出しの申請 2026-12',
  tone: 'attention',
  notice: '持ち出しの申請 2026-12 が承認待ちです',
  blocks: [
    text(asApprover ? '青葉 みどりさんから申請が届きました。' : '白石 さくらさんの承認を待っています。'),
    {
      kind: 'facts',
      rows: [
        ['申請者', '青葉 みどり（企画部 企画グループ）'],
        ['目的', '港町会館での説明会 *重要* <b>'],
        ['期間', '2026年11月24日(火) 〜 2026年11月25日(水)'],
        ['保護', '施錠ケース、暗号化'],
      ],
    },
    { kind: 'divider' },
    { kind: 'list', items: ['ノートPC PC-0012', '紙 3枚（参加者名簿）'] },
    text('対策基準 7(1)(エ)', 'subtle'),
    ...(asApprover
      ? [
          buttons(
            {
              label: '承認',
              style: 'primary',
              action: { do: 'press', verb: 'takeout/approve', case: 'takeout-2026-12', version: 1 },
              confirm: {
                title: '承認しますか',
                text: '青葉 みどりさんが、ノートPCと紙を11月25日まで持ち出します。',
                yes: '承認する',
                no: '戻る',
              },
            },
            {
              label: '条件付き承認',
              action: { do: 'open', form: 'takeout/condition', case: 'takeout-2026-12', version: 1 },
            },
            { label: '差し戻し', action: { do: 'open', form: 'takeout/return', case: 'takeout-2026-12', version: 1 } },
            {
              label: '却下',
              style: 'danger',
              action: { do: 'open', form: 'takeout/refuse', case: 'takeout-2026-12', version: 1 },
            },
            { label: 'あとで', action: { do: 'press', verb: 'takeout/later', case: 'takeout-2026-12', version: 1 } },
          ),
        ]
      : []),
  ],
});

const decided: Card = {
  title: '持ち出しの申請 2026-12',
  tone: 'good',
  notice: '持ち出しの申請 2026-12 が承認されました',
  blocks: [text('白石 さくらさんが2026年11月22日(日) 15:04に承認しました。')],
};

const help: Card = {
  title: 'ヘルプ',
  tone: 'plain',
  notice: 'ヘルプ',
  blocks: [text('「持ち出し」と入力すると、申請のフォームが開きます。')],
};

const home = (count: number): Card => ({
  title: '私の番',
  tone: 'plain',
  notice: '私の番',
  blocks: [
    text(count > 0 ? '承認を待つ申請が1件あります。' : 'いま、あなたの番のものはありません。'),
    ...(count > 0 ? [{ kind: 'list', items: ['持ち出し 2026-12 青葉 みどり'] } as const] : []),
    { kind: 'divider' },
    buttons({ label: '持ち出しを申請する', action: { do: 'open', form: 'takeout/new' } }),
  ],
});

const withErrors = (form: Form, values: Readonly<Record<string, unknown>>): Form => ({
  ...form,
  fields: form.fields.map((field) => {
    if (field.kind !== 'text' && field.kind !== 'paragraph') return field;
    const value = String(values[field.name] ?? '');
    return { ...field, value, ...(value === '' ? { error: `「${field.label}」を入力してください。` } : {}) };
  }),
});

/** The console before a pipeline of a few lines, with everything on it that the page has to draw. */
export const openSmallDesk = async (
  file = path.join(mkdtempSync(path.join(tmpdir(), 'console-')), 'messages.jsonl'),
  port = 0,
) => {
  // Browsers and fetch open connections ahead of need: closing must not wait for them.
  const server = Fastify({ forceCloseConnections: true });
  const adapter: ChatAdapter = consoleAdapter({ server, people: async () => people, log: silentLog, file });
  const asks: Ask[] = [];
  const posted = new Map<string, string>();
  let broken = false;
  let approved = false;

  const deliver = async (person: string, slot: string, card: Card): Promise<void> => {
    const name = `${person}/${slot}`;
    const to = { platform: 'console', space: 'console', user: person } as const;
    const before = posted.get(name);
    const sent = await adapter.deliver({
      to,
      surface: 'message',
      card,
      key: `${name}/${card.tone}`,
      uncertain: false,
      ...(before ? { posted: before } : {}),
    });
    if (sent.outcome === 'delivered') posted.set(name, sent.posted);
  };

  const submitted = async (values: Readonly<Record<string, unknown>>): Promise<Reply> => {
    if (values.place === '') return { kind: 'errors', form: withErrors(aForm(), values) };
    await deliver('S011', 'case', waiting(false));
    await deliver('S012', 'case', waiting(true));
    return { kind: 'done' };
  };

  const answer = async (ask: Ask): Promise<Reply> => {
    switch (ask.type) {
      case 'home':
        return { kind: 'home', card: home(approved ? 0 : 1) };
      case 'say':
        return ask.text === '持ち出し' ? { kind: 'form', form: aForm() } : { kind: 'say', card: help };
      case 'open':
        return { kind: 'form', form: aForm({ name: ask.form, context: ask.context }) };
      case 'redraw': {
        const rows = everyField.filter((field) => field.kind === 'rows');
        const more = rows.map((field) => ({
          ...field,
          rows: [
            ...field.rows,
            [{ kind: 'text', name: 'items.2.name', label: '品名', required: true, value: '', max: 50 } as const],
          ],
        }));
        return {
          kind: 'form',
          form: withErrors(aForm({ fields: [...everyField.slice(0, 1), ...more] }), { place: 'x', ...ask.values }),
        };
      }
      case 'submit':
        return submitted(ask.values);
      case 'press':
        if (ask.verb !== 'takeout/approve') return { kind: 'say', card: help };
        approved = true;
        await deliver('S011', 'case', decided);
        await deliver('S012', 'case', decided);
        return { kind: 'done' };
      default:
        return { kind: 'done' };
    }
  };

  await adapter.start(async ({ ask }) => {
    if (broken) throw new Error('the store is down');
    asks.push(ask);
    return answer(ask);
  });
  const url = await server.listen({ host: '127.0.0.1', port });
  return {
    url,
    file,
    asks,
    deliver,
    setBroken: (yes: boolean) => {
      broken = yes;
    },
    close: async () => {
      await adapter.stop();
      await server.close();
    },
  };
};
export type SmallDesk = Awaited<ReturnType<typeof openSmallDesk>>;
