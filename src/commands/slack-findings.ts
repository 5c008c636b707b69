import { createClient } from '../../adapters/slack/client.ts';
import { faultOf } from '../../adapters/slack/faults.ts';
import { slackManifest } from '../../adapters/slack/manifest.ts';
import type { Heard } from '../app/clock-check.ts';
import { silentLog } from '../app/log.ts';
import type { Config } from '../config.ts';
import type { Finding } from './findings.ts';

type Slack = NonNullable<Config['slack']>;

const scopesFinding = (granted: readonly string[]): Finding => {
  const missing = slackManifest().oauth_config.scopes.bot.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return { weight: 'good', text: 'Slackの権限はそろっています。' };
  const text = `Slackの権限が足りません: ${missing.join('、')}。slack manifest の設定を入れて、アプリを入れ直してください。`;
  return { weight: 'fix', text };
};

/** Asks Slack who the token belongs to, and which scopes it carries. */
const tokenFindings = async (slack: Slack, proxy: string | undefined, heard?: Heard): Promise<Finding[]> => {
  const { botToken, apiUrl } = slack;
  const client = createClient({
    botToken,
    log: silentLog,
    heard,
    ...(apiUrl ? { apiUrl } : {}),
    ...(proxy ? { proxy } : {}),
  });
  try {
    const me = await client.auth.test();
    return [
      { weight: 'good', text: `Slackのワークスペース「${me.team ?? ''}」につながります。` },
      scopesFinding(me.response_metadata?.scopes ?? []),
    ];
  } catch (error) {
    const { why, kind } = faultOf(error);
    const next =
      kind === 'installation'
        ? 'SLACK_BOT_TOKEN を確かめてください。'
        : 'ネットワークと HTTPS_PROXY を確かめてください。';
    return [{ weight: 'fix', text: `Slackにつながりません(${why})。${next}` }];
  }
};

/** Socket Mode hangs on a token of its own. */
const socketFindings = async (slack: Slack, proxy: string | undefined): Promise<Finding[]> => {
  const { appToken, apiUrl } = slack;
  if (appToken === undefined) return [];
  const given = { log: silentLog, ...(apiUrl ? { apiUrl } : {}), ...(proxy ? { proxy } : {}) };
  try {
    await createClient({ ...given, botToken: appToken }).apps.connections.open({});
    return [{ weight: 'good', text: 'Socket Modeでつながります。' }];
  } catch (error) {
    const text = `Socket Modeでつながりません(${faultOf(error).why})。SLACK_APP_TOKEN と connections:write を確かめてください。`;
    return [{ weight: 'fix', text }];
  }
};

export const slackFindings = async (slack: Slack, proxy: string | undefined, heard?: Heard): Promise<Finding[]> => [
  ...(await tokenFindings(slack, proxy, heard)),
  ...(await socketFindings(slack, proxy)),
];
