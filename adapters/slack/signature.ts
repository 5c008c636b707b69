import type { IncomingHttpHeaders } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';

const windowSeconds = 300;

/** Bolt's own check with each secret (rotation). Bolt refuses stale requests only: one from the future is refused here. */
export const signedBySlack = (
  body: string,
  headers: IncomingHttpHeaders,
  secrets: readonly string[],
  now: number,
): boolean => {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers;
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  const at = Number(timestamp);
  if (Math.abs(now / 1000 - at) > windowSeconds) return false;
  const signed = { 'x-slack-signature': signature, 'x-slack-request-timestamp': at };
  return secrets.some((signingSecret) =>
    isValidSlackRequest({ signingSecret, body, headers: signed, nowMilliseconds: now }),
  );
};
