import { describe, expect, it } from 'vitest';
import { ConfigError, isLoopback, readConfig } from '../src/config.ts';

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
};

const slack = {
  SLACK_BOT_TOKEN: 'xoxb-invented-canary-token',
  SLACK_SIGNING_SECRET: 'invented-canary-signing-secret',
  EMAIL_DOMAINS: 'Example.or.jp',
};

describe('the environment', () => {
  it('needs nothing at all to try the bot: the sample organization on loopback', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3978,
      databaseUrl: 'file:data/sample.db',
      sample: true,
      console: true,
      sealKeyFile: 'data/seal.key',
      moment: { kind: 'real' },
    });
  });

  it('takes the real database and closes the console once Slack is set', () => {
    const config = readConfig({ ...slack, SLACK_SIGNING_SECRET: 'the-old-signing-secret, the-new-signing-secret' });
    expect(config).toMatchObject({ sample: false, console: false, databaseUrl: 'file:data/mamori.db' });
    expect(config.slack?.signingSecrets).toEqual(['the-old-signing-secret', 'the-new-signing-secret']);
    expect(config.emailDomains).toEqual(['example.or.jp']);
  });

  it('treats an empty value like an absent one', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', PORT: ' ' })).toMatchObject({ sample: true, port: 3978 });
  });

  it.each([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '80a' }],
    ['HOST', { HOST: 'not a host' }],
    ['HOST', { HOST: '0.0.0.0' }],
    ['DATABASE_URL', { DATABASE_URL: 'data/mamori.db' }],
    ['SLACK_BOT_TOKEN', { ...slack, SLACK_BOT_TOKEN: 'xapp-wrong-place' }],
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: slack.SLACK_SIGNING_SECRET }],
    ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: slack.SLACK_BOT_TOKEN, EMAIL_DOMAINS: 'example.or.jp' }],
    ['SLACK_SIGNING_SECRET', { ...slack, SLACK_SIGNING_SECRET: ',' }],
    ['SLACK_APP_TOKEN', { ...slack, SLACK_APP_TOKEN: 'xoxb-wrong-place' }],
    ['SLACK_API_URL', { ...slack, SLACK_API_URL: 'https://slack.com/api' }],
    ['SLACK_API_URL', { ...slack, SLACK_API_URL: 'http://slack.example/api/' }],
    ['EMAIL_DOMAINS', { ...slack, EMAIL_DOMAINS: '' }],
    ['EMAIL_DOMAINS', { ...slack, EMAIL_DOMAINS: 'taro@example.or.jp' }],
    ['TEAMS_APP_PASSWORD', { TEAMS_APP_ID: '7a3f4c1e-0000-4000-8000-000000000001', EMAIL_DOMAINS: 'example.or.jp' }],
    ['TEAMS_TENANT_ID', { TEAMS_APP_ID: '7a3f4c1e-0000-4000-8000-000000000001', EMAIL_DOMAINS: 'example.or.jp' }],
    ['TEAMS_APP_ID', { TEAMS_APP_PASSWORD: 'invented' }],
    ['TEAMS_OPENID_METADATA_URL', { TEAMS_OPENID_METADATA_URL: 'https://login.example.com/' }],
    ['TEAMS_TOKEN_URL', { TEAMS_TOKEN_URL: 'https://127.0.0.1.example.com/' }],
    ['TEAMS_LOCAL', { TEAMS_LOCAL: '1', HOST: '0.0.0.0' }],
    ['TEAMS_LOCAL', { TEAMS_LOCAL: 'yes' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://mamori.example/' }],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'proxy:8080' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
    ['MAMORI_NOW', { MAMORI_NOW: 'tomorrow' }],
    ['MAMORI_NOW', { MAMORI_NOW: '2026-04-01T09:00:00' }],
    ['MAMORI_NOW', { MAMORI_NOW: '+P1D', NODE_ENV: 'production' }],
  ])('promise 17: names %s when %j does not do', (name, env) => {
    const problems = problemsOf(env as unknown as Record<string, string>);
    expect(problems.some((problem) => problem.startsWith(`${name}: `) && problem.endsWith('。'))).toBe(true);
  });

  it('never repeats a secret in a problem', () => {
    const problems = problemsOf({ ...slack, SLACK_BOT_TOKEN: 'canary-token', SLACK_APP_TOKEN: 'canary', PORT: 'x' });
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).not.toContain('canary');
  });

  it('knows loopback from names that only look like it', () => {
    expect(['127.0.0.1', '127.8.9.1', '::1', 'localhost'].every(isLoopback)).toBe(true);
    expect(['127.0.0.1.example.com', '0.0.0.0', '::', '10.0.0.1', 'localhost.example'].some(isLoopback)).toBe(false);
  });
});
