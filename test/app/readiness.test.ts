import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReadiness } from '../../src/app/readiness.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mamori-ready-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const desk = () => {
  const sealKeyFile = join(folder, 'seal.key');
  writeFileSync(sealKeyFile, '');
  const now = {
    ms: 0,
    sound: true as boolean,
    trouble: undefined as string | undefined,
    stopping: false as boolean,
    looks: 0,
  };
  const waitingFor = createReadiness({
    store: {
      check: async () => {
        now.looks += 1;
        if (!now.sound) throw new Error('damaged');
      },
    },
    adapters: [{ platform: 'slack', unready: () => now.trouble }],
    sealKeyFile,
    stopping: () => now.stopping,
    real: () => now.ms,
  });
  return { now, waitingFor, sealKeyFile };
};

describe('whether the bot is ready', () => {
  it('is said the moment a platform is reached, however lately somebody asked', async () => {
    const { now, waitingFor } = desk();
    now.trouble = 'not_started';
    expect(await waitingFor()).toEqual(['slack']);
    now.trouble = undefined;
    expect(await waitingFor()).toEqual([]);
    now.trouble = 'token_revoked';
    expect(await waitingFor()).toEqual(['slack']);
  });

  it('asks the database at most once a second', async () => {
    const { now, waitingFor } = desk();
    for (let n = 0; n < 50; n++) await waitingFor();
    expect(now.looks).toBe(1);
    now.sound = false;
    now.ms += 1_000;
    expect(await waitingFor()).toEqual(['database']);
  });

  it('is no longer so when the key of the seals is gone, or the end has begun', async () => {
    const { now, waitingFor, sealKeyFile } = desk();
    rmSync(sealKeyFile);
    expect(await waitingFor()).toEqual(['seal-key']);
    now.stopping = true;
    expect(await waitingFor()).toEqual(['stopping']);
  });
});
