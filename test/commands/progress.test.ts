import { describe, expect, it } from 'vitest';
import { everyFewSeconds } from '../../src/commands/progress.ts';

describe('the progress of a long command', () => {
  it('is told every few seconds, and not at all when it is over in one', () => {
    let now = 0;
    const said: string[] = [];
    const progress = everyFewSeconds(
      (done, of) => said.push(`${done}/${of}`),
      () => now,
    );
    for (now = 500; now <= 7_000; now += 500) progress(now, 7_000);
    expect(said).toEqual(['3000/7000', '6000/7000']);
  });
});
