import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './start-error.ts';

export type SealKey = { privateKey: KeyObject; publicKey: KeyObject; publicPem: string };

const keep = (file: string): void => {
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Two processes that start together must neither sign each with a key of their own nor read half of one.
    const written = `${file}.${process.pid}`;
    writeFileSync(written, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    try {
      linkSync(written, file);
    } catch {
      // Somebody was faster, or this file system knows no links.
      copyFileSync(written, file, constants.COPYFILE_EXCL);
    } finally {
      rmSync(written);
    }
  } catch (cause) {
    if (existsSync(file)) return;
    throw new StartError(`封印の鍵(${file})を作れません。フォルダに書けるか確かめてください。`, { cause });
  }
};

const readEd25519 = (file: string): KeyObject => {
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The cause would quote the file: the sentence below says all that helps.
  }
  throw new StartError(`封印の鍵(${file})を読めません。控えから戻すか、ファイルの中身を確かめてください。`);
};

/** Throws a StartError while the key is missing or others could read it: a seal anybody can forge proves nothing. */
export const readSealKey = (file: string): SealKey => {
  if (!existsSync(file)) {
    throw new StartError(`封印の鍵(${file})がありません。控えから戻すか、SEAL_KEY_FILE を確かめてください。`);
  }
  if ((statSync(file).mode & 0o077) !== 0) {
    throw new StartError(`封印の鍵(${file})を他の人が読めます。chmod 600 ${file} としてから、もう一度始めてください。`);
  }
  const privateKey = readEd25519(file);
  const publicKey = createPublicKey(privateKey);
  return { privateKey, publicKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
};

/** The key as it stands, made at the very first start. */
export const openSealKey = (file: string): SealKey => {
  if (!existsSync(file)) keep(file);
  return readSealKey(file);
};
