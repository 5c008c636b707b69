import { describe, expect, it } from 'vitest';
import { answerCard } from '../../../src/core/policies/answer.ts';
import { buildCatalog, type Catalog } from '../../../src/core/policies/catalog.ts';
import type { DigestEntry } from '../../../src/core/policies/digest.ts';
import { parsePolicy } from '../../../src/core/policies/parse/parse.ts';
import { clauseMark, type PolicyVersion, versionFrom } from '../../../src/core/policies/policy.ts';
import type { PolicyAnswer } from '../../../src/core/policies/search/ask.ts';
import { INVENTED } from './invented-policy.ts';

const versionOf = (text: string, number = 1): PolicyVersion =>
  versionFrom(parsePolicy(text), { number, importedAt: '2026-04-01T00:00:00Z', file: 'lighthouse.txt' });

const original = versionOf(INVENTED);
const marks = Object.fromEntries(original.clauses.map((clause) => [clause.id, clauseMark(clause)]));
const digest: DigestEntry[] = original.clauses.map(({ id }) => ({
  id,
  title: `題 ${id}`,
  plain: `要旨 ${id}`,
  binds: ['staff'],
  force: 'must',
  action: null,
  staff: false,
  things: [],
  asks: [],
}));

const clauseIn = (catalog: Catalog, id: string) => {
  const found = catalog.clauses.get(id);
  if (!found) throw new Error(`no clause ${id}`);
  return found;
};

const answered = (id: string): PolicyAnswer => ({
  clauses: [id],
  answered: true,
  confidence: 0.9,
  offer: 'none',
  kind: undefined,
  event: undefined,
  intent: {
    happened: false,
    past: false,
    tell: false,
    mayI: false,
    plan: false,
    whatIs: false,
    who: false,
    how: false,
  },
  english: false,
  evidence: { bag: 1, margin: 1, known: 1, outside: 0 },
});

const words = (catalog: Catalog, id: string): string =>
  JSON.stringify(answerCard('灯はどうする', answered(id), catalog));

describe('restatements beside an imported policy', () => {
  it('answers from the digest alone before anything is imported', () => {
    const catalog = buildCatalog(digest, undefined, marks);
    expect(clauseIn(catalog, '2-1(2)①')).toMatchObject({ title: '題 2-1(2)①', official: undefined, outdated: false });
    expect(words(catalog, '2-1(2)①')).not.toContain('原文');
  });

  it('shows the literal sentence under the plain words, with its version', () => {
    const shown = words(buildCatalog(digest, original, marks), '2-1(2)①');
    expect(shown).toContain('要旨: 要旨 2-1(2)①');
    expect(shown).toContain('原文(2026年4月1日(水) 09:00 に取り込んだ第1版): 見張りは、日の出と日の入りに塔を見回り');
  });

  it('says where the official words are no longer those that were restated', () => {
    const catalog = buildCatalog(digest, versionOf(INVENTED.replace('日の入りに塔', '真昼に塔'), 2), marks);
    expect(clauseIn(catalog, '2-1(2)①').outdated).toBe(true);
    expect(clauseIn(catalog, '2-1(2)②').outdated).toBe(false);
    expect(words(catalog, '2-1(2)①')).toContain('変わっています');
  });

  it('does not take spaces, widths and kinds of comma for a change', () => {
    const respaced = versionOf(INVENTED.replaceAll('、', '，').replaceAll('（', '（ '));
    expect([...buildCatalog(digest, respaced, marks).clauses.values()].filter(({ outdated }) => outdated)).toEqual([]);
  });

  it("puts no restatement beside another organization's policy that has the same numbers", () => {
    const other = versionOf(
      '第１章 港\n１．波止場\n波止場に立つ。\n２．倉庫\n（１）鍵\n鍵をかける。\n（２）窓\n窓を閉める。\n',
    );
    const catalog = buildCatalog(digest, other, marks);
    expect(clauseIn(catalog, '1-2(1)')).toMatchObject({ title: '鍵', digest: undefined, literal: '鍵をかける。' });
    expect(catalog.clauses.has('2-1')).toBe(false);
  });

  it('knows where a clause stands', () => {
    const catalog = buildCatalog(digest, original, marks);
    expect(clauseIn(catalog, '2-2(1)(ウ)①').path).toEqual(['灯台の守り方', '題 2-2', '題 2-2(1)', '題 2-2(1)(ウ)']);
    expect(clauseIn(catalog, '2-2(1)(ウ)').children).toEqual(['2-2(1)(ウ)①', '2-2(1)(ウ)②']);
  });
});
