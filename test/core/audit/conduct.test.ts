import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conductOf, missedIn } from '../../../src/core/audit/conduct.ts';
import { type Decision, decisionsOf, drawn, type Told } from '../../../src/core/audit/decisions.ts';
import type { Case } from '../../../src/core/case.ts';

const aDecision = (change: Partial<Decision> = {}): Decision => ({
  ...{ ref: 'takeout-2026-1#3', id: 'takeout-2026-1', kind: 'takeout', unit: 'U1', seq: 3, hash: 'h' },
  ...{ at: '2026-06-01T01:00:00.000Z', type: 'request.approved', by: 'leader', post: '事業部 グループリーダー' },
  ...{ deputyFor: undefined, note: '', policy: 1, requester: 'staff', owners: ['staff'] },
  ...change,
});

const aRecord = (seq: number, type: string, data: object = {}, actor = 'leader'): Told => ({
  ...{ seq, type, actor, at: '2026-06-01T01:00:00.000Z', data: JSON.stringify(data), hash: `h${seq}` },
});

const aCase = { id: 'takeout-2026-1', kind: 'takeout', unit: 'U1', owner: 'staff', involved: [] } as unknown as Case;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('what an audit finds', () => {
  it('a request decided by whoever asked, filed it, or had a deputy decide', () => {
    const found = conductOf(
      [
        aDecision({ by: 'staff' }),
        aDecision({ by: 'clerk', owners: ['staff', 'clerk'] }),
        aDecision({ by: 'deputy', deputyFor: 'staff' }),
        aDecision(),
      ],
      [],
    );
    expect(found.own).toHaveLength(3);
  });

  it('two approvals by one mind, and none where it was sent back between them', () => {
    const first = aDecision();
    const back = aDecision({ type: 'request.sentBack' });
    expect(conductOf([first, aDecision({ seq: 4 })], []).twice).toHaveLength(1);
    expect(conductOf([first, aDecision({ by: 'deputy', deputyFor: 'leader' })], []).twice).toHaveLength(1);
    expect(conductOf([first, aDecision({ by: 'other' })], []).twice).toHaveLength(0);
    expect(conductOf([first, back, aDecision()], []).twice).toHaveLength(0);
    expect(conductOf([first, aDecision({ type: 'request.returnConfirmed' })], []).twice).toHaveLength(0);
  });

  it('deputies, 「上位者がいないため」, and pairs who decide for each other', () => {
    const found = conductOf(
      [
        aDecision({ by: 'a', requester: 'b' }),
        aDecision({ by: 'a', requester: 'b' }),
        aDecision({ by: 'b', requester: 'a', deputyFor: 'c' }),
        aDecision({ note: '上位者がいないため' }),
      ],
      [],
    );
    expect(found.pairs[0]).toEqual({ by: 'a', for: 'b', count: 2, back: 1 });
    expect(found.deputised).toHaveLength(1);
    expect(found.nobodyAbove).toHaveLength(1);
  });

  it('a missed time once, however often it was told', () => {
    const overdue = { step: 2, due: '2026-06-03' };
    const records = [
      aRecord(1, 'request.submitted'),
      aRecord(2, 'request.overdue', overdue),
      aRecord(3, 'request.overdue', { ...overdue, step: 3 }),
      aRecord(4, 'request.escalated', { level: 1 }),
    ];
    expect(missedIn(aCase, records).map(({ what }) => what)).toEqual([
      '期限 2026-06-03 を過ぎても終わっていない',
      '期限までに返事がなく、上位者にも届けた',
    ]);
  });

  it('decisions recorded before the policy was kept with them', () => {
    const records = [
      aRecord(1, 'request.submitted', { requester: 'other' }, 'staff'),
      aRecord(2, 'request.approved', { post: '事業部長', deputyFor: null, note: null, until: null }),
      aRecord(3, 'request.returnConfirmed', { post: '事業部長', policy: 2 }),
    ];
    expect(decisionsOf(aCase, records)).toMatchObject([
      { seq: 2, requester: 'other', policy: undefined, post: '事業部長' },
      { seq: 3, policy: 2 },
    ]);
  });
});

describe('drawing by lot', () => {
  const decisions = Array.from({ length: 200 }, (_, at) => aDecision({ ref: `takeout-2026-${at}#3` }));

  it('draws the same with the same seed, whatever the order, and as many as were asked for', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 100 }), (seed, count) => {
        const refs = drawn(decisions, count, seed, sha256).map(({ ref }) => ref);
        expect(drawn([...decisions].reverse(), count, seed, sha256).map(({ ref }) => ref)).toEqual(refs);
        expect(new Set(refs).size).toBe(count);
      }),
      { numRuns: 50 },
    );
  });

  it('prefers nobody: over many seeds each is drawn about as often', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 400; seed++)
      for (const { ref } of drawn(decisions, 20, `種${seed}`, sha256)) times.set(ref, (times.get(ref) ?? 0) + 1);
    // 40 on average, with a spread of 6.
    expect(Math.min(...decisions.map(({ ref }) => times.get(ref) ?? 0))).toBeGreaterThan(14);
    expect(Math.max(...times.values())).toBeLessThan(70);
  });
});
