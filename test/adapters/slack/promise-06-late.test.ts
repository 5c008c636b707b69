import { afterEach, describe, expect, it } from 'vitest';
import { createAdmission } from '../../../src/app/admission.ts';
import { pause } from '../../../src/app/wait.ts';
import { couldNotSave } from '../../../src/core/sentences.ts';
import { pressed } from '../../support/fake-slack/payloads.ts';
import { hold } from '../../support/hold.ts';
import { slackId, type TwoPlatforms, twoPlatforms } from '../../support/two-platforms.ts';
import { aTakeout } from '../../support/world.ts';
import { openDesk } from './bench.ts';

const timed = async <T>(work: Promise<T>): Promise<{ took: number; answer: T }> => {
  const began = performance.now();
  const answer = await work;
  return { took: performance.now() - began, answer };
};

describe('promise 6: late or slow is safe', () => {
  let world: TwoPlatforms | undefined;
  afterEach(() => world?.close());

  it('whoever comes on top of 500 under way is told at once, and nothing of it is done', async () => {
    let done = 0;
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { guard } = createAdmission(Date.now, () => {});
    const desk = await openDesk(
      guard(async ({ ask }) => {
        if (ask.type === 'profiles') return { kind: 'done' };
        done += 1;
        await gate;
        return { kind: 'done' };
      }),
    );
    const command = (n: number) => desk.slack.command('U-tanaka', '持ち出し', { trigger_id: `t.${n}` });
    const first = Array.from({ length: 500 }, (_, n) => command(n));
    for (const end = Date.now() + 20_000; done < 500 && Date.now() < end; ) await pause(10);
    expect(done).toBe(500);
    for (const { took, answer } of await Promise.all(Array.from({ length: 20 }, (_, n) => timed(command(1_000 + n))))) {
      expect(answer.status).toBe(200);
      expect(answer.body).toContain(couldNotSave);
      expect(took).toBeLessThan(2_500);
    }
    expect((await desk.slack.say('U-tanaka', '質問')).status).toBe(503);
    expect(done).toBe(500);
    open();
    expect((await Promise.all(first)).every(({ body }) => !body.includes(couldNotSave))).toBe(true);
    expect((await command(2_000)).body).not.toContain(couldNotSave);
    await desk.close();
  });

  const openCase = async (): Promise<TwoPlatforms> => {
    const opened = await twoPlatforms({ slack: ['staff', 'leader'] });
    const actor = { platform: 'slack', space: opened.slack.team, user: slackId('staff') } as const;
    const ask = { type: 'submit', form: 'takeout/new', context: { once: 'case' }, values: aTakeout() } as const;
    await opened.receive({ key: 'case', actor, ask });
    return opened;
  };
  const click = (on: TwoPlatforms, user: string, n: number) =>
    on.slack.wire.send(
      'interactive',
      pressed(on.slack, user, { do: 'press', verb: 'approve', case: 'takeout-2026-1', version: 1 }, `1.${n}`),
    );

  it('a platform that hangs delays no acknowledgement, not even of somebody it would have to vouch for', async () => {
    world = await openCase();
    world.slack.fail({ times: 9_999, as: { kind: 'hang' } });
    const clicks = await Promise.all(
      ['U-nobody', 'U-leader', 'U-staff'].map((user, n) => timed(click(world!, user, n))),
    );
    for (const { took, answer } of clicks) {
      expect(answer.status).toBe(200);
      expect(took).toBeLessThan(2_500);
    }
    expect((await world.store.loadCase('takeout-2026-1'))?.status).toBe('approved');
    world.slack.heal();
  });

  it('a database another program holds: everybody hears within 2.5 seconds that nothing was saved, and nothing is', async () => {
    world = await openCase();
    const letGo = await hold(world.url);
    const clicks = [];
    for (let n = 0; n < 12; n++) {
      clicks.push(timed(click(world, 'U-leader', n)));
      await pause(100);
    }
    for (const { took, answer } of await Promise.all(clicks)) {
      expect(answer.body).toContain(couldNotSave);
      expect(took).toBeLessThan(2_500);
    }
    await letGo();
    expect((await world.store.loadCase('takeout-2026-1'))?.status).toBe('pending');
    await click(world, 'U-leader', 99);
    expect((await world.store.loadCase('takeout-2026-1'))?.status).toBe('approved');
  });
});
