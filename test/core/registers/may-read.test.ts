import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexDirectory } from '../../../src/core/people/lookup.ts';
import { mayRead, mayReadCase } from '../../../src/core/registers/may-read.ts';
import { aChart, aDay, anyChart } from '../../support/chart.ts';

const roles = { securityManagerUnit: 'somu', infrastructureManagerUnit: 'somu-1', auditLead: 'clerk' };

const aCase = (unit: string, owner: string) => ({
  id: 'takeout-2026-1',
  kind: 'takeout',
  status: 'pending',
  version: 1,
  open: true,
  unit,
  owner,
  openedAt: '2026-06-01T01:00:00.000Z',
  updatedAt: '2026-06-01T01:00:00.000Z',
  state: {},
  involved: [],
});

describe('who may read the registers', () => {
  const dir = aChart({ roles });

  it.each([
    ['clerk', { see: 'all', as: 'auditLead' }],
    ['chief', { see: 'all', as: 'chiefOfficer' }],
    ['security', { see: 'all', as: 'securityManager' }],
    ['leader', { see: 'units', units: ['jigyo-1'] }],
    ['head', { see: 'units', units: ['jigyo', 'jigyo-1', 'jigyo-2'] }],
    ['infra', { see: 'units', units: ['somu-1'] }],
    ['staff', { see: 'own' }],
    ['nobody', { see: 'own' }],
  ])('lets %s see %j', (person, reach) => {
    expect(mayRead(dir, person, aDay)).toEqual(reach);
  });

  it('lets a deputy read for as long as they stand in', () => {
    const deputised = aChart({ deputies: [{ principal: 'leader', deputy: 'colleague', until: '2026-06-05' }] });
    expect(mayRead(deputised, 'colleague', '2026-06-05')).toEqual({ see: 'units', units: ['jigyo-1'] });
    expect(mayRead(deputised, 'colleague', '2026-06-06')).toEqual({ see: 'own' });
  });

  it('keeps the cases of a group that has ended with its 部', () => {
    const ended = aChart({ units: [{ id: 'old', bu: '事業部', group: '旧グループ', until: '2025-03-31' }] });
    expect(mayReadCase(mayRead(ended, 'head', aDay), 'head', aCase('old', 'staff'))).toBe(true);
    expect(mayReadCase(mayRead(ended, 'leader', aDay), 'leader', aCase('old', 'staff'))).toBe(false);
  });

  it('lets somebody who filed for a colleague see that case, and nobody without a unit read more', () => {
    const filed = { ...aCase('jigyo-1', 'staff'), involved: [{ person: 'colleague', as: 'owner' as const }] };
    expect(mayReadCase({ see: 'own' }, 'colleague', filed)).toBe(true);
    expect(mayReadCase({ see: 'own' }, 'colleague', aCase('jigyo-1', 'staff'))).toBe(false);
    expect(mayReadCase(mayRead(dir, 'leader', aDay), 'leader', aCase('', 'slack:T1/U1'))).toBe(false);
  });

  it('gives nobody without a leading post or a role the case of somebody else, in any organization', () => {
    fc.assert(
      fc.property(anyChart, (data) => {
        const any = indexDirectory(data);
        const deputies = new Set(data.deputies.map(({ deputy }) => deputy));
        const leads = new Set(data.posts.filter(({ position }) => position !== '').map(({ person }) => person));
        for (const { id } of data.people) {
          if (deputies.has(id) || leads.has(id)) continue;
          expect(mayRead(any, id, aDay)).toEqual({ see: 'own' });
        }
      }),
      { numRuns: 50 },
    );
  });
});
