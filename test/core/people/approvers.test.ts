import { describe, expect, it } from 'vitest';
import { approverChain, type Chain, type ChainAsk } from '../../../src/core/people/approvers.ts';
import type { Directory } from '../../../src/core/people/lookup.ts';
import { aChart, aDay } from '../../support/chart.ts';

const ask = (change: Partial<ChainAsk> = {}): ChainAsk => ({
  requester: 'staff',
  unit: 'jigyo-1',
  role: 'informationManager',
  ...change,
});
const chain = (dir: Directory, change: Partial<ChainAsk> = {}, on = aDay): Chain => approverChain(dir, ask(change), on);
/** People level by level, a deputy as `deputy<principal`. */
const names = ({ levels }: Chain): string[] =>
  levels.map(({ approvers }) =>
    approvers.map(({ person, deputyFor }) => (deputyFor ? `${person}<${deputyFor}` : person)).join('+'),
  );
const reasons = ({ skipped }: Chain): string[] => skipped.map(({ person, unit, why }) => `${person ?? unit}: ${why}`);

describe('the chain from the own unit', () => {
  it('begins with the group leader and climbs to the head of the 部, the 管理者 and the 責任者', () => {
    const found = chain(aChart());
    expect(names(found)).toEqual(['leader', 'head', 'security', 'chief']);
    expect(found.levels.map(({ role }) => role)).toEqual([
      'informationManager',
      'informationManager',
      'securityManager',
      'chiefOfficer',
    ]);
    expect(found.skipped).toEqual([]);
  });

  it('begins with the head of the 部 for somebody who belongs to the 部 itself', () => {
    expect(names(chain(aChart(), { unit: 'jigyo' }))).toEqual(['head', 'security', 'chief']);
  });

  it('begins with the 管理者 for somebody at the top who is not the 責任者', () => {
    const dir = aChart({ posts: [{ person: 'secretary', unit: 'top' }] });
    expect(names(chain(dir, { requester: 'secretary', unit: 'top' }))).toEqual(['security', 'chief']);
  });

  it('asks nobody twice when one person holds two of its posts', () => {
    const found = chain(aChart(), { requester: 'clerk', unit: 'somu-1' });
    expect(names(found)).toEqual(['infra', 'security', 'chief']);
    expect(reasons(found)).toEqual(['security: already-asked']);
  });

  it('puts both on one level where two people lead a unit that day', () => {
    const dir = aChart({ posts: [{ person: 'colead', unit: 'jigyo-1', position: 'グループリーダー' }] });
    expect(names(chain(dir))[0]).toBe('leader+colead');
  });

  it('goes to the unit the request is for when the requester has two posts', () => {
    const dir = aChart({ posts: [{ person: 'staff', unit: 'somu-1' }] });
    expect(names(chain(dir, { unit: 'somu-1' }))[0]).toBe('infra');
    expect(names(chain(dir, { unit: 'jigyo-1' }))[0]).toBe('leader');
  });

  it('uses the chart of the day of the decision', () => {
    const dir = aChart({
      vacant: ['jigyo-1'],
      posts: [
        { person: 'old', unit: 'jigyo-1', position: 'グループリーダー', until: '2027-03-31' },
        { person: 'new', unit: 'jigyo-1', position: 'グループリーダー', from: '2027-04-01' },
      ],
    });
    expect(names(chain(dir, {}, '2027-03-31'))[0]).toBe('old');
    expect(names(chain(dir, {}, '2027-04-01'))[0]).toBe('new');
  });
});

describe('nobody approves their own request (2-3(2)(カ)①)', () => {
  it('sends a group leader to the head of the 部', () => {
    const found = chain(aChart(), { requester: 'leader' });
    expect(names(found)).toEqual(['head', 'security', 'chief']);
    expect(reasons(found)).toEqual(['leader: own-request']);
  });

  it('sends a head of a 部 to the 管理者', () => {
    expect(names(chain(aChart(), { requester: 'head', unit: 'jigyo' }))).toEqual(['security', 'chief']);
  });

  it('sends the 管理者 to the 責任者', () => {
    expect(names(chain(aChart(), { requester: 'security', unit: 'somu' }))).toEqual(['chief']);
  });

  it('sends the 責任者 to the 管理者 and says why', () => {
    const found = chain(aChart(), { requester: 'chief', unit: 'top' });
    expect(names(found)).toEqual(['security']);
    expect(found.levels[0]?.note).toBe('上位者がいないため');
    expect(reasons(found)).toEqual(['chief: own-request']);
  });

  it('sends what only the 責任者 decides to the 管理者 when the 責任者 asks or files it', () => {
    for (const change of [{ requester: 'chief' }, { filedBy: 'chief' }]) {
      const found = chain(aChart(), { ...change, role: 'chiefOfficer' });
      expect(names(found)).toEqual(['security']);
      expect(found.levels[0]?.note).toBe('上位者がいないため');
    }
  });

  it('does not let a group leader decide for the head above who also works in the group', () => {
    const dir = aChart({ posts: [{ person: 'head', unit: 'jigyo-1' }] });
    const found = chain(dir, { requester: 'head' });
    expect(names(found)).toEqual(['security', 'chief']);
    expect(reasons(found)).toEqual(['leader: below-requester', 'head: own-request']);
  });

  it('passes a co-head and the deputies of a level the requester leads', () => {
    const dir = aChart({
      posts: [{ person: 'colead', unit: 'jigyo-1', position: 'グループリーダー' }],
      deputies: [{ principal: 'colead', deputy: 'leader2' }],
    });
    expect(names(chain(dir, { requester: 'leader' }))).toEqual(['head', 'security', 'chief']);
  });

  it('lets neither the person who filed it decide, nor a deputy in their name', () => {
    const dir = aChart({ deputies: [{ principal: 'leader', deputy: 'leader2' }] });
    const found = chain(dir, { filedBy: 'leader' });
    expect(names(found)).toEqual(['head', 'security', 'chief']);
    expect(reasons(found)).toEqual(['leader: filed-it']);
  });

  it('leaves out whoever the case is about or has decided the other half', () => {
    const found = chain(aChart(), { not: ['leader', 'security'] });
    expect(names(found)).toEqual(['head', 'chief']);
    expect(reasons(found)).toEqual(['leader: set-aside', 'security: set-aside']);
  });

  it('gives two different people to a kind with two approvers when one person holds both roles', () => {
    const first = chain(aChart(), { requester: 'clerk', unit: 'somu-1', role: 'infrastructureManager' });
    const other = chain(aChart(), { requester: 'clerk', unit: 'somu-1', not: ['infra'] });
    expect(names(first)[0]).toBe('infra');
    expect(names(other)[0]).toBe('security');
  });
});

describe('posts that nobody can act from', () => {
  it('passes a vacant post and says so', () => {
    const found = chain(aChart({ vacant: ['jigyo-1'] }));
    expect(names(found)).toEqual(['head', 'security', 'chief']);
    expect(reasons(found)).toEqual(['jigyo-1: vacant']);
  });

  it('passes a manager without a chat account', () => {
    const found = chain(aChart({ unreachable: ['leader', 'head'] }));
    expect(names(found)).toEqual(['security', 'chief']);
    expect(reasons(found)).toEqual(['leader: no-account', 'head: no-account']);
  });

  it('says why when nobody at all is left', () => {
    const found = chain(aChart({ vacant: ['jigyo-1', 'jigyo', 'somu', 'top'] }));
    expect(found.levels).toEqual([]);
    expect(reasons(found)).toEqual(['jigyo-1: vacant', 'jigyo: vacant', 'somu: vacant', 'top: vacant']);
  });

  it('says that a role has no holder when the chart names no unit for it', () => {
    const found = chain(aChart({ roles: {} }), { role: 'infrastructureManager' });
    expect(names(found)).toEqual(['chief']);
    expect(found.skipped.map(({ role, why }) => `${role}: ${why}`)).toEqual([
      'infrastructureManager: vacant',
      'securityManager: vacant',
    ]);
  });
});

describe('deputies (2-9(3))', () => {
  const named = [{ principal: 'leader', deputy: 'leader2' }];

  it('stand beside the manager who named them, inside the dates only', () => {
    const dir = aChart({ deputies: named });
    expect(names(chain(dir, {}, '2026-05-24'))[0]).toBe('leader');
    expect(names(chain(dir, {}, '2026-05-25'))[0]).toBe('leader+leader2<leader');
    expect(names(chain(dir, {}, '2026-06-05'))[0]).toBe('leader+leader2<leader');
    expect(names(chain(dir, {}, '2026-06-06'))[0]).toBe('leader');
  });

  it('stand in alone when the manager has no account', () => {
    const found = chain(aChart({ deputies: named, unreachable: ['leader'] }));
    expect(names(found)[0]).toBe('leader2<leader');
    expect(reasons(found)).toEqual(['leader: no-account']);
  });

  it('never decide their own request', () => {
    const dir = aChart({ deputies: [{ principal: 'leader', deputy: 'staff' }] });
    expect(names(chain(dir))).toEqual(['leader', 'head', 'security', 'chief']);
  });

  it('never decide a request of the person who named them, not even from a post of their own', () => {
    const dir = aChart({ deputies: [{ principal: 'leader', deputy: 'head' }] });
    const found = chain(dir, { requester: 'leader' });
    expect(names(found)).toEqual(['security', 'chief']);
    expect(reasons(found)).toEqual(['leader: own-request', 'head: named-by-requester']);
  });

  it('have no deputies themselves', () => {
    const dir = aChart({ deputies: [...named, { principal: 'leader2', deputy: 'colleague' }] });
    expect(names(chain(dir))[0]).toBe('leader+leader2<leader');
  });

  it('act in the role they were named for, not in another of the same manager', () => {
    const dir = aChart({ deputies: [{ principal: 'infra', deputy: 'clerk' }] });
    const clerkless = { requester: 'security', unit: 'somu' };
    expect(names(chain(dir, { ...clerkless, role: 'infrastructureManager' }))).toEqual(['infra', 'chief']);
    const both = aChart({ deputies: [{ principal: 'infra', deputy: 'clerk', role: 'infrastructureManager' }] });
    expect(names(chain(both, { role: 'infrastructureManager' }))[0]).toBe('infra+clerk<infra');
    expect(names(chain(both, { unit: 'somu-1' }))[0]).toBe('infra');
  });

  it('do not exist for the 管理者 and the 責任者', () => {
    const dir = aChart({
      deputies: [
        { principal: 'security', deputy: 'clerk' },
        { principal: 'chief', deputy: 'clerk' },
      ],
    });
    expect(names(chain(dir, { role: 'securityManager' }))).toEqual(['security', 'chief']);
  });

  it('are passed when they have left or have no account', () => {
    const gone = aChart({
      posts: [{ person: 'gone', unit: 'jigyo-2', until: '2026-05-31' }],
      deputies: [{ principal: 'leader', deputy: 'gone' }, ...named],
      unreachable: ['leader2'],
    });
    const found = chain(gone);
    expect(names(found)[0]).toBe('leader');
    expect(reasons(found)).toEqual(['gone: left', 'leader2: no-account']);
  });

  it('end with the post of the manager who named them', () => {
    const dir = aChart({
      vacant: ['jigyo-1'],
      posts: [{ person: 'old', unit: 'jigyo-1', position: 'グループリーダー', until: '2026-05-31' }],
      deputies: [{ principal: 'old', deputy: 'leader2' }],
    });
    expect(names(chain(dir))[0]).toBe('head');
  });
});
