import { expect, it } from 'vitest';
import type { Held } from './store-contract.ts';

export const smallContract = (held: Held): void => {
  it('no number is given twice, not to requests that arrive together and not after a restart', async () => {
    const { store, another } = held.fixture;
    const first = await Promise.all(Array.from({ length: 20 }, () => store.nextNumber('takeout/2026')));
    const later = await another();
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await later.nextNumber('takeout/2026')).toBe(21);
    expect(await store.nextNumber('takeout/2027')).toBe(1);
  });

  it('a mark is kept and replaced', async () => {
    const { store, another } = held.fixture;
    expect(await store.mark('sample')).toBeUndefined();
    await store.setMark('sample', 'yes');
    await store.setMark('sample', 'no');
    expect(await (await another()).mark('sample')).toBe('no');
  });

  it('the emergency contacts are those of the last import, in its order', async () => {
    const { store } = held.fixture;
    const contact = (order: number, name: string) => ({
      order,
      organization: '市',
      role: '',
      name,
      phone: '',
      email: '',
    });
    await store.replaceContacts([contact(1, 'old')]);
    await store.replaceContacts([contact(2, 'c'), contact(1, 'a'), contact(1, 'b')]);
    expect((await store.contacts()).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('a sound database passes its check', async () => {
    await expect(held.fixture.store.check()).resolves.toBeUndefined();
  });
};
