import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../src/cli.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack/index.ts';
import { aShell } from '../support/shell.ts';

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack([]);
});
afterEach(() => slack.close());

const doctor = async (): Promise<{ code: number; text: string }> => {
  const shell = await aShell('2026-11-23T03:00:00.000Z', {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    EMAIL_DOMAINS: 'example.jp',
  });
  const code = await run(['doctor'], shell.open, () => {});
  return { code, text: shell.said() };
};

describe('what doctor says about the clock (promise 17)', () => {
  it('finds a right one right', async () => {
    expect((await doctor()).text).toContain('[良い] 時計は合っています。');
  });

  it('names how far it is off, whatever time people’s clock is set to', async () => {
    slack.world.aheadMs = 2 * 3_600_000;
    const { code, text } = await doctor();
    expect(code).toBe(1);
    expect(text).toMatch(/\[直す\] このコンピューターの時計が約1(19|20)分遅れています。/);
  });
});
