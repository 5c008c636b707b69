import { expect, it } from 'vitest';
import { aCase, aChange } from './a-change.ts';
import type { Held } from './store-contract.ts';

export const involvedContract = (held: Held): void => {
  const concerning = async (open?: boolean): Promise<string[]> => {
    const filter = { involving: 'S002', ...(open === undefined ? {} : { open }) };
    return (await held.fixture.store.findCases(filter)).map(({ id }) => id);
  };
  const turn = (expected: number, open: boolean, more: Parameters<typeof aCase>[0] = {}) =>
    held.fixture.store.commit(
      aChange({ cases: [{ next: aCase({ version: expected + 1, open, ...more }), expected }] }),
    );

  it('is no longer there when it is over, and there again when it is taken up', async () => {
    await turn(0, true);
    expect(await concerning(true)).toEqual(['takeout-2026-1']);
    await turn(1, false);
    expect(await concerning(true)).toEqual([]);
    expect(await concerning(false)).toEqual(['takeout-2026-1']);
    await turn(2, true);
    expect(await concerning(true)).toEqual(['takeout-2026-1']);
    expect(await concerning()).toEqual(['takeout-2026-1']);
  });

  it('includes what somebody was drawn into while it was over', async () => {
    await turn(0, false, { involved: [{ person: 'S001', as: 'owner' }] });
    await turn(1, false);
    expect(await concerning(true)).toEqual([]);
    await turn(2, true);
    expect(await concerning(true)).toEqual(['takeout-2026-1']);
  });
};
