import { afterEach, expect, it } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { createTrace } from '../../src/app/trace.ts';
import { aRequest } from '../support/a-change.ts';
import { sqliteFixture } from '../support/sqlite-fixture.ts';
import type { StoreFixture } from '../support/store-contract.ts';

let fixture: StoreFixture | undefined;
afterEach(async () => {
  await fixture?.clear();
  fixture = undefined;
});

it('one request can be followed from what was asked to the card that arrived, and nothing typed is in it', async () => {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  fixture = await sqliteFixture();
  const trace = createTrace(log, () => 0);
  const store = trace.store(fixture.store);
  const change = aRequest('takeout-2026-1');
  const receive = trace.receive(async () => {
    await store.commit(change);
    return { kind: 'done' };
  });
  await receive({ key: change.key, actor: 'clock', ask: { type: 'wake', subject: 'x', what: 'y', timer: 'z' } });
  const [row] = await store.outbox.claim({ worker: 'w', now: Date.now() + 1, leaseMs: 1_000, limit: 1 });
  if (!row) throw new Error('no card');
  await store.outbox.done(row, 'w', { account: { platform: 'console', space: '', user: 'S002' }, ref: '1' });

  const [commit, request, delivery] = lines.map((line) => JSON.parse(line));
  expect(commit).toMatchObject({ event: 'trace.commit', outcome: 'committed', facts: 1 });
  expect(request).toMatchObject({ event: 'trace.request', ask: 'wake', reply: 'done', request: commit.request });
  expect(delivery).toMatchObject({ event: 'trace.delivery', outcome: 'delivered', card: commit.cards });
  for (const word of ['出張', 'S002', 'takeout-2026-1', change.key]) expect(lines.join('')).not.toContain(word);
});

it('a request that fails is followed, too', async () => {
  const lines: string[] = [];
  const trace = createTrace(createLog('debug', { write: (line: string) => void lines.push(line) }), () => 0);
  const receive = trace.receive(async () => Promise.reject(new Error('出張')));
  const wake = { type: 'wake' as const, subject: 'x', what: 'y', timer: 'z' };
  await expect(receive({ key: 'k', actor: 'clock', ask: wake })).rejects.toThrow();
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'trace.request', reply: 'failed' });
  expect(lines.join('')).not.toContain('出張');
});
