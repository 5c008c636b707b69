import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const inside = path.join(import.meta.dirname, 'playground-inside.ts');

/** MAMORI_PLAYGROUND: the Playground's program, installed apart (its licence lets nobody bring it along). */
const playground = process.env.MAMORI_PLAYGROUND ?? '';
const alone = ['-n', 'bash', '-c', 'ip link set lo up && exec "$@"', 'bash'];

it('Teams’ own simulator shows a card, and the card changes when its button is pressed', () => {
  const isolated = spawnSync('unshare', [...alone, 'true']).status === 0;
  if (!existsSync(playground) || !isolated) {
    console.log(
      'MAMORI_PLAYGROUND names no Microsoft 365 Agents Playground, or no network of its own can be made: not tried',
    );
    return;
  }
  const run = spawnSync('unshare', [...alone, process.execPath, '--import', 'tsx', inside, playground], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  const result = /^RESULT (.*)$/m.exec(run.stdout)?.[1];
  expect(result && JSON.parse(result), run.stderr).toEqual({ status: 'approved', buttons: 0 });
}, 130_000);
