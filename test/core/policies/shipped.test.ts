import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parentId } from '../../../src/core/policies/clause-id.ts';
import { shippedDigest, shippedVocabulary } from '../../../src/core/policies/shipped.ts';
import { shippedAdvisor } from '../../support/policy-index.ts';

const digest = shippedDigest();
const vocabulary = shippedVocabulary();
const advisor = shippedAdvisor();
const ids = new Set(digest.map(({ id }) => id));
const elsewhere: string[] = JSON.parse(readFileSync(new URL('./not-covered.json', import.meta.url), 'utf8'));

describe('the digest that comes with the project', () => {
  it('restates every clause once', () => {
    expect(digest).toHaveLength(477);
    expect(ids.size).toBe(477);
  });

  it('leaves no clause hanging in the air', () => {
    for (const { id } of digest) {
      const parent = parentId(id);
      if (parent !== undefined) expect(ids, `${id} under ${parent}`).toContain(parent);
    }
  });

  it('speaks English wherever staff run into a rule', () => {
    for (const { id, staff, plainEn, titleEn } of digest)
      if (staff) expect([plainEn, titleEn], id).not.toContain(undefined);
  });

  it('names who permits wherever it says that somebody permits', () => {
    for (const { id, permission, permissionAll } of digest)
      if (permissionAll) expect(permission?.length, id).toBeGreaterThan(1);
  });
});

describe('the vocabulary that comes with the project', () => {
  it('puts concepts only under concepts that exist', () => {
    const known = new Set([...vocabulary.concepts, ...vocabulary.outside].map(({ id }) => id));
    expect(known.size).toBe(vocabulary.concepts.length + vocabulary.outside.length);
    for (const { id, under } of vocabulary.concepts)
      for (const above of under ?? []) expect(known, id).toContain(above);
  });
});

describe('asking the digest that comes with the project', () => {
  it('knows its own ways of asking', () => {
    const asked = digest.flatMap(({ id, asks }) => asks.slice(0, 2).map((question) => ({ id, question })));
    const hits = asked.filter(({ id, question }) => advisor.ask(question).clauses.slice(0, 3).includes(id));
    expect(hits.length / asked.length).toBeGreaterThan(0.97);
  });

  it('mostly stays silent about what other offices answer', () => {
    const silent = elsewhere.filter((question) => !advisor.ask(question).answered);
    expect(silent.length / elsewhere.length).toBeGreaterThan(0.7);
  });

  it('answers within ten milliseconds', () => {
    const took = digest.slice(0, 200).map(({ asks }) => {
      const before = performance.now();
      advisor.ask(asks[0] ?? '');
      return performance.now() - before;
    });
    expect(took.sort((a, b) => a - b)[100]).toBeLessThan(10);
  });
});
