import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBlock, renderHome, renderMessage, renderSay } from '../../../adapters/slack/render.ts';
import { type Block, buttons, type Card, text } from '../../../src/core/card.ts';
import { cutNotice } from '../../../src/core/sentences.ts';
import { aCard } from '../../support/adapter-samples.ts';
import { messageProblems, viewProblems } from '../../support/fake-slack/block-rules.ts';
import { buttonsOf, textOf } from '../../support/fake-slack/look.ts';

const nasty = [
  '<!channel> <@U1> <https://evil.example|銀行>',
  '&lt;!here&gt; & < >',
  '=HYPERLINK("https://evil.example")',
  'NUL\u0000 BEL\u0007 CR\r\nLF',
  '\u202Egnp.exe\u202C مرحبا',
  '葛\u{E0100}城 \u{2000B}野家 👨‍👩‍👧',
  '```*_~>',
  ' ',
  '',
  '改行\n\n\n改行',
  '長'.repeat(10_000),
  '<'.repeat(10_000),
  '😀'.repeat(4_000),
];

const cardOf = (...blocks: Block[]): Card => aCard({ blocks });

const accepted = (card: Card): void => {
  const message = renderMessage(card);
  expect(messageProblems(message.blocks)).toEqual({ problems: [], tooLong: false });
  expect(message.text.length).toBeGreaterThan(0);
  expect(viewProblems(renderHome(card), 'home')).toEqual([]);
  expect(viewProblems(renderSay(card), 'modal')).toEqual([]);
};

const everyKind = (value: string): Block[] => [
  text(value),
  text(value, 'strong'),
  text(value, 'subtle'),
  {
    kind: 'facts',
    rows: [
      [value, value],
      ['目的', value],
    ],
  },
  { kind: 'list', items: [value, value] },
  { kind: 'bars', rows: nasty.map((label, done) => ({ label, done, total: nasty.length })) },
  { kind: 'divider' },
  buttons({
    label: value,
    action: { do: 'press', verb: 'v' },
    confirm: { title: value, text: value, yes: value, no: value },
  }),
];

describe('a card in Slack', () => {
  it.each(nasty.map((value) => [value.slice(0, 30), value]))(
    'is accepted by Slack with 「%s」 in every place',
    (_, value) => {
      for (const block of everyKind(value)) accepted(cardOf(block));
      accepted(aCard({ title: value, notice: value, blocks: everyKind(value) }));
    },
  );

  it.each(nasty.slice(0, 3))('shows 「%s」 as it was typed: no mention, no link', (value) => {
    const seen = textOf(renderMessage(cardOf(...everyKind(value))).blocks);
    expect(seen).not.toContain('[[link or mention]]');
    expect(seen.split(value).length).toBeGreaterThan(6);
  });

  it('shows no mark that turns the reading direction around, and no control character', () => {
    const seen = JSON.stringify(renderMessage(cardOf(...everyKind(nasty.join('\n')))));
    expect(seen).not.toMatch(/\\u0000|\\u0007|\u202E|\u2066/);
  });

  it('is accepted whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 4_000 }), (value) => {
        accepted(aCard({ title: value, notice: value, blocks: everyKind(value) }));
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['plain', '持ち出し'],
    ['attention', '⚠️ 持ち出し'],
    ['good', '✅ 持ち出し'],
    ['stop', '⛔ 持ち出し'],
  ] as const)('of tone %s says so in its title', (tone, title) => {
    expect(textOf(renderMessage(aCard({ title: '持ち出し', tone })).blocks)).toContain(title);
  });

  it('stays inside 50 blocks and 9,000 characters, says that it was cut, and keeps every button', () => {
    const card = cardOf(
      ...Array.from({ length: 60 }, (_, at) => text(`${at}: ${'説明'.repeat(300)}`)),
      buttons({ label: '承認', action: { do: 'press', verb: 'approve' } }),
    );
    accepted(card);
    const { blocks } = renderMessage(card);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(textOf(blocks)).toContain(cutNotice);
    expect(buttonsOf(blocks).map(({ label }) => label)).toEqual(['承認']);
  });

  it('shows a text of 8,000 characters whole, in several blocks', () => {
    const long = Array.from({ length: 100 }, (_, at) => `${at}${'あ'.repeat(78)}`).join('\n');
    expect(textOf(renderMessage(cardOf(text(long))).blocks)).toContain('99');
    accepted(cardOf(text(long)));
  });

  it('puts at most ten short facts in a section, and gives a long one the width', () => {
    const rows = Array.from({ length: 23 }, (_, at) => [`項目${at}`, at === 5 ? '長'.repeat(200) : '短い'] as const);
    const drawn = renderBlock({ kind: 'facts', rows }, 0);
    accepted(cardOf({ kind: 'facts', rows }));
    expect(drawn.map((block) => ('fields' in block ? block.fields?.length : 'wide'))).toEqual([5, 'wide', 10, 7]);
  });

  it('carries the whole action in a button, or does not offer it', () => {
    const press = (arg: string) =>
      buttons({ label: '押す', action: { do: 'press', verb: 'v', case: 'c-1', version: 2, arg } });
    const [found] = buttonsOf(renderMessage(cardOf(press('1'))).blocks);
    expect(JSON.parse(found?.part.value)).toEqual({ do: 'press', verb: 'v', case: 'c-1', version: 2, arg: '1' });
    expect(buttonsOf(renderMessage(cardOf(press('"'.repeat(1_000)))).blocks)).toEqual([]);
  });

  it('keeps thirty buttons apart', () => {
    const many = Array.from({ length: 30 }, (_, at) => ({
      label: `選択${at}`,
      action: { do: 'press', verb: 'v' } as const,
    }));
    accepted(cardOf(buttons(...many), buttons(...many.slice(0, 3))));
  });
});

describe('a way out of the chat', () => {
  it.each(nasty)('is taken by Slack, whatever its label: %j', (label) => {
    accepted(cardOf({ kind: 'link', label, url: 'https://mamori.example.jp/copies/copy-2026-1.x' }));
  });

  it('is a link in the text: a button would send Slack a press that means nothing', () => {
    const [block] = renderBlock({ kind: 'link', label: '受け取る|<x>', url: 'https://mamori.example.jp/c/1' }, 0);
    expect(block).toEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: '*<https://mamori.example.jp/c/1|受け取る｜&lt;x&gt;>*', verbatim: true },
    });
  });
});
