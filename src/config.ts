import { isIP } from 'node:net';
import { z } from 'zod';
import { type Moment, readMoment } from './app/clock.ts';

/** A wrong or missing setting: every problem is a sentence that says what to do, and holds no value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

const parsed = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
const isSecureUrl = (text: string): boolean => {
  const url = parsed(text);
  return url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
};
const isLoopbackUrl = (text: string): boolean => {
  const url = parsed(text);
  return url !== undefined && /^https?:$/.test(url.protocol) && isLoopback(url.hostname);
};
const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const secureUrl = z.string().refine(isSecureUrl, 'https:// で始まるURLを入れてください。').optional();
const loopbackUrl = z
  .string()
  .refine(isLoopbackUrl, '試験用の設定です。http://127.0.0.1 で始まるURLだけが使えます。')
  .optional();
const domain = /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The whole environment, one line a variable. An empty value counts as absent. */
const Environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, '0から65535までの数字を入れてください。')
    .transform(Number)
    .refine((port) => port <= 65_535, '0から65535までの数字を入れてください。')
    .default(3978),
  HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, 'IPアドレスか localhost を入れてください。')
    .default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(
      /^(file:.+|postgres(ql)?:\/\/.+)/,
      'file:data/mamori.db のような場所か、postgres://利用者@ホスト/データベース を入れてください。',
    )
    .optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'xoxb- で始まる Bot User OAuth Token を入れてください。').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .transform(list)
    .refine(
      (secrets) => secrets.length > 0 && secrets.every((secret) => secret.length >= 16),
      'Slackの設定画面にある Signing Secret をそのまま入れてください。',
    )
    .optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'xapp- で始まる App-Level Token を入れてください。').optional(),
  SLACK_API_URL: z
    .string()
    .refine(isSecureUrl, 'https:// で始まるURLを入れてください。')
    .endsWith('/api/', '/api/ で終わるURLを入れてください。')
    .optional(),
  TEAMS_APP_ID: z.guid('Azure のアプリケーションIDをそのまま入れてください。').optional(),
  TEAMS_APP_PASSWORD: z.string().optional(),
  TEAMS_TENANT_ID: z.guid('Azure のテナントIDをそのまま入れてください。').optional(),
  TEAMS_OPENID_METADATA_URL: loopbackUrl,
  TEAMS_TOKEN_URL: loopbackUrl,
  TEAMS_LOCAL: z.enum(['0', '1'], '1 か 0 を入れてください。').optional(),
  EMAIL_DOMAINS: z
    .string()
    .transform((text) => list(text.toLowerCase()))
    .refine(
      (domains) => domains.length > 0 && domains.every((name) => domain.test(name)),
      '組織のメールアドレスの @ より後ろを、カンマ区切りで入れてください。',
    )
    .optional(),
  PUBLIC_URL: secureUrl,
  ORG_WEBSITE_URL: secureUrl,
  ORG_PRIVACY_URL: secureUrl,
  ORG_TERMS_URL: secureUrl,
  SEAL_KEY_FILE: z.string().default('data/seal.key'),
  METRICS_TOKEN: z.string().min(16, '16文字以上にしてください。').optional(),
  HTTPS_PROXY: z
    .string()
    .refine((text) => /^https?:$/.test(parsed(text)?.protocol ?? ''), 'http:// か https:// で始まるURLにしてください。')
    .optional(),
  LOG_LEVEL: z.enum(levels, `${levels.join('、')} のどれかを入れてください。`).optional(),
  MAMORI_NOW: z
    .string()
    .transform((text, ctx) => {
      const moment = readMoment(text);
      if (!moment) ctx.addIssue('2026-04-01T09:00:00+09:00 か +P3DT4H、-PT1H のように入れてください。');
      return moment ?? z.NEVER;
    })
    .optional(),
});
type Environment = z.infer<typeof Environment>;

/** What no single value shows: which settings need each other, and which exclude each other. */
const together = (env: Environment): string[] => {
  const problems: string[] = [];
  const needs = (name: keyof Environment, missing: boolean, sentence: string): void => {
    if (missing) problems.push(`${name}: ${sentence}`);
  };
  const loopback = isLoopback(env.HOST);
  const slack = env.SLACK_BOT_TOKEN !== undefined;
  const slackPart = env.SLACK_SIGNING_SECRET !== undefined || env.SLACK_APP_TOKEN !== undefined;
  const teams = env.TEAMS_APP_ID !== undefined;
  needs('SLACK_BOT_TOKEN', slackPart && !slack, 'Slackを使うときは xoxb- で始まるトークンも入れてください。');
  needs(
    'SLACK_SIGNING_SECRET',
    slack && !slackPart,
    'Slackの Signing Secret(HTTPで受けるとき)か、SLACK_APP_TOKEN(Socket Modeのとき)を入れてください。',
  );
  needs('TEAMS_APP_PASSWORD', teams && !env.TEAMS_APP_PASSWORD, 'TEAMS_APP_ID と一緒に入れてください。');
  needs('TEAMS_TENANT_ID', teams && !env.TEAMS_TENANT_ID, 'TEAMS_APP_ID と一緒に入れてください。');
  needs(
    'TEAMS_APP_ID',
    !teams && env.TEAMS_APP_PASSWORD !== undefined,
    'TEAMS_APP_PASSWORD を使うときは、これも入れてください。',
  );
  needs(
    'EMAIL_DOMAINS',
    (slack || teams) && !env.EMAIL_DOMAINS,
    '組織のメールアドレスの @ より後ろを、カンマ区切りで入れてください(例 example.or.jp)。',
  );
  needs('TEAMS_LOCAL', env.TEAMS_LOCAL === '1' && !loopback, '認証なしで動くため、HOST=127.0.0.1 のときだけ使えます。');
  needs(
    'TEAMS_LOCAL',
    env.TEAMS_LOCAL === '1' && teams,
    'TEAMS_APP_ID と同時には使えません。どちらかを消してください。',
  );
  needs(
    'HOST',
    !slack && !teams && !slackPart && !loopback,
    'SlackもTeamsも設定されていないときは手元で試す画面が開くので、127.0.0.1 にしてください。',
  );
  needs(
    'MAMORI_NOW',
    env.MAMORI_NOW !== undefined && env.NODE_ENV === 'production',
    '本番では使えません。消してください。',
  );
  return problems;
};

export type Config = {
  production: boolean;
  host: string;
  port: number;
  /** `file:…` or `postgres://…` */
  databaseUrl: string;
  /** No chat platform: the sample organization, in a database marked so. */
  sample: boolean;
  /** The page where anybody chooses who they are; only ever on loopback. */
  console: boolean;
  slack?: { botToken: string; signingSecrets: readonly string[]; appToken?: string; apiUrl?: string };
  teams?: { appId: string; password: string; tenantId: string; openIdMetadataUrl?: string; tokenUrl?: string };
  teamsLocal: boolean;
  emailDomains: readonly string[];
  publicUrl?: string;
  organization: { website?: string; privacy?: string; terms?: string };
  sealKeyFile: string;
  metricsToken?: string;
  httpsProxy?: string;
  logLevel: (typeof levels)[number];
  moment: Moment;
};

const present = <T extends Record<string, unknown>>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

const slackOf = (env: Environment): Pick<Config, 'slack'> =>
  env.SLACK_BOT_TOKEN === undefined
    ? {}
    : {
        slack: present({
          botToken: env.SLACK_BOT_TOKEN,
          signingSecrets: env.SLACK_SIGNING_SECRET ?? [],
          appToken: env.SLACK_APP_TOKEN,
          apiUrl: env.SLACK_API_URL,
        }),
      };

const teamsOf = (env: Environment): Pick<Config, 'teams'> =>
  env.TEAMS_APP_ID === undefined
    ? {}
    : {
        teams: present({
          appId: env.TEAMS_APP_ID,
          password: env.TEAMS_APP_PASSWORD ?? '',
          tenantId: env.TEAMS_TENANT_ID ?? '',
          openIdMetadataUrl: env.TEAMS_OPENID_METADATA_URL,
          tokenUrl: env.TEAMS_TOKEN_URL,
        }),
      };

const configOf = (env: Environment): Config => {
  const sample = env.SLACK_BOT_TOKEN === undefined && env.TEAMS_APP_ID === undefined;
  return {
    production: env.NODE_ENV === 'production',
    host: env.HOST,
    port: env.PORT,
    databaseUrl: env.DATABASE_URL ?? (sample ? 'file:data/sample.db' : 'file:data/mamori.db'),
    sample,
    console: (sample || env.TEAMS_LOCAL === '1') && isLoopback(env.HOST),
    ...slackOf(env),
    ...teamsOf(env),
    teamsLocal: env.TEAMS_LOCAL === '1',
    emailDomains: env.EMAIL_DOMAINS ?? [],
    organization: present({
      website: env.ORG_WEBSITE_URL,
      privacy: env.ORG_PRIVACY_URL,
      terms: env.ORG_TERMS_URL,
    }),
    sealKeyFile: env.SEAL_KEY_FILE,
    ...present({ publicUrl: env.PUBLIC_URL, metricsToken: env.METRICS_TOKEN, httpsProxy: env.HTTPS_PROXY }),
    // Somebody trying the console sees one line: where to look.
    logLevel: env.LOG_LEVEL ?? (sample ? 'warn' : 'info'),
    moment: env.MAMORI_NOW ?? { kind: 'real' },
  };
};

/** Reads the environment; throws a ConfigError that names every problem at once. */
export const readConfig = (source: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const read = Environment.safeParse(given);
  if (!read.success) {
    throw new ConfigError(read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const problems = together(read.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return configOf(read.data);
};
