import { describe, expect, it } from 'vitest';
import { createAdmission } from '../../src/app/admission.ts';
import type { Intent } from '../../src/app/intents.ts';
import type { Receive, Store } from '../../src/app/ports.ts';
import { couldNotSave } from '../../src/core/sentences.ts';
import { openDesk } from '../adapters/slack/bench.ts';
import { aChange } from '../support/a-change.ts';

const click = (key: string): Intent => ({
  key,
  actor: { platform: 'slack', space: 'T1', user: 'U1' },
  ask: { type: 'press', verb: 'approve', case: 'takeout-2026-1' },
});
const wake: Intent = {
  key: 'wake',
  actor: 'clock',
  ask: { type: 'wake', subject: 'takeout-2026-1', what: 'tend', timer: 't' },
};

/** A pipeline that answers when it is told to. */
const held = () => {
  const waiting: (() => void)[] = [];
  const receive: Receive = () =>
    new Promise((resolve) => {
      waiting.push(() => resolve({ kind: 'done' }));
    });
  return { receive, letGo: () => waiting.splice(0).map((go) => go()) };
};

describe('too many at once', () => {
  it('are told so at once, and let in again when the others are done', async () => {
    const refused: string[] = [];
    const { receive, letGo } = held();
    const admission = createAdmission(Date.now, () => void refused.push('once'), { most: 2, slowMs: 1_000 });
    const guarded = admission.guard(receive);
    const first = [guarded(click('1')), guarded(click('2'))];
    await expect(guarded(click('3'))).rejects.toThrow();
    expect(refused).toHaveLength(1);
    letGo();
    expect(await Promise.all(first)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    const fourth = guarded(click('4'));
    letGo();
    expect(await fourth).toEqual({ kind: 'done' });
  });

  it('and whoever has waited as long as anybody can is told so; nothing of it is written afterwards', async () => {
    const { receive, letGo } = held();
    const written: string[] = [];
    const commit: Store['commit'] = async ({ key }) => {
      written.push(key);
      return 'committed';
    };
    const admission = createAdmission(Date.now, () => {}, { most: 2, slowMs: 1_000, answerMs: 30 });
    const { commit: watched } = admission.watch({ commit } as Store);
    let late: Promise<unknown> = Promise.resolve();
    const guarded = admission.guard(async (intent) => {
      await receive(intent);
      late = watched(aChange({ key: intent.key }));
      await late;
      return { kind: 'done' };
    });
    await expect(guarded(click('1'))).rejects.toThrow('too long');
    letGo();
    await new Promise((resolve) => setTimeout(resolve, 10));
    await expect(late).rejects.toThrow('nobody waits');
    expect(written).toEqual([]);
    const again = guarded(click('1'));
    letGo();
    expect(await again).toEqual({ kind: 'done' });
    expect(written).toEqual(['1']);
  });

  it('never keep the clock from its work', async () => {
    const { receive, letGo } = held();
    const guarded = createAdmission(Date.now, () => {}, { most: 0, slowMs: 1_000 }).guard(receive);
    const woken = guarded(wake);
    letGo();
    expect(await woken).toEqual({ kind: 'done' });
  });

  it('come in one by one while the disk is slow, until it is quick again', async () => {
    let now = 0;
    let diskMs = 1_500;
    const admission = createAdmission(
      () => now,
      () => {},
      { most: 100, slowMs: 1_000 },
    );
    const slow = {
      commit: async () => {
        now += diskMs;
        return 'committed';
      },
    } as unknown as Store;
    const store = admission.watch(slow);
    const { receive, letGo } = held();
    const guarded = admission.guard(receive);
    await store.commit(aChange({ key: 'slow' }));
    const probe = guarded(click('1'));
    await expect(guarded(click('2'))).rejects.toThrow();
    letGo();
    await probe;
    diskMs = 5;
    await store.commit(aChange({ key: 'quick' }));
    const both = [guarded(click('3')), guarded(click('4'))];
    letGo();
    expect(await Promise.all(both)).toHaveLength(2);
  });

  it('read in Slack that nothing was saved, and events are asked for again', async () => {
    const { receive, letGo } = held();
    const guarded = createAdmission(Date.now, () => {}, { most: 1, slowMs: 1_000 }).guard(receive);
    const desk = await openDesk(guarded);
    const { slack } = desk;
    const first = guarded(click('1'));
    const began = performance.now();
    await slack.command('U-tanaka', '持ち出し');
    expect(slack.privately('U-tanaka').join()).toContain(couldNotSave.slice(0, 11));
    const event = JSON.stringify({
      type: 'event_callback',
      team_id: slack.team,
      event_id: 'Ev1',
      event: { type: 'message', channel_type: 'im', user: 'U-tanaka', text: '質問です', ts: '1.2' },
    });
    expect((await slack.wire.post(event, { type: 'application/json' })).status).toBe(503);
    expect(performance.now() - began).toBeLessThan(2_500);
    letGo();
    await first;
    await desk.close();
  });
});
