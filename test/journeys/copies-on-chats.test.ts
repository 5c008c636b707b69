import { afterEach, describe, expect, it } from 'vitest';
import { type Either, onEither } from '../support/on-either.ts';

describe.each(['slack', 'teams'] as const)('a register asked for on %s', (platform) => {
  let world: Either;
  afterEach(() => world.close());

  it('comes as a link to the one who asked, and to nobody else', async () => {
    world = await onEither(platform);
    await world.say('leader', '台帳を書き出す');
    await world.fill('leader', '台帳を書き出す', 'フォームを開く', { 台帳: 'takeout' });
    await world.sees('leader', 'ファイルの受け取り');
    const state = async () => (await world.store.outbox.find('case/copy-2026-1/leader'))?.state;
    await expect.poll(state, { timeout: 10_000 }).toBe('delivered');
    const [copy] = await world.store.findCases({ kind: 'copy' });
    expect(copy?.involved).toEqual([{ person: 'leader', as: 'owner' }]);
  });

  it('can be searched there', async () => {
    world = await onEither(platform);
    await world.say('leader', '台帳を探す');
    await world.fill('leader', '台帳を探す', 'フォームを開く', { ことば: '見当たらないことば' });
    await world.sees('leader', '当てはまるものはありません');
  });
});
