import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../adapters/slack/render.ts';
import { answerCard } from '../../../src/core/policies/answer.ts';
import { clauseCard } from '../../../src/core/policies/clause-card.ts';
import type { Faq } from '../../../src/core/policies/faq.ts';
import { shippedAdvisor } from '../../support/policy-index.ts';

const advisor = shippedAdvisor();

const faq = (clause: string): Faq => ({
  clause,
  question: '名刺は'.repeat(300),
  answer: '許可を'.repeat(900),
  reviewer: '朝凪 しずか',
  on: '2026-06-01',
  mark: 'another',
});

describe('cards about the policy', () => {
  it('fit what a platform takes, for every clause with all that can stand under it', () => {
    for (const clause of advisor.catalog.clauses.values()) {
      const literal = 'この原文は長い。'.repeat(800);
      const card = clauseCard({ ...clause, literal }, advisor.catalog, [faq(clause.id), faq(clause.id)]);
      expect(renderMessage(card).blocks.length).toBeLessThanOrEqual(50);
      expect(JSON.stringify(card).length).toBeLessThan(20_000);
    }
  });

  it('answer within what a platform takes, however long the question', () => {
    const question = `${'私物の「スマホ」で"写真"を撮って'.repeat(500)}いい?`;
    const answer = advisor.ask('私物のスマホでメールを見ていい?');
    const card = answerCard(question, answer, advisor.catalog, { faqs: answer.clauses.slice(0, 3).map(faq) });
    const { blocks } = renderMessage(card);
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(JSON.stringify(blocks)).toContain('情報管理者に聞く');
    expect(JSON.stringify(card)).toContain('きまりの文が変わっています');
  });

  it('offer the report whatever is asked about, when something happened', () => {
    const told = '個別基準の書類をなくした';
    const heard = { form: 'lostDevice/new', raw: { body: told }, told: true };
    const card = answerCard(told, advisor.ask(told), advisor.catalog, { heard });
    expect(card.tone).toBe('attention');
    expect(JSON.stringify(card)).toContain('lostDevice/new');
  });
});
