import { webApi } from '@slack/bolt';
import type { Delivered } from '../../src/app/ports.ts';

/** What went wrong with one call of the Web API. */
export type Fault =
  /** Slack asked to wait; nothing was done. */
  | { kind: 'limited'; why: string; afterMs: number }
  /** It may have got through all the same. */
  | { kind: 'unclear'; why: string }
  /** Certainly not done; may work later. */
  | { kind: 'later'; why: string }
  /** The token, the app or its scopes: concerns everybody, and a person has to put it right. */
  | { kind: 'installation'; why: string }
  /** This person or conversation: will not work later either. */
  | { kind: 'gone'; why: string }
  /** The message to change is no longer there, or can't be changed any more. */
  | { kind: 'unposted'; why: string };

const installation = new Set([
  'account_inactive',
  'app_uninstalled',
  'access_denied',
  'ekm_access_denied',
  'invalid_auth',
  'messages_tab_disabled',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'team_not_found',
  'token_expired',
  'token_revoked',
  'two_factor_setup_required',
]);

const unposted = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

const unclear = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

const later = new Set(['ratelimited', 'rate_limited', 'accesslimited', 'message_limit_exceeded', 'team_added_to_org']);

/** Connections that were never made carried nothing. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

const codeOf = (error: unknown): string | undefined => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return undefined;
};

const platformFault = (why: string): Fault => {
  // A body that is no JSON arrives here as its own error text: the call itself may have worked.
  if (!/^[a-z0-9_]{1,60}$/.test(why)) return { kind: 'unclear', why: 'unreadable_answer' };
  if (installation.has(why)) return { kind: 'installation', why };
  if (unposted.has(why)) return { kind: 'unposted', why };
  if (unclear.has(why)) return { kind: 'unclear', why };
  return { kind: later.has(why) ? 'later' : 'gone', why };
};

export const faultOf = (error: unknown): Fault => {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { kind: 'limited', why: 'rate_limited', afterMs: Math.max(1, error.retryAfter) * 1000 };
  if (error instanceof webApi.WebAPIPlatformError) return platformFault(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) return { kind: 'unclear', why: `http_${error.statusCode}` };
  if (error instanceof webApi.WebAPIRequestError) {
    const code = codeOf(error.original);
    return neverSent.has(code ?? '')
      ? { kind: 'later', why: code ?? 'request_failed' }
      : { kind: 'unclear', why: code ?? 'request_failed' };
  }
  return { kind: 'unclear', why: 'failed' };
};

/** Everybody's trouble: one try in five minutes until somebody has put it right. */
const installationPauseMs = 5 * 60_000;

/** `maybePosted`: an attempt before this call may have got through. */
export const outcomeOf = (fault: Fault, maybePosted: boolean): Delivered => {
  switch (fault.kind) {
    case 'limited':
      return { outcome: 'again', why: fault.why, afterMs: fault.afterMs, uncertain: maybePosted };
    case 'unclear':
      return { outcome: 'again', why: fault.why, uncertain: true };
    case 'later':
    case 'unposted':
      return { outcome: 'again', why: fault.why, uncertain: maybePosted };
    case 'installation': {
      const afterMs = installationPauseMs;
      return { outcome: 'again', why: fault.why, afterMs, pause: 'platform', uncertain: maybePosted };
    }
    case 'gone':
      return { outcome: 'gone', why: fault.why };
  }
};
