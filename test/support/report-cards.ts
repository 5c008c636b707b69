import { expect } from 'vitest';
import type { Button, Card } from '../../src/core/card.ts';
import { canary, wordsOf } from './life.ts';

/** Details of what leaked: on no card, in no chain. */
export const leaked = '漏えいカナリア';

export const buttonsIn = (card: Card): Button[] =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? [...block.buttons] : []));

/** What every card of a report keeps to, whatever has happened. */
export const checkCard = (card: Card): void => {
  for (const words of wordsOf(card)) expect(words.trim(), JSON.stringify(card)).not.toBe('');
  expect(JSON.stringify(card)).not.toContain(leaked);
  expect(card.notice).not.toContain(canary);
  expect(card.notice).not.toMatch(/p\d/);
  expect(card.blocks.length).toBeLessThanOrEqual(45);
  for (const block of card.blocks) {
    if (block.kind !== 'buttons') continue;
    expect(block.buttons.length).toBeLessThanOrEqual(5);
    expect(block.buttons.length).toBeGreaterThan(0);
  }
  for (const { label, action } of buttonsIn(card)) {
    expect(label.length, label).toBeLessThanOrEqual(20);
    expect((action.arg ?? '').length).toBeLessThanOrEqual(1000);
  }
};
