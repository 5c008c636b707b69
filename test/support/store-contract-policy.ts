import { expect, it } from 'vitest';
import type { PolicyVersion } from '../../src/core/policies/policy.ts';
import type { Held } from './store-contract.ts';

const aVersion = (number: number): PolicyVersion => ({
  number,
  importedAt: `2026-04-0${number}T00:00:00.000Z`,
  file: '灯台規程.txt',
  title: '灯台規程',
  chapters: [{ number: 1, title: 'はじめに' }],
  clauses: [
    { id: '1-1', parent: null, heading: '灯火', official: '１．灯火\n灯を守る。', literal: '灯を守る。' },
    { id: '1-1(1)', parent: '1-1', heading: '', official: '（１）夜に見る。', literal: '夜に見る。' },
  ],
});

export const policyContract = (held: Held): void => {
  it('an empty database has no policy', async () => {
    const { store } = held.fixture;
    expect(await store.policies.version()).toBeUndefined();
    expect(await store.policies.versions()).toEqual([]);
  });

  it('every version is kept with its date, and the newest one answers', async () => {
    const { store } = held.fixture;
    expect(await store.policies.addVersion(aVersion(1))).toBe(true);
    expect(await store.policies.addVersion(aVersion(2))).toBe(true);
    expect(await store.policies.version()).toEqual(aVersion(2));
    expect(await store.policies.version(1)).toEqual(aVersion(1));
    expect(await store.policies.version(3)).toBeUndefined();
    expect((await store.policies.versions()).map(({ number, importedAt }) => [number, importedAt])).toEqual([
      [1, '2026-04-01T00:00:00.000Z'],
      [2, '2026-04-02T00:00:00.000Z'],
    ]);
  });

  it('of two imports at the same moment, one is told to try again and nothing is overwritten', async () => {
    const { store } = held.fixture;
    const other = { ...aVersion(1), file: 'ほかの規程.txt' };
    const [ours, theirs] = await Promise.all([
      store.policies.addVersion(aVersion(1)),
      store.policies.addVersion(other),
    ]);
    expect(ours).toBe(!theirs);
    expect((await store.policies.version())?.file).toBe(ours ? '灯台規程.txt' : 'ほかの規程.txt');
  });

  it('a running bot sees what a command has imported', async () => {
    const command = await held.fixture.another();
    await command.policies.addVersion(aVersion(1));
    expect((await held.fixture.store.policies.versions()).at(-1)?.number).toBe(1);
  });
};
