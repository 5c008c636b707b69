import type { Delivered } from '../../src/app/ports.ts';

type Refused = { status: number; code: string; retryAfter: string | undefined; about: 'message' | 'token' };

/** The connector, or the place tokens come from, answered with something else than success. */
export class ConnectorFault extends Error {
  override name = 'ConnectorFault';
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(`${refused.about} ${refused.status}`);
    this.refused = refused;
  }
}

/** What went wrong with one call of the connector. */
export type Fault =
  /** Asked to wait; nothing was done. */
  | { kind: 'limited'; why: string; afterMs: number }
  /** It may have got through all the same. */
  | { kind: 'unclear'; why: string }
  /** Certainly not done; may work later. */
  | { kind: 'later'; why: string }
  /** The registration or its password: concerns everybody, and a person has to put it right. */
  | { kind: 'installation'; why: string }
  /** Blocked, uninstalled, disabled, no such conversation: will not work later either. */
  | { kind: 'gone'; why: string; left: boolean }
  /** The message to change is no longer there. */
  | { kind: 'unposted'; why: string };

/** Connections that were never made carried nothing. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** What a 429 without `Retry-After` is taken to mean; what failed together does not come back together. */
const assumedRetryMs = 3_000;
const longestRetryMs = 60 * 60_000;

const waitOf = (retryAfter: string | undefined): number => {
  const seconds = Number(retryAfter ?? 'none');
  const named = Number.isFinite(seconds) && seconds >= 0 ? Math.min(longestRetryMs, seconds * 1_000) : assumedRetryMs;
  return Math.ceil(named + Math.random() * Math.max(250, named * 0.2));
};

const noMessage = /^(ActivityNotFoundInConversation|MessageNotFound|ActivityNotFound)$/;

const tokenFault = (status: number, why: string): Fault =>
  status >= 500 ? { kind: 'later', why } : { kind: 'installation', why };

const messageFault = ({ status, code, retryAfter }: Refused, why: string): Fault => {
  // Teams asks for another try after 412: something that stood before it is still being written.
  if (status === 412)
    return retryAfter ? { kind: 'limited', why, afterMs: waitOf(retryAfter) } : { kind: 'later', why };
  if (status === 401) return { kind: 'installation', why };
  if (status === 408 || status >= 500) return { kind: 'unclear', why };
  if (status === 404 && noMessage.test(code)) return { kind: 'unposted', why };
  return { kind: 'gone', why, left: status === 403 || status === 404 };
};

const refusedFault = (refused: Refused): Fault => {
  const { status, code, retryAfter, about } = refused;
  // Codes are Microsoft's words; anything else might be somebody's.
  const why = /^\w{1,60}$/.test(code) ? code : `http_${status}`;
  if (status === 429) return { kind: 'limited', why, afterMs: waitOf(retryAfter) };
  return about === 'token' ? tokenFault(status, why) : messageFault(refused, why);
};

const codeOf = (error: unknown): string | undefined => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === 'string' && /^\w{1,60}$/.test(code)) return code;
  }
  return undefined;
};

export const faultOf = (error: unknown): Fault => {
  if (error instanceof ConnectorFault) return refusedFault(error.refused);
  const code = codeOf(error);
  if (code !== undefined && neverSent.has(code)) return { kind: 'later', why: code };
  return { kind: 'unclear', why: code ?? 'failed' };
};

/** Everybody's trouble: one try in five minutes until somebody has put it right. */
const installationPauseMs = 5 * 60_000;
/** Teams cannot be asked whether a message arrived: a lease's time is left for it to show up before it is sent again. */
const doubtMs = 15_000;

/** `maybePosted`: an attempt before this one may have got through. */
export const outcomeOf = (fault: Fault, maybePosted: boolean, again: 'post' | 'update'): Delivered => {
  const { why } = fault;
  switch (fault.kind) {
    case 'limited':
      return { outcome: 'again', why, afterMs: fault.afterMs, uncertain: maybePosted };
    case 'unclear':
      // Changing a message twice does no harm.
      return again === 'update'
        ? { outcome: 'again', why, uncertain: maybePosted }
        : { outcome: 'again', why, uncertain: true, waitMs: doubtMs };
    case 'later':
    case 'unposted':
      return { outcome: 'again', why, uncertain: maybePosted };
    case 'installation':
      return { outcome: 'again', why, afterMs: installationPauseMs, pause: 'platform', uncertain: maybePosted };
    case 'gone':
      return { outcome: 'gone', why };
  }
};
