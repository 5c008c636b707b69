import { probe } from '../../adapters/teams/probe.ts';
import type { Heard } from '../app/clock-check.ts';
import { silentLog } from '../app/log.ts';
import type { Config } from '../config.ts';
import type { Finding } from './findings.ts';

type Teams = NonNullable<Config['teams']>;

/** Asks Microsoft for the keys that verify Teams' requests, and for the token the bot answers with. */
export const teamsFindings = async (teams: Teams, proxy: string | undefined, heard?: Heard): Promise<Finding[]> => {
  const { keys, token } = await probe(teams, silentLog, proxy, heard);
  return [
    keys === undefined
      ? { weight: 'good', text: 'Teamsの署名の鍵を読めます。' }
      : { weight: 'fix', text: 'Teamsの署名の鍵を読めません。ネットワークと HTTPS_PROXY を確かめてください。' },
    token === undefined
      ? { weight: 'good', text: 'Teamsへ送るためのトークンを受け取れます。' }
      : {
          weight: 'fix',
          text: `Teamsへ送るためのトークンを受け取れません(${token})。TEAMS_APP_ID、TEAMS_APP_PASSWORD(期限切れではないか)、TEAMS_TENANT_ID を確かめてください。米国政府向け(GCC High、DoD)と中国向け(21Vianet)のTeamsには対応していません。`,
        },
  ];
};
