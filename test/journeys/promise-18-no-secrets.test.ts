import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog, type LogLevel } from '../../src/app/log.ts';
import { pause } from '../../src/app/wait.ts';
import { kinds } from '../../src/core/requests/kinds.ts';
import { aDay } from '../support/chart.ts';
import { slackId, type TwoPlatforms, twoPlatforms } from '../support/two-platforms.ts';
import { validFor } from '../support/typed-everywhere.ts';

const canary = '極秘カナリア';
const lines: string[] = [];
let world: TwoPlatforms;
const { stdout, stderr } = process;
const writes = { out: stdout.write, err: stderr.write };

/** Everything the program or a library of it writes anywhere while the story goes on. */
const listen = (): void => {
  const take = ((chunk: string | Uint8Array): boolean => lines.push(String(chunk)) > 0) as typeof stdout.write;
  stdout.write = take;
  stderr.write = take;
};

const submit = (form: string, values: Readonly<Record<string, string | readonly string[]>>, user = 'staff') =>
  world.receive({
    key: `${form}/${crypto.randomUUID()}`,
    actor: { platform: 'slack', space: world.slack.team, user: slackId(user) },
    ask: { type: 'submit', form, context: { once: crypto.randomUUID() }, values },
  });

beforeAll(async () => {
  const sink = (level: LogLevel) => createLog(level, { write: (line: string) => void lines.push(line) });
  listen();
  world = await twoPlatforms({ slack: ['staff', 'leader', 'head', 'staff2'], log: sink('trace') });
  const { slack, store } = world;
  for (const kind of kinds)
    for (const user of ['staff', 'leader'])
      await submit(`${kind.name}/new`, validFor(kind, aDay, (name) => `${canary}${name}`).raw, user);
  await submit('incident/new', { subject: `${canary}件名`, body: `${canary}内容 xoxb-${canary}` });
  await submit('question/new', { question: `${canary}質問`, near: canary });
  await submit('deputy/new', { deputy: `${canary}代行`, from: canary, until: canary }, 'leader');
  await slack.say('U-staff', `${canary} パスワードは ${canary}Pass123 です`);
  await slack.command('U-staff', `質問 ${canary}`);
  await slack.messageShortcut('U-staff', 'incident_from_message', `${canary}本文`);
  await slack.change({ id: 'U-staff2', name: canary, email: `${canary}@example.jp` });
  // Everything fails at once, and each failure says the word.
  for (const as of [
    { kind: 'error', error: canary },
    { kind: 'broken-json', after: false },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 429 },
    { kind: 'reset', after: true },
  ] as const)
    slack.fail({ times: 3, as });
  await slack.command('U-staff', '持ち出し');
  await slack.openHome('U-staff');
  await submit('incident/new', { subject: `${canary}二件目`, body: canary });
  await pause(300);
  slack.heal();
  const { commit } = store;
  store.commit = async () => {
    throw new Error(`SQLITE_FULL: ${canary}`, { cause: new Error(canary) });
  };
  await slack.say('U-staff', canary);
  await slack.command('U-staff', `持ち出し ${canary}`);
  store.commit = commit;
  await slack.wire.post(`payload=${canary}`);
  await slack.wire.post(`payload=${canary}`, { secret: canary });
  await pause(300);
}, 60_000);
afterAll(async () => {
  stdout.write = writes.out;
  stderr.write = writes.err;
  await world.close();
});

describe('promise 18: nothing people typed and no secret comes out', () => {
  it('in no line of the log, at the loudest level, whatever fails', () => {
    const { slack } = world;
    const all = lines.join('');
    expect(lines.length).toBeGreaterThan(2);
    const secrets = [canary, 'Pass123', slack.botToken, slack.signingSecret, '@example.jp', 'U-staff', 'U-leader'];
    for (const secret of secrets) expect(all, secret).not.toContain(secret);
    for (const line of lines) expect(line).toMatch(/^\{"level":"[^\n]+\n$/);
  });

  it('in no notification: a lock screen shows the kind and the number', () => {
    const shown = [...world.slack.world.dms.values()].flat();
    expect(shown.length).toBeGreaterThan(kinds.length);
    for (const { text } of shown) expect(text).not.toContain(canary);
    for (const { text } of world.slack.calls('chat.postMessage')) expect(String(text)).not.toContain(canary);
  });

  it('in no record of the ledger that stays for ever', async () => {
    const records = await world.store.ledger.records(undefined, 10_000);
    expect(records.length).toBeGreaterThan(kinds.length);
    expect(JSON.stringify(records)).not.toContain(canary);
  });

  it('in nothing a program says as it falls', () => {
    const falling = `import { createLog } from './src/app/log.ts';
      import { watchLastResort } from './src/app/last-resort.ts';
      watchLastResort(createLog('trace'), { unhandled: () => {} });
      const word = process.env.WORD;
      Promise.reject(new Error(word, { cause: { word } }));
      Promise.reject(word);
      setTimeout(() => { const error = new TypeError(word); error.stack = word + '\\n    at ' + word; throw error; }, 20);`;
    const cwd = new URL('../../', import.meta.url).pathname;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', falling];
    const child = spawnSync(process.execPath, args, { cwd, env: { ...process.env, WORD: canary }, encoding: 'utf8' });
    expect(child.status).toBe(1);
    expect(child.stdout).toContain('process.uncaught-exception');
    expect(child.stdout.match(/unhandled-rejection/g)).toHaveLength(2);
    expect(child.stdout + child.stderr).not.toContain(canary);
  });
});
