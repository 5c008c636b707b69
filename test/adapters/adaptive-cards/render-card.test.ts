import { describe, expect, it } from 'vitest';
import type { AdaptiveElement } from '../../../adapters/adaptive-cards/element.ts';
import { readExecute } from '../../../adapters/adaptive-cards/read-execute.ts';
import { renderCard } from '../../../adapters/adaptive-cards/render-card.ts';
import type { Block } from '../../../src/core/card.ts';
import { aCard, everyBlock } from './builders.ts';
import { schemaProblems } from './schema.ts';

/** Every element and action of a card, however deep. */
const parts = (node: unknown): AdaptiveElement[] => {
  if (Array.isArray(node)) return node.flatMap(parts);
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(parts);
  return 'type' in node && typeof node.type === 'string' ? [node as AdaptiveElement, ...inner] : inner;
};
const ofType = (node: unknown, type: string) => parts(node).filter((part) => part.type === type);
const bodyOf = (...blocks: Block[]) => renderCard(aCard({ blocks })).body.slice(1);

describe('a card', () => {
  it('fits the schema with every block in it', () => {
    for (const tone of ['plain', 'attention', 'good', 'stop'] as const) {
      const card = renderCard(aCard({ tone, blocks: everyBlock }), { fullWidth: true });
      expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: 'ja' });
      expect(schemaProblems?.(card) ?? []).toEqual([]);
    }
  });

  it('falls back to the notice, which names nobody', () => {
    expect(renderCard(aCard()).fallbackText).toBe('持ち出しの申請 2026-12 が届きました');
  });

  it('asks Teams for the full width only when told to', () => {
    expect(renderCard(aCard())).not.toHaveProperty('msteams');
    expect(renderCard(aCard(), { fullWidth: true }).msteams).toEqual({ width: 'Full' });
  });

  it('wraps all text and fixes no width, so that it can be read at 320 pixels', () => {
    const card = renderCard(aCard({ blocks: everyBlock }));
    for (const block of ofType(card, 'TextBlock')) expect(block.wrap).toBe(true);
    // Columns that hold no text may have a height, and share the width there is.
    expect(JSON.stringify(card)).not.toMatch(/"(?:width|height)":"|"minHeight":"(?!14px","items":\[\])/);
  });

  it('shows each line of a text as a line of its own', () => {
    expect(bodyOf({ kind: 'text', text: '一\n二\n\n三' }).map((block) => [block.text, block.spacing])).toEqual([
      ['一', undefined],
      ['二', 'None'],
      ['三', 'Medium'],
    ]);
  });

  it('draws progress as wide as it is, and says it in words', () => {
    const rows = [
      { label: '総務部', done: 7, total: 10 },
      { label: '事業部', done: 0, total: 4 },
    ];
    const body = bodyOf({ kind: 'bars', rows });
    expect(ofType(body, 'TextBlock').map(({ text }) => text)).toEqual(['総務部 10人のうち7人', '事業部 4人のうち0人']);
    expect(ofType(body, 'Column').map(({ width, style }) => [width, style])).toEqual([
      [7, 'accent'],
      [3, 'emphasis'],
      [4, 'emphasis'],
    ]);
    expect(schemaProblems?.(renderCard(aCard({ blocks: [{ kind: 'bars', rows }] }))) ?? []).toEqual([]);
  });

  it('draws a divider over what follows, and none at the beginning or the end', () => {
    const [first, second, ...rest] = bodyOf(
      { kind: 'divider' },
      { kind: 'text', text: '上' },
      { kind: 'divider' },
      { kind: 'text', text: '下' },
      { kind: 'divider' },
    );
    expect(first).not.toHaveProperty('separator');
    expect(second).toMatchObject({ text: '下', separator: true });
    expect(rest).toEqual([]);
  });

  it('leaves out what is empty, and marks an empty fact', () => {
    expect(bodyOf({ kind: 'text', text: '' }, { kind: 'facts', rows: [] }, { kind: 'buttons', buttons: [] })).toEqual(
      [],
    );
    expect(bodyOf({ kind: 'facts', rows: [['備考', ' ']] })[0]).toMatchObject({
      facts: [{ title: '備考', value: '—' }],
    });
  });
});

describe('a button', () => {
  it('carries its whole action, and it comes back as what was asked', () => {
    const [press] = ofType(
      bodyOf({
        kind: 'buttons',
        buttons: [{ label: '返却', action: { do: 'press', verb: 'takeout/back', case: 'c', version: 3 } }],
      }),
      'Action.Execute',
    );
    expect(press).toMatchObject({ title: '返却', verb: 'takeout/back' });
    expect(readExecute(press?.data)).toEqual({ type: 'press', verb: 'takeout/back', case: 'c', version: 3 });
  });

  it('that opens a form says which, and for what', () => {
    const [open] = ofType(
      bodyOf({
        kind: 'buttons',
        buttons: [{ label: '却下', action: { do: 'open', form: 'takeout/refuse', case: 'c', version: 3 } }],
      }),
      'Action.Execute',
    );
    expect(readExecute(open?.data)).toEqual({
      type: 'open',
      form: 'takeout/refuse',
      context: { case: 'c', version: 3 },
    });
  });

  it('with a question does nothing before the question is answered', () => {
    const body = bodyOf(...everyBlock.slice(-1));
    const [row, question] = body;
    expect(ofType(row, 'Action.Execute').map((action) => action.title)).toEqual(['却下', 'あとで']);
    expect(question).toMatchObject({ isVisible: false });
    expect(ofType(question, 'TextBlock').map((block) => block.text)).toEqual([
      '承認しますか',
      '青葉 みどりさんの持ち出し',
    ]);
    expect(ofType(question, 'Action.Execute')).toMatchObject([{ title: '承認する', style: 'positive' }]);
    const [ask] = ofType(row, 'Action.ToggleVisibility');
    const [back] = ofType(question, 'Action.ToggleVisibility');
    expect(ask?.targetElements).toEqual([
      { elementId: question?.id, isVisible: true },
      { elementId: row?.id, isVisible: false },
    ]);
    expect(back).toMatchObject({ title: 'やめる' });
  });

  it('keeps its own ids in each of two rows', () => {
    const [buttons] = everyBlock.slice(-1) as [Block];
    const ids = parts(bodyOf(buttons, buttons)).flatMap((part) => (part.id ? [part.id] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is never the seventh of a row, which Teams would hide', () => {
    const many = Array.from({ length: 16 }, (_, at) => ({
      label: `${at}`,
      action: { do: 'open', form: `f${at}` } as const,
    }));
    const rows = ofType(bodyOf({ kind: 'buttons', buttons: many }), 'ActionSet');
    expect(rows.map((row) => (row.actions as unknown[]).length)).toEqual([6, 6, 4]);
  });
});
