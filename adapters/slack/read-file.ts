import type { FileRead } from '../../src/app/ports.ts';

type Parts = { botToken: string; fetch: typeof globalThis.fetch; apiUrl: string | undefined; timeoutMs?: number };

const defaultTimeoutMs = 7_000;

/** The bot's token goes to Slack's own file host, and to where another Web API has been configured. */
const isSlacks = (at: string, apiUrl: string | undefined): boolean => {
  if (!URL.canParse(at)) return false;
  const { origin, username, password } = new URL(at);
  if (username !== '' || password !== '') return false;
  return origin === 'https://files.slack.com' || (apiUrl !== undefined && origin === new URL(apiUrl).origin);
};

/** As long as it stays within the limit, whatever length was announced. */
const within = async (response: Response, limit: number): Promise<FileRead> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > limit) {
      await response.body?.cancel().catch(() => undefined);
      return { trouble: 'too-large' };
    }
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks) };
};

/** Without the scope `files:read` Slack redirects to a page to log in: that is no file. */
export const createReadFile =
  ({ botToken, fetch, apiUrl, timeoutMs }: Parts) =>
  async (at: string, limit: number): Promise<FileRead> => {
    if (!isSlacks(at, apiUrl)) return { trouble: 'unreadable' };
    const response = await fetch(at, {
      headers: { authorization: `Bearer ${botToken}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs ?? defaultTimeoutMs),
    });
    const page = response.headers.get('content-type')?.startsWith('text/html');
    if (response.status !== 200 || page) {
      await response.body?.cancel();
      return { trouble: 'unreadable' };
    }
    return within(response, limit);
  };
