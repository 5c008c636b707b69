import type { FileRead } from '../../src/app/ports.ts';
import type { Http } from './http.ts';
import { isTrusted } from './service-url.ts';

/** Files of personal chats lie in somebody's OneDrive. Nothing of ours goes there: the address itself holds the permission. */
const isMicrosofts = (at: string): boolean => {
  if (!URL.canParse(at)) return false;
  const { protocol, hostname, port, username, password } = new URL(at);
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return /^[a-z0-9-]{1,63}\.sharepoint\.com$/.test(hostname);
};

const onThisMachine = (at: string): boolean =>
  URL.canParse(at) && isTrusted(new URL(at).origin, true) && at.startsWith('http:');

/** `local`: a connector on this machine is trusted, and its files with it. */
export const createReadFile =
  (http: Http, local: boolean) =>
  async (at: string, limit: number): Promise<FileRead> => {
    if (!isMicrosofts(at) && !(local && onThisMachine(at))) return { trouble: 'unreadable' };
    const { status, bytes } = await http.take(at, limit);
    if (status !== 200) return { trouble: 'unreadable' };
    return bytes ? { bytes } : { trouble: 'too-large' };
  };
