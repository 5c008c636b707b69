import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';
import type { Log } from '../../src/app/log.ts';
import type { Http } from './http.ts';

/** A key the channel signs with; `endorsed` names the channels it may speak for. */
export type SigningKey = { key: CryptoKey; endorsed: readonly string[] };

export type SigningKeys = {
  /** Undefined: nobody we trust signs with that key. */
  find(kid: string): Promise<SigningKey | undefined>;
  /** Changes whenever keys were read: what was verified before is verified again. */
  generation(): number;
  /** Reads the keys once; resolves to why not. */
  load(): Promise<string | undefined>;
  /** Whether there is any key to check with. */
  ready(): boolean;
};

const Metadata = z.object({ jwks_uri: z.string().max(500) });
const Keys = z.object({
  keys: z
    .array(
      z.looseObject({
        kty: z.string(),
        kid: z.string().min(1).max(200),
        endorsements: z.array(z.string()).default([]),
      }),
    )
    .max(200),
});

const freshMs = 24 * 60 * 60_000;
/** A made-up key id must not make us ask Microsoft again and again. */
const askAgainMs = 60_000;

type Parts = {
  metadataUrl: string;
  /** Whether keys may be read from there. */
  trusted: (url: string) => boolean;
  http: Http;
  log: Log;
  now: () => number;
};

const json = async (http: Http, url: string): Promise<unknown> => {
  const { status, text } = await http.send(url, { method: 'GET', headers: { accept: 'application/json' } });
  if (status !== 200) throw new Error(`signing keys answered ${status}`);
  return JSON.parse(text);
};

/** The channel's public keys: read once a day, at once for a key not seen before, and kept while they cannot be read. */
export const createSigningKeys = ({ metadataUrl, trusted, http, log, now }: Parts): SigningKeys => {
  let keys = new Map<string, SigningKey>();
  let generation = 0;
  let triedAt = Number.NEGATIVE_INFINITY;
  let loadedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<string | undefined> | undefined;

  const read = async (): Promise<void> => {
    const { jwks_uri } = Metadata.parse(await json(http, metadataUrl));
    if (!trusted(jwks_uri)) throw new Error('the signing keys are said to be in a place that is not trusted');
    const listed = Keys.parse(await json(http, jwks_uri)).keys.filter(({ kty }) => kty === 'RSA');
    const read = await Promise.all(
      listed.map(async ({ kid, endorsements, ...jwk }): Promise<readonly (readonly [string, SigningKey])[]> => {
        const key = await importJWK({ ...jwk, kty: 'RSA' }, 'RS256').catch(() => undefined);
        return key && !(key instanceof Uint8Array) ? [[kid, { key, endorsed: endorsements }]] : [];
      }),
    );
    if (read.flat().length === 0) throw new Error('no signing key that can be used');
    keys = new Map(read.flat());
    generation += 1;
    loadedAt = now();
  };

  const load = (): Promise<string | undefined> => {
    triedAt = now();
    loading ??= read()
      .then(() => undefined)
      .catch((error: unknown) => {
        log.warn('teams.keys-unreadable', { kept: keys.size }, error);
        return 'signing_keys_unreadable';
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  };

  return {
    find: async (kid) => {
      const rested = now() - triedAt >= askAgainMs;
      const known = keys.get(kid);
      if (known) {
        // Old keys go on working while new ones are read, or cannot be.
        if (rested && now() - loadedAt >= freshMs) void load();
        return known;
      }
      await (rested ? load() : loading);
      return keys.get(kid);
    },
    generation: () => generation,
    load,
    ready: () => keys.size > 0,
  };
};
