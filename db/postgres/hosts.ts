/**
 * `postgres://user@one:5432,two:5432/name` names two servers, as libpq writes it; the driver knows URLs of one.
 * Answers one URL for each server, in the order they are named.
 */
export const eachHost = (url: string): readonly string[] => {
  const [, scheme = '', user = '', hosts = '', rest = ''] = /^(\w+:\/\/)([^@/]*@)?([^/?]*)(.*)$/s.exec(url) ?? [];
  const named = hosts.split(',').filter((host) => host !== '');
  return named.length < 2 ? [url] : named.map((host) => `${scheme}${user}${host}${rest}`);
};
