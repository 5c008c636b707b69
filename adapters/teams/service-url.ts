import { isIP } from 'node:net';

/**
 * The hosts Microsoft documents for Teams' connector. Exact names: below trafficmanager.net anybody can register one, so that
 * a rule on the ending would hand the bot's token to them.
 */
const hosts: readonly string[] = ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'];

/** Where a conversation is begun with somebody who has not been heard of yet. */
export const firstServiceUrl = 'https://smba.trafficmanager.net/teams/';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));

/** Region and tenant, nothing else: `/amer/`, `/jp/<tenant>/`. */
const path = /^(\/[A-Za-z0-9-]{1,64}){0,4}\/?$/;

/** Whether the bot's token may be sent there. `local`: a connector on this machine is trusted too (tests, the Playground). */
export const isTrusted = (text: string, local: boolean): boolean => {
  if (text.length > 300 || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  if (local && /^https?:$/.test(url.protocol) && isLoopback(url.hostname)) return true;
  return url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname) && path.test(url.pathname);
};
