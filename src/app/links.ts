import { createHash, createHmac, createPublicKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Ctx } from '../core/feature.ts';

type LinkTo = NonNullable<Ctx['linkTo']>;

/** Addresses under which one person takes one file. Nobody can make one up who does not hold the key of the seals. */
export type Links = {
  /** Fingerprint of the public key the seals are checked with: SHA-256 of its DER, as hex. */
  keyMark: string;
  /** Undefined where this program has no address that people reach. */
  linkTo(): LinkTo | undefined;
  /** The case a token names, when it is one of ours for that asking. */
  caseIn(token: string): string | undefined;
  fits(token: string, id: string, askedAt: string, person: string): boolean;
};

const path = '/copies/';
const shape = /^([a-zA-Z]{1,30}-\d{4}-\d{1,9})\.([A-Za-z0-9_-]{43})$/;

/** A key of its own, so that no signature of a seal is ever part of an address. */
const linkKey = (sealKey: KeyObject): Buffer =>
  Buffer.from(hkdfSync('sha256', sealKey.export({ type: 'pkcs8', format: 'der' }), '', 'mamori copies', 32));

/** `base`: PUBLIC_URL, or the console's own address once it listens. */
export const createLinks = (sealKey: KeyObject, base: () => string | undefined): Links => {
  const key = linkKey(sealKey);
  const tokenOf: LinkTo = (id, askedAt, person) =>
    `${id}.${createHmac('sha256', key)
      .update(JSON.stringify([id, askedAt, person]))
      .digest('base64url')}`;
  const publicKey = createPublicKey(sealKey).export({ type: 'spki', format: 'der' });
  return {
    keyMark: createHash('sha256').update(publicKey).digest('hex'),
    linkTo: () => {
      const address = base()?.replace(/\/+$/, '');
      return address === undefined ? undefined : (...about) => `${address}${path}${tokenOf(...about)}`;
    },
    caseIn: (token) => shape.exec(token)?.[1],
    fits: (token, ...about) => {
      const [given, wanted] = [Buffer.from(token), Buffer.from(tokenOf(...about))];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
};
