import { afterEach, describe, expect, it } from 'vitest';
import { createHttp, type Http } from '../../src/app/http.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import { createReadiness } from '../../src/app/readiness.ts';

let http: Http | undefined;
afterEach(() => http?.close());

const open = async (
  waiting: readonly string[],
  metricsToken?: string,
  more: (app: Http['app']) => void = () => {},
): Promise<string> => {
  const metrics = createMetrics();
  metrics.unauthenticated('slack');
  metrics.grouped(3);
  const condition = {
    lanes: [{ lane: 'card' as const, due: 2, parked: 1, oldestMs: 1500 }],
    overdue: 3,
    unsealed: 4,
    sealedAt: '2026-11-02T00:00:00.000Z',
    backedUpAt: undefined,
  };
  http = createHttp({
    waitingFor: async () => waiting,
    metrics: { text: () => metrics.text(condition), contentType: metrics.contentType },
    ...(metricsToken === undefined ? {} : { metricsToken }),
  });
  more(http.app);
  const { port } = await http.listen('127.0.0.1', 0);
  return `http://127.0.0.1:${port}`;
};

describe('the HTTP server', () => {
  it('says that it lives even while it is not ready, and what it waits for', async () => {
    const url = await open(['slack']);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ ready: false, waiting: ['slack'] });
  });

  it('is ready when nothing is missing, and names each request', async () => {
    const url = await open([]);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(200);
    expect(ready.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(ready.headers.get('server')).toBeNull();
  });

  it('shows metrics to the same machine', async () => {
    const url = await open([]);
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toContain('mamori_unauthenticated_total{platform="slack"} 1');
    expect(text).toContain('mamori_outbox_slots{lane="card",state="parked"} 1');
    expect(text).toContain('mamori_outbox_oldest_seconds{lane="card"} 1.5');
    expect(text).toContain('mamori_commit_group_size_bucket{le="2"} 0');
    expect(text).toContain('mamori_commit_group_size_sum 3');
    expect(text).toContain('mamori_requests_overdue 3');
    expect(text).toContain('mamori_ledger_unsealed_records 4');
    expect(text).toContain('mamori_last_timestamp_seconds{what="seal"} 1793577600');
    expect(text).not.toContain('what="backup"');
  });

  it('shows metrics through a proxy only to whoever has the token', async () => {
    const url = await open([], 'an-invented-metrics-token');
    const forwarded = { 'x-forwarded-for': '203.0.113.9' };
    const ask = async (authorization?: string): Promise<number> =>
      (await fetch(`${url}/metrics`, { headers: authorization ? { ...forwarded, authorization } : forwarded })).status;
    expect(await ask()).toBe(401);
    expect(await ask('Bearer an-invented-metrics-tokem')).toBe(401);
    expect(await ask('Bearer an-invented-metrics-token')).toBe(200);
  });

  it('refuses metrics through a proxy when no token is set', async () => {
    const url = await open([]);
    const asked = await fetch(`${url}/metrics`, {
      headers: { 'x-forwarded-for': '203.0.113.9', authorization: 'Bearer ' },
    });
    expect(asked.status).toBe(401);
  });

  it('knows no other path', async () => {
    const url = await open([]);
    const missing = await fetch(`${url}/admin?x=1`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).not.toContain('admin');
  });

  it('refuses a body over 512 kB', async () => {
    const url = await open([], undefined, (app) => app.post('/echo', async () => 'read'));
    const post = async (size: number): Promise<number> =>
      (await fetch(`${url}/echo`, { method: 'POST', body: 'x'.repeat(size) })).status;
    expect(await post(500_000)).toBe(200);
    expect(await post(600_000)).toBe(413);
  });
});

describe('readiness', () => {
  it('names the database that cannot be written, the platform that is away and the missing key', async () => {
    const ready = createReadiness({
      store: { check: async () => Promise.reject(new Error('read-only')) },
      adapters: [
        { platform: 'slack', unready: () => 'not reached' },
        { platform: 'console', unready: () => undefined },
      ],
      sealKeyFile: '/nowhere/seal.key',
      stopping: () => false,
      real: () => 0,
    });
    expect(await ready()).toEqual(['database', 'seal-key', 'slack']);
  });

  it('asks the database at most once a second', async () => {
    let now = 0;
    let asked = 0;
    const ready = createReadiness({
      store: { check: async () => void asked++ },
      adapters: [],
      sealKeyFile: 'package.json',
      stopping: () => false,
      real: () => now,
    });
    await Promise.all([ready(), ready(), ready()]);
    expect(asked).toBe(1);
    now = 1_000;
    expect(await ready()).toEqual([]);
    expect(asked).toBe(2);
  });
});
