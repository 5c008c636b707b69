import { describe, expect, it } from 'vitest';
import { type DeputyAsk, lastDeputyDay, mayNameDeputy } from '../../../src/core/people/deputies.ts';
import { roleHolders, rolesOf, unitsHeadedBy } from '../../../src/core/people/roles.ts';
import { aChart, aDay, type ChartChange } from '../../support/chart.ts';

const naming = (change: Partial<DeputyAsk> = {}, chart: ChartChange = {}): string => {
  const ask: DeputyAsk = {
    principal: 'leader',
    deputy: 'leader2',
    role: 'informationManager',
    from: '2026-06-10',
    until: '2026-06-20',
    ...change,
  };
  const result = mayNameDeputy(aChart(chart), ask, aDay);
  if (result.ok) return 'ok';
  expect(result.refusal.text).toMatch(/対策基準 9\(3\).*。$/);
  return result.refusal.code;
};

describe('naming a deputy (2-9(3))', () => {
  it('is allowed for a manager, with a colleague in post, from today on', () => {
    expect(naming()).toBe('ok');
    expect(naming({ from: aDay, until: aDay })).toBe('ok');
  });

  it('needs an end, at most three calendar months away', () => {
    expect(naming({ until: '' })).toBe('no-end');
    expect(naming({ until: '2026-09-10' })).toBe('ok');
    expect(naming({ until: '2026-09-11' })).toBe('too-long');
    expect(lastDeputyDay('2026-11-30')).toBe('2027-02-28');
  });

  it('begins today or later and does not end before it begins', () => {
    expect(naming({ from: '2026-05-31' })).toBe('past');
    expect(naming({ from: '6月10日' })).toBe('no-start');
    expect(naming({ until: '2026-06-09' })).toBe('end-before-start');
  });

  it('names somebody else, known and reachable', () => {
    expect(naming({ deputy: 'leader' })).toBe('oneself');
    expect(naming({ deputy: 'nobody' })).toBe('unknown-deputy');
    expect(naming({}, { unreachable: ['leader2'] })).toBe('no-account');
  });

  it('needs the deputy in post on every day, in one post or several after another', () => {
    const posts = (until: string, from: string) => ({
      posts: [
        { person: 'mover', unit: 'jigyo-1', until },
        { person: 'mover', unit: 'jigyo-2', from },
      ],
    });
    expect(naming({ deputy: 'mover' }, posts('2026-06-14', '2026-06-15'))).toBe('ok');
    expect(naming({ deputy: 'mover' }, posts('2026-06-14', '2026-06-16'))).toBe('out-of-post');
    const leaving = { posts: [{ person: 'mover', unit: 'jigyo-1', until: '2026-06-20' }] };
    expect(naming({ deputy: 'mover' }, leaving)).toBe('ok');
    expect(naming({ deputy: 'mover', until: '2026-06-21' }, leaving)).toBe('out-of-post');
  });

  it('is only for a role one holds oneself', () => {
    expect(naming({ principal: 'staff' })).toBe('not-the-role');
    expect(naming({ role: 'infrastructureManager' })).toBe('not-the-role');
    expect(naming({ principal: 'infra', role: 'infrastructureManager' })).toBe('ok');
    expect(naming({ principal: 'chief' })).toBe('not-the-role');
  });

  it('is not for a deputy of the role', () => {
    const deputies = [{ principal: 'leader', deputy: 'staff', from: '2026-06-01', until: '2026-06-30' }];
    expect(naming({ principal: 'staff' }, { deputies })).toBe('deputys-deputy');
  });
});

describe('who holds which role', () => {
  const deputies = [
    { principal: 'leader', deputy: 'leader2' },
    { principal: 'leader2', deputy: 'staff' },
  ];

  it('tells a person every role they hold, own ones first, without a deputy of a deputy', () => {
    const dir = aChart({ deputies });
    expect(rolesOf(dir, 'leader2', aDay)).toEqual([
      { role: 'informationManager', unit: 'jigyo-2' },
      { role: 'informationManager', unit: 'jigyo-1', deputyFor: 'leader' },
    ]);
    expect(rolesOf(dir, 'staff', aDay)).toEqual([
      { role: 'informationManager', unit: 'jigyo-2', deputyFor: 'leader2' },
    ]);
    expect(rolesOf(dir, 'colleague', aDay)).toEqual([]);
  });

  it('knows the roles that come with a unit', () => {
    const dir = aChart();
    expect(rolesOf(dir, 'security', aDay).map(({ role }) => role)).toEqual(['informationManager', 'securityManager']);
    expect(rolesOf(dir, 'infra', aDay).map(({ role }) => role)).toEqual([
      'informationManager',
      'infrastructureManager',
    ]);
    expect(rolesOf(dir, 'chief', aDay)).toEqual([{ role: 'chiefOfficer', unit: 'top' }]);
    expect(unitsHeadedBy(dir, 'head', aDay)).toEqual(['jigyo']);
  });

  it('lists the holders of a role with their deputies', () => {
    const dir = aChart({ deputies });
    expect(roleHolders(dir, 'informationManager', 'jigyo-1', aDay)).toEqual([
      { person: 'leader' },
      { person: 'leader2', deputyFor: 'leader' },
    ]);
    expect(roleHolders(dir, 'securityManager', undefined, aDay)).toEqual([{ person: 'security' }]);
    expect(roleHolders(dir, 'auditLead', undefined, aDay)).toEqual([]);
  });

  it('knows the 監査責任者 while in post', () => {
    const dir = aChart({ roles: { auditLead: 'clerk' } });
    expect(rolesOf(dir, 'clerk', aDay)).toEqual([{ role: 'auditLead', unit: '' }]);
    expect(rolesOf(dir, 'clerk', '2019-01-01')).toEqual([]);
    expect(roleHolders(dir, 'auditLead', undefined, aDay)).toEqual([{ person: 'clerk' }]);
  });
});
