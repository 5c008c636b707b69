import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { intentsOf, type Received } from '../../support/adapter-bench.ts';
import { openConsole, statusWith } from './page.ts';

describe('the console', () => {
  let desk: Awaited<ReturnType<typeof openConsole>>;
  let received: Received;
  beforeEach(async () => {
    received = intentsOf();
    desk = await openConsole(received.receive);
  });
  afterEach(() => desk.close());
  const port = () => new URL(desk.url).port;

  it('is open to a browser of this machine under each of its names', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST']) {
      expect(await statusWith(desk.url, { host: `${host}:${port()}` })).toBe(200);
    }
  });

  it.each(['/', '/console/page.js', '/console/people', '/console/stream?person=S012'])(
    'is closed to a foreign name that leads here: %s',
    async (url) => {
      for (const host of [
        'evil.example',
        `evil.example:${port()}`,
        `127.0.0.1.evil.example:${port()}`,
        '127.0.0.1:1',
        '127.0.0.1',
      ]) {
        expect(await statusWith(`${desk.url}${url}`, { host })).toBe(403);
      }
    },
  );

  it('takes nothing from a page of another site', async () => {
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:1`, `https://127.0.0.1:${port()}`]) {
      expect((await desk.ask('S012', { type: 'say', text: '持ち出し' }, { origin })).status).toBe(403);
      expect(await statusWith(`${desk.url}/console/stream?person=S012`, { origin })).toBe(403);
    }
    expect(await statusWith(`${desk.url}/console/people`, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(received.all()).toEqual([]);
  });

  it('takes nothing that does not say where it comes from', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await statusWith(`${desk.url}/console/ask`, headers, 'POST')).toBe(403);
  });

  it('takes JSON alone: what a plain form of another site could send is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      expect((await desk.ask('S012', { type: 'home' }, { 'content-type': type })).status).toBe(415);
    }
  });

  it('takes 10,000 characters, and refuses more than half a megabyte', async () => {
    expect((await desk.ask('S012', { type: 'say', text: '字'.repeat(10_000) })).status).toBe(200);
    expect((await desk.ask('S012', { type: 'say', text: '字'.repeat(200_000) })).status).toBe(413);
  });

  it.each([
    {},
    { type: 'sing' },
    { type: 'say', text: '' },
    { type: 'execute', data: { action: { do: 'press' } } },
    { type: 'wake', subject: 'takeout-2026-1', what: 'remind', timer: 't' },
    { type: 'profiles', profiles: [] },
  ])('does not understand %j', async (asked) => {
    expect((await desk.ask('S012', asked)).status).toBe(400);
    expect(received.all()).toEqual([]);
  });

  it('allows the page no code but its own, and nothing from anywhere else', async () => {
    const response = await fetch(desk.url);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).not.toMatch(/<script(?![^>]*src="\/)|\sstyle=|\son\w+=|https?:\/\//);
  });

  it('serves the files of its page and no other', async () => {
    for (const file of ['page.js', 'page.css', 'cards.css', 'icon.svg', 'adaptivecards.min.js']) {
      expect((await fetch(`${desk.url}/console/${file}`)).status).toBe(200);
    }
    for (const file of ['../package.json', '..%2f..%2fpackage.json', 'index.ts']) {
      expect((await fetch(`${desk.url}/console/${file}`)).status).toBe(404);
    }
  });
});
