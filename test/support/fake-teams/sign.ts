import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { appId } from './world.ts';

export type Signer = {
  /** Public keys as the channel publishes them. */
  jwks(): Promise<{ keys: object[] }>;
  /** A token as the channel sends it; a test states what is different. */
  token(serviceUrl: string, over?: TokenChange): Promise<string>;
  /** From now on another key signs; the old one is gone from the list. */
  rotate(): Promise<void>;
};

export type TokenChange = {
  issuer?: string;
  audience?: string;
  serviceUrl?: string | undefined;
  kid?: string | undefined;
  expires?: number;
  notBefore?: number;
  /** Signs with a key nobody has published. */
  foreignKey?: boolean;
};

// Making a key takes longer than most tests: one pair for all of a file's tenants.
const published = generateKeyPair('RS256', { extractable: true });
const unpublished = generateKeyPair('RS256');

export const createSigner = async (): Promise<Signer> => {
  let generation = 0;
  let pair = await published;
  const foreign = await unpublished;
  const kid = (): string => `key-${generation}`;
  return {
    jwks: async () => ({
      keys: [
        { ...(await exportJWK(pair.publicKey)), kid: kid(), use: 'sig', endorsements: ['msteams'] },
        { ...(await exportJWK(pair.publicKey)), kid: 'for-mail-only', use: 'sig', endorsements: ['email'] },
      ],
    }),
    token: async (serviceUrl, over = {}) => {
      const now = Math.floor(Date.now() / 1000);
      const url = 'serviceUrl' in over ? over.serviceUrl : serviceUrl;
      const header = 'kid' in over ? over.kid : kid();
      return new SignJWT(url === undefined ? {} : { serviceurl: url })
        .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(header === undefined ? {} : { kid: header }) })
        .setIssuer(over.issuer ?? 'https://api.botframework.com')
        .setAudience(over.audience ?? appId)
        .setNotBefore(now + (over.notBefore ?? -60))
        .setExpirationTime(now + (over.expires ?? 3_600))
        .sign(over.foreignKey ? foreign.privateKey : pair.privateKey);
    },
    rotate: async () => {
      generation += 1;
      pair = await generateKeyPair('RS256', { extractable: true });
    },
  };
};
