import { jwtVerify } from 'jose';
import { z } from 'zod';
import type { SigningKeys } from './signing-keys.ts';

/** What of the body is looked at before the sender is known. */
export type Claimed = { channelId: string; serviceUrl: string };

/** Whether the channel vouches for this request. */
export type TokenCheck = (authorization: string | undefined, claimed: Claimed) => Promise<boolean>;

export const channelIssuer = 'https://api.botframework.com';
const toleranceSeconds = 300;
const longestToken = 8_192;
const remembered = 1_000;

const Claims = z.object({ serviceurl: z.string().min(1), exp: z.number() });
type Verified = { until: number; serviceUrl: string; endorsed: readonly string[]; generation: number };

const bearer = (authorization: string | undefined): string | undefined => {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  return token && token.length <= longestToken ? token : undefined;
};

const sameUrl = (a: string, b: string): boolean =>
  a.replace(/\/+$/, '').toLowerCase() === b.replace(/\/+$/, '').toLowerCase();

/**
 * Signature, algorithm, issuer, audience and time first; then that the token was made for the very service address and
 * channel the body names. Teams sends one token for many messages, so a checked one is remembered until it ends.
 */
export const createTokenCheck = (keys: SigningKeys, appId: string, now: () => number): TokenCheck => {
  const known = new Map<string, Verified>();

  const verify = async (token: string): Promise<Verified | undefined> => {
    let endorsed: readonly string[] = [];
    const generation = keys.generation();
    const { payload } = await jwtVerify(
      token,
      async ({ kid }) => {
        const found = typeof kid === 'string' ? await keys.find(kid) : undefined;
        if (!found) throw new Error('unknown key');
        endorsed = found.endorsed;
        return found.key;
      },
      {
        algorithms: ['RS256'],
        issuer: channelIssuer,
        audience: appId,
        clockTolerance: toleranceSeconds,
        requiredClaims: ['exp', 'nbf'],
        currentDate: new Date(now()),
      },
    );
    const claims = Claims.parse(payload);
    const until = (claims.exp + toleranceSeconds) * 1_000;
    return { until, serviceUrl: claims.serviceurl, endorsed, generation };
  };

  const remember = (token: string, verified: Verified): void => {
    if (known.size >= remembered) known.delete(known.keys().next().value ?? '');
    known.set(token, verified);
  };

  const lookAt = async (token: string): Promise<Verified | undefined> => {
    const found = known.get(token);
    if (found && found.until > now() && found.generation === keys.generation()) return found;
    known.delete(token);
    const verified = await verify(token).catch(() => undefined);
    if (verified) remember(token, { ...verified, generation: keys.generation() });
    return verified;
  };

  return async (authorization, { channelId, serviceUrl }) => {
    const token = bearer(authorization);
    const verified = token && (await lookAt(token));
    if (!verified) return false;
    return sameUrl(verified.serviceUrl, serviceUrl) && verified.endorsed.includes(channelId);
  };
};
