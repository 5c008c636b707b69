import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderForm as renderAdaptive } from '../../adapters/adaptive-cards/render-form.ts';
import { renderForm } from '../../adapters/slack/render-form.ts';
import { viewProblems } from '../support/fake-slack/block-rules.ts';
import { withDuties } from '../support/hands-on-duties.ts';
import { aWorld, type World } from '../support/world.ts';

const plan = 'duty-2026-1';

describe('the long forms of duties', () => {
  let world: World;
  beforeAll(async () => {
    world = await aWorld({ at: '2026-06-01T10:00:00+09:00' });
    await withDuties(world).run('selfInspection', plan);
  });
  afterAll(() => world.close());

  it.each([
    ['leader', 'duty/inspect', { case: plan }],
    ['security', 'duty/edit', { case: plan }],
    ['security', 'duty/training/new', {}],
    ['security', 'duty/compile', { case: plan }],
  ] as const)('%s opens %s on Slack, on Teams and on the console', async (person, form, context) => {
    const opened = await world.ask(person, { type: 'open', form, context });
    if (opened.kind !== 'form') throw new Error(JSON.stringify(opened));
    expect(viewProblems(renderForm(opened.form), 'modal')).toEqual([]);
    expect(JSON.stringify(renderAdaptive(opened.form)).length).toBeLessThan(40_000);
  });
});
