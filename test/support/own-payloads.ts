import { readIntent } from '../../adapters/console/receive.ts';
import { readRequest as readSlack } from '../../adapters/slack/receive.ts';
import { Activity } from '../../adapters/teams/activity.ts';
import { readRequest as readTeams } from '../../adapters/teams/receive.ts';
import type { Ask } from '../../src/core/ask.ts';

/** What one platform's own payload comes to; undefined when the adapter takes it for nothing of ours. */
export const onSlack = (payload: object): Ask | 'arrived' | undefined => {
  const read = readSlack({
    team: { id: 'T1', domain: 'x' },
    user: { id: 'U1', team_id: 'T1' },
    trigger_id: 't',
    ...payload,
  });
  return read.is === 'ask' ? read.intent.ask : undefined;
};
export const onTeams = (over: object): Ask | 'arrived' | undefined => {
  const read = readTeams(
    Activity.parse({
      id: 'f:1',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/jp/',
      from: { id: '29:1', aadObjectId: '1' },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:1', conversationType: 'personal', tenantId: 't' },
      ...over,
    }),
    't',
    new Date(0),
  );
  if (read.is === 'ask') return read.intent.ask;
  return read.is === 'arrived' ? 'arrived' : undefined;
};
export const onConsole = (ask: object): Ask | undefined =>
  readIntent({ person: 'S1', nonce: 'nonce-12345', ask })?.intent.ask;
