import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createAdvisor, type Prepared, prepare, preparedAdvisor } from '../../../src/core/policies/advisor.ts';
import { clauseMark, type PolicyVersion } from '../../../src/core/policies/policy.ts';
import { pack, unpack } from '../../../src/core/policies/search/packed.ts';
import { shippedDigest, shippedMarks, shippedVocabulary } from '../../../src/core/policies/shipped.ts';

const digest = shippedDigest();
const vocabulary = shippedVocabulary();
const built = createAdvisor(digest, vocabulary, undefined, shippedMarks);
const prepared = prepare(digest, vocabulary, shippedMarks);
const bytes = pack(prepared, 'mark');
const read = unpack(bytes, 'mark') as Prepared;
const elsewhere: string[] = JSON.parse(readFileSync(new URL('./not-covered.json', import.meta.url), 'utf8'));

/** The digest's clauses with words of our own. */
const raw: PolicyVersion = {
  number: 1,
  importedAt: '2026-04-01T00:00:00Z',
  file: 'a.txt',
  title: '規程',
  chapters: [],
  clauses: [...built.catalog.clauses.values()].map(({ id, parent, title }) => ({
    id,
    parent: parent ?? null,
    heading: '',
    official: title,
    literal: title,
  })),
};

describe('the index that is made when the program is built', () => {
  it('answers every question as one made at start does, to the last digit', () => {
    const advisor = preparedAdvisor(read, undefined);
    const questions = [...digest.flatMap(({ asks, asksEn }) => [asks[0], asksEn?.[0]]), ...elsewhere, '', '😀'];
    for (const question of questions.flatMap((each) => each ?? []))
      expect(advisor?.ask(question)).toEqual(built.ask(question));
  });

  it('comes out as it went in, byte for byte', () => {
    expect(Buffer.compare(pack(read, 'mark'), bytes)).toBe(0);
    expect(read.restatements).toEqual(prepared.restatements);
  });

  it('keeps no way of asking: these have done their work', () => {
    const asks = digest.flatMap((entry) => entry.asks);
    expect(Buffer.from(bytes).includes(asks[500] ?? '?')).toBe(false);
  });

  it('is not used when it was made from something else', () => {
    expect(unpack(bytes, 'another')).toBeUndefined();
  });

  it('serves an imported policy whose words it was written from, and no other', () => {
    // Marks are of the official words: here the words are invented, and so are their marks.
    const marks = Object.fromEntries(raw.clauses.map((clause) => [clause.id, clauseMark(clause)]));
    expect(preparedAdvisor({ ...read, marks }, raw)?.catalog.version?.file).toBe('a.txt');
    const [first, ...rest] = raw.clauses;
    const changed = { ...raw, clauses: [{ ...(first as (typeof rest)[0]), literal: '変わった文です。' }, ...rest] };
    expect(preparedAdvisor({ ...read, marks }, changed)).toBeUndefined();
    const added = { id: '2-12', parent: null, heading: '新しい章', official: '新しい章', literal: '新しい章' };
    expect(preparedAdvisor({ ...read, marks }, { ...raw, clauses: [...raw.clauses, added] })).toBeUndefined();
    expect(preparedAdvisor({ ...read, marks }, { ...raw, clauses: rest })).toBeUndefined();
  });
});
