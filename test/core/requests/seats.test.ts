import { describe, expect, it } from 'vitest';
import type { Request, RequestIn } from '../../../src/core/requests/request.ts';
import { newSeat, route, seatFor, sittersNow } from '../../../src/core/requests/seats.ts';
import { aChart, aDay } from '../../support/chart.ts';

const now = '2026-06-01T01:00:00.000Z';
const aRequest = (): RequestIn<'pending'> => ({
  status: 'pending',
  kind: 'takeout',
  requester: 'staff',
  unit: 'jigyo-1',
  values: {},
  revision: 1,
  changes: [],
  history: [],
  seen: [],
  seats: [newSeat('infrastructureManager', now), newSeat('informationManager', now)],
});
const people = (dir: Parameters<typeof sittersNow>[0], request: Request, at: number): string[] =>
  sittersNow(dir, request, (request as RequestIn<'pending'>).seats[at]!, aDay).map(({ person }) => person);

describe('a request that two roles decide', () => {
  it('asks a different person for each where one holds both roles', () => {
    const dir = aChart();
    const { request } = route(dir, { ...aRequest(), requester: 'clerk', unit: 'somu-1' }, now, aDay, 'submitted');
    expect(people(dir, request, 0)).toEqual(['infra']);
    expect(people(dir, request, 1)).toEqual(['security']);
  });

  it('lets nobody who has decided the one decide the other, however high it has climbed', () => {
    const dir = aChart();
    const { request } = route(dir, aRequest(), now, aDay, 'submitted');
    const [first, second] = (request as RequestIn<'pending'>).seats;
    const climbed: Request = {
      ...(request as RequestIn<'pending'>),
      seats: [
        { ...first!, level: 2 },
        { ...second!, level: 2, verdict: { by: 'security', post: '', at: now } },
      ],
    };
    expect(seatFor(dir, climbed, 'security', aDay)).toBeUndefined();
    expect(people(dir, climbed, 0)).toEqual(['infra', 'chief']);
  });

  it('gives whoever is asked in another’s place the whole time to answer', () => {
    const { request } = route(aChart(), aRequest(), now, aDay, 'submitted');
    const waited = { ...(request as RequestIn<'pending'>) };
    const old = { ...waited, seats: waited.seats.map((seat) => ({ ...seat, reminded: 1 })) };
    const later = '2026-06-02T01:00:00.000Z';
    const moved = route(aChart({ unreachable: ['leader'] }), old, later, aDay, 'chart').request as RequestIn<'pending'>;
    expect(moved.seats[1]).toMatchObject({ since: later, reminded: 0, asked: [{ person: 'head' }] });
    expect(moved.seats[0]).toMatchObject({ since: now, reminded: 1 });
  });
});
