import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const Lockfile = z.object({
  packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional() })),
});

/** What may be passed on with the program without any duty but naming its authors. */
const allowed = new Set(
  'MIT ISC 0BSD BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Zlib OFL-1.1 WTFPL'.split(' '),
);
/** Says it in its LICENSE file alone (MIT). */
const saidElsewhere = ['node_modules/png-js'];

/** `(A OR B)` is fine when one of them is, `A AND B` when both are. */
const isAllowed = (license: string): boolean =>
  license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => allowed.has(each)));

const shipped = Object.entries(Lockfile.parse(JSON.parse(readFileSync('package-lock.json', 'utf8'))).packages).filter(
  ([path, { dev }]) => path !== '' && !dev,
);

describe('the licences of what is shipped', () => {
  it('are all of a kind that lets a foundation use and pass it on', () => {
    expect(shipped.length).toBeGreaterThan(100);
    const others = shipped.filter(
      ([path, { license }]) => !saidElsewhere.includes(path) && !(license && isAllowed(license)),
    );
    expect(others).toEqual([]);
  });

  it('would be noticed if one did not', () => {
    expect(isAllowed('GPL-3.0-or-later')).toBe(false);
    expect(isAllowed('(MIT OR GPL-3.0-or-later)')).toBe(true);
    expect(isAllowed('MIT AND GPL-3.0-or-later')).toBe(false);
  });
});
