import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Activity } from '../../../adapters/teams/activity.ts';
import { readRequest } from '../../../adapters/teams/receive.ts';
import { intentsOf, type Received } from '../../support/adapter-bench.ts';
import { type Desk, openDesk, tanaka } from './bench.ts';

/** Seeded, so that a failure can be seen again; the larger size is asked for by name. */
const runs = Number(process.env.MAMORI_FUZZ ?? '2000');
const seed = 20_261_123;

const press = { action: { do: 'press', verb: 'approve', case: 'takeout-2026-12', version: 3 } };
const open = { action: { do: 'open', form: 'takeout/new' } };
const form = {
  form: { name: 'takeout/new', context: { once: 'form-1' }, fields: ['purpose'], lists: [] },
  purpose: '出張',
};
const invoke = (name: string, value: object) => ({ type: 'invoke', name, value });

/** One whole activity of each kind Teams sends us. */
const kinds: readonly object[] = [
  { type: 'message', text: 'ノートPCを持って出張したい' },
  invoke('adaptiveCard/action', {
    action: { type: 'Action.Execute', verb: 'approve', data: press },
    trigger: 'manual',
  }),
  invoke('task/fetch', { data: { msteams: { type: 'task/fetch' }, ...open }, context: { theme: 'dark' } }),
  invoke('task/submit', { data: form, context: { theme: 'dark' } }),
  invoke('composeExtension/fetchTask', { commandId: 'menu', commandContext: 'compose' }),
  invoke('composeExtension/fetchTask', {
    commandId: 'incidentFromMessage',
    messagePayload: { body: { content: '<p>なくした</p>' }, linkToMessage: 'https://teams.microsoft.com/l/message/1' },
  }),
  invoke('composeExtension/submitAction', { commandId: 'menu', data: form }),
  { type: 'installationUpdate', action: 'add' },
];

const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    0,
    -1,
    1e99,
    true,
    [],
    {},
    [null],
    '__proto__',
    'constructor',
    '\u0000',
    'x'.repeat(5_000),
  ),
  fc.anything({ maxDepth: 2 }),
);

/** Replaces, removes or adds something at a random place. */
const mutated = (whole: object, steps: readonly number[], by: unknown, how: 'replace' | 'remove' | 'add'): unknown => {
  const copy = structuredClone(whole);
  let at = copy as Record<string, unknown>;
  for (const [depth, step] of steps.entries()) {
    const names = Object.keys(at);
    const name = names[step % Math.max(names.length, 1)];
    if (name === undefined) return copy;
    const next = at[name];
    if (typeof next === 'object' && next !== null && depth < steps.length - 1) {
      at = next as Record<string, unknown>;
      continue;
    }
    if (how === 'remove') delete at[name];
    else at[how === 'add' ? `${name}2` : name] = by;
    return copy;
  }
  return copy;
};

describe('activities that were tampered with', () => {
  let desk: Desk;
  let received: Received;
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  beforeAll(async () => {
    process.on('unhandledRejection', note);
    received = intentsOf();
    desk = await openDesk(received.receive, { timeoutMs: 300 });
  });
  afterAll(async () => {
    await desk.close();
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });
  const whole = (): object[] => kinds.map((kind) => desk.teams.activity(tanaka, kind));

  it('are whole before they are tampered with', () => {
    for (const activity of whole()) {
      expect(['ask', 'arrived']).toContain(readRequest(Activity.parse(activity), desk.teams.tenant, new Date()).is);
    }
  });

  it(`come to nothing worse than a refusal, ${runs} of them signed`, async () => {
    const mutations = fc
      .tuple(
        fc.constantFrom(...whole()),
        fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }),
        strange,
        fc.constantFrom('replace' as const, 'remove' as const, 'add' as const),
      )
      .map((parts) => mutated(...parts));
    const authorization = `Bearer ${await desk.teams.signer.token(desk.teams.serviceUrl)}`;
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(mutations, async (activity) => {
        const { status } = await desk.teams.post(activity, { authorization });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        return [200, 400, 401, 413].includes(status);
      }),
      { numRuns: runs, seed },
    );
    // Somebody is only ever who the envelope says, in the one tenant.
    for (const { actor } of received.all()) {
      expect(actor).toMatchObject({ platform: 'teams', space: desk.teams.tenant });
    }
    expect(statuses.get(200)).toBeGreaterThan(runs / 4);
  }, 240_000);

  it('and unsigned, are all refused before anything is read', async () => {
    const before = received.all().length;
    for (const activity of whole()) expect((await desk.teams.post(activity, {})).status).toBe(401);
    expect(received.all().length).toBe(before);
  });
});
