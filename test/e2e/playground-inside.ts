import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore } from '../../db/open.ts';
import { createHandle } from '../../src/app/handle.ts';
import { silentLog } from '../../src/app/log.ts';
import { aTakeout } from '../support/world.ts';
import { launch, openWindow, picture } from './browser.ts';

// Runs where there is nothing but loopback: the Playground listens on every address and asks for others.
const [playground = ''] = process.argv.slice(2);
const folder = mkdtempSync(path.join(tmpdir(), 'mamori-playground-'));
const [botPort, playPort] = ['39780', '56150'];
const root = path.join(import.meta.dirname, '..', '..');
const database = `file:${path.join(folder, 'sample.db')}`;
const moment = '2026-11-24T10:00:00+09:00';

const bot = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    PATH: process.env.PATH,
    PORT: botPort,
    TEAMS_LOCAL: '1',
    EMAIL_DOMAINS: 'example.com',
    DATABASE_URL: database,
    SEAL_KEY_FILE: path.join(folder, 'seal.key'),
    MAMORI_NOW: moment,
    LOG_LEVEL: 'warn',
  },
});
const simulator = spawn(
  playground,
  [
    'start',
    '-e',
    `http://127.0.0.1:${botPort}/api/messages`,
    '-c',
    'msteams',
    '-p',
    playPort,
    '--disable-telemetry',
    'true',
  ],
  { cwd: folder, stdio: 'ignore', env: { PATH: process.env.PATH, HOME: folder, BROWSER: 'none' } },
);

const answers = async (url: string): Promise<void> => {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((done) => setTimeout(done, 200))) {
    if ((await fetch(url).catch(() => undefined))?.ok) return;
  }
  throw new Error(`${url} never answered`);
};

/** Alex Wilber of the Playground leads the group that somebody's request goes to. */
const appoint = async (): Promise<() => Promise<void>> => {
  const store = await openStore(database, { lock: false });
  const { people } = await store.directory();
  const leader = people.find(({ id }) => id === 'S010');
  if (!leader) throw new Error('the sample organization has no S010');
  const directory = { people: [{ ...leader, email: 'alexw@example.com' }] };
  const rest = { cases: [], facts: [], slots: [], timers: [], homes: [] };
  await store.commit({ ...rest, key: 'playground', at: new Date(moment).toISOString(), directory });
  const now = () => new Date(moment).toISOString();
  const handle = createHandle({ store, adapters: [], emailDomains: ['example.com'], now, log: silentLog });
  return async () => {
    const actor = { platform: 'console', space: 'console', user: 'S011' } as const;
    const values = aTakeout({ from: '2026-11-25', until: '2026-11-26' });
    const ask = { type: 'submit', form: 'takeout/new', context: { once: 'playground' }, values } as const;
    const reply = await handle.receive({ key: 'playground/submit', actor, ask });
    if (reply.kind !== 'done') throw new Error(`the request was answered with ${reply.kind}`);
    await store.close();
  };
};

try {
  await Promise.all([
    answers(`http://127.0.0.1:${botPort}/readyz`),
    answers(`http://127.0.0.1:${playPort}/_internal/v1/config`),
  ]);
  const submit = await appoint();
  const browser = await launch();
  const { page } = await openWindow(browser, 'about:blank');
  await page.route(/cdn\.office\.net/, (route) => route.abort());
  await page.goto(`http://127.0.0.1:${playPort}/`);
  const box = page.locator('[data-lexical-editor=true]').first();
  await box.click();
  await page.keyboard.type('ヘルプ');
  await page.keyboard.press('Enter');
  await page.getByText('次のことばを送るか').first().waitFor();
  await picture(page, 'playground-help');
  await submit();
  await page.getByRole('button', { name: '承認', exact: true }).last().waitFor();
  await picture(page, 'playground-card');
  await page.getByRole('button', { name: '承認', exact: true }).last().click();
  const yes = page.getByRole('button', { name: '承認する' }).last();
  if (await yes.isVisible().catch(() => false)) await yes.click();
  await page.getByRole('button', { name: '承認を取り消す' }).last().waitFor();
  await picture(page, 'playground-approved');
  const buttons = await page.getByRole('button', { name: '承認', exact: true }).count();
  await browser.close();
  const store = await openStore(database, { lock: false });
  const [found] = await store.findCases({ kind: 'takeout' });
  await store.close();
  process.stdout.write(`RESULT ${JSON.stringify({ status: found?.status, buttons })}\n`);
} finally {
  bot.kill('SIGTERM');
  simulator.kill('SIGTERM');
}
process.exit(0);
