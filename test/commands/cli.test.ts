import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/open.ts';
import { seedSample } from '../../db/seed/sample.ts';
import { appendSealCopy } from '../../src/app/seal-copies.ts';
import { openSealKey } from '../../src/app/seal-key.ts';
import { makeSeal } from '../../src/app/seals.ts';
import { run } from '../../src/cli.ts';
import { readConfig } from '../../src/config.ts';
import { aCase, aRequest } from '../support/a-change.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'mamori-cli-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const mamori = async (line: string, env: Record<string, string> = {}) => {
  const config = () =>
    readConfig({ DATABASE_URL: `file:${join(dir, 'sample.db')}`, SEAL_KEY_FILE: join(dir, 'seal.key'), ...env });
  const out: string[] = [];
  const open = async () => ({
    config: config(),
    openStore: () => openStore(config().databaseUrl, { lock: false }),
    now: () => '2026-06-01T03:00:00.000Z',
    print: (text: string) => void out.push(text),
  });
  const code = await run(
    line.split(' ').filter((word) => word !== ''),
    open,
    (text) => void out.push(text),
  );
  return { code, text: out.join('\n') };
};

const sample = async (): Promise<void> => {
  const store = await openStore(`file:${join(dir, 'sample.db')}`, { lock: true });
  await seedSample(store);
  const key = openSealKey(join(dir, 'seal.key'));
  const seal = makeSeal(key.privateKey, undefined, await store.ledger.unsealed(), '2026-06-01T00:00:00.000Z');
  await store.ledger.seal(seal);
  await appendSealCopy(join(dir, 'seals.jsonl'), seal);
  await store.close();
};

describe('the command line', () => {
  it.each(['frobnicate', 'doctor --bogus', 'backup', 'ledger export', 'ledger export --out'])(
    'answers "%s" with a Japanese sentence and exit code 1',
    async (line) => {
      const { code, text } = await mamori(line);
      expect(code).toBe(1);
      expect(text).toMatch(/。使い方は .* で見られます。$/);
      expect(text).not.toContain('error');
    },
  );

  it('names a wrong setting and ends with 1', async () => {
    const { code, text } = await mamori('doctor', { PORT: 'abc' });
    expect(code).toBe(1);
    expect(text).toContain('PORT: ');
  });
});

describe('doctor', () => {
  it('finds the sample organization sound, and names the post that is vacant', async () => {
    await sample();
    const { code, text } = await mamori('doctor');
    expect(text).toContain('[良い] 職員 30名、全員にカードが届きます。');
    expect(text).toMatch(/\[注意\] 長のいない部署\(上の方に送られます\): .+グループ/);
    expect(code).toBe(0);
  });

  it('says what to import into an empty database, and that this must be done', async () => {
    openSealKey(join(dir, 'seal.key'));
    const { code, text } = await mamori('doctor');
    expect(code).toBe(1);
    expect(text).toContain('[直す] 職員が登録されていません。staff import');
  });

  it('tells of requests nobody has decided in a business day, and of a backup that was never made', async () => {
    openSealKey(join(dir, 'seal.key'));
    const store = await openStore(`file:${join(dir, 'sample.db')}`, { lock: true });
    await store.commit(
      aRequest('takeout-2026-1', { cases: [{ next: aCase({ openedAt: '2026-05-28T00:00:00.000Z' }), expected: 0 }] }),
    );
    await store.close();
    const { text } = await mamori('doctor');
    expect(text).toContain('[注意] 1営業日を過ぎても返事のない申請が 1 件あります。');
    expect(text).toContain('[注意] 控えをまだ取っていません。');
    expect((await mamori(`backup ${join(dir, 'copy.db')}`)).code).toBe(0);
    expect((await mamori('doctor')).text).toContain('[良い] 最後の控えは');
  });

  it('says that a test card needs somebody who exists', async () => {
    await sample();
    const { code, text } = await mamori('doctor --send-test X999');
    expect(code).toBe(1);
    expect(text).toContain('X999');
  });
});

describe('the ledger commands', () => {
  it('find an untouched ledger sound', async () => {
    await sample();
    const { code, text } = await mamori('ledger verify');
    expect(text).toContain('記録 1 件、封印 1 個');
    expect(code).toBe(0);
  });

  it('name the first break when the copy of a seal kept outside is missing in the database', async () => {
    await sample();
    rmSync(join(dir, 'sample.db'));
    const store = await openStore(`file:${join(dir, 'sample.db')}`, { lock: true });
    await seedSample(store);
    await store.close();
    const { code, text } = await mamori('ledger verify');
    expect(code).toBe(1);
    expect(text).toContain('最初の食い違い: seal の 1 番。');
  });

  it('export records, seals and the public key for an auditor', async () => {
    await sample();
    const out = join(dir, 'audit.jsonl');
    expect((await mamori(`ledger export --out ${out}`)).code).toBe(0);
    const [first] = readFileSync(out, 'utf8').split('\n');
    expect(Object.keys(JSON.parse(first ?? ''))).toEqual(
      'chain,seq,at,type,actor,onBehalfOf,subject,data,prev,hash'.split(','),
    );
    expect(readFileSync(join(dir, 'audit.seals.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
    expect(readFileSync(join(dir, 'audit.public.pem'), 'utf8')).toContain('PUBLIC KEY');
    expect(existsSync(`${out}.part`)).toBe(false);
  });

  it('ask for the key when it is missing', async () => {
    const { code, text } = await mamori('ledger verify');
    expect(code).toBe(1);
    expect(text).toContain('SEAL_KEY_FILE');
  });
});

describe('backup and manifest', () => {
  it('write a copy that opens, and never over another file', async () => {
    await sample();
    const copy = join(dir, 'copy.db');
    expect((await mamori(`backup ${copy}`)).code).toBe(0);
    const store = await openStore(`file:${copy}`, { lock: false });
    expect((await store.directory()).people).toHaveLength(30);
    await store.close();
    writeFileSync(join(dir, 'mine.db'), 'mine');
    expect((await mamori(`backup ${join(dir, 'mine.db')}`)).code).toBe(1);
    expect(readFileSync(join(dir, 'mine.db'), 'utf8')).toBe('mine');
  });

  it('print a manifest for Socket Mode, and one for a URL', async () => {
    const socket = JSON.parse((await mamori('slack manifest')).text);
    expect(socket.settings.socket_mode_enabled).toBe(true);
    const http = JSON.parse((await mamori('slack manifest --url https://mamori.example.or.jp')).text);
    expect(http.settings.event_subscriptions.request_url).toBe('https://mamori.example.or.jp/slack/events');
    expect((await mamori('slack manifest --url http://mamori.example.or.jp')).code).toBe(1);
  });
});
