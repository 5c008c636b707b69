import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardDialog, formDialog, renderMessage } from '../../../adapters/teams/render.ts';
import { features } from '../../../src/core/features.ts';
import { everyCard, type Sample } from '../../support/every-card.ts';
import { refusedCard, refusedMessage } from '../../support/fake-teams/rules.ts';
import { howMany } from '../../support/how-many.ts';
import { aWorld, type World } from '../../support/world.ts';
import { schemaProblems } from '../adaptive-cards/schema.ts';

describe('every card and form people come to', () => {
  let world: World;
  let samples: readonly Sample[];
  let met: ReadonlySet<string>;
  beforeAll(async () => {
    world = await aWorld();
    ({ samples, met } = await everyCard(world, Math.min(240, howMany / 8)));
  }, 300_000);
  afterAll(() => world.close());

  it('is met on a walk through the desk: no kind of case stays unseen', () => {
    expect(features.flatMap(({ kinds }) => kinds).filter((kind) => !met.has(kind))).toEqual([]);
    expect(samples.length).toBeGreaterThan(60);
  });

  it('is taken by Teams, as a message and in a dialog, and fits the schema', () => {
    for (const sample of samples) {
      if (sample.is === 'card') {
        const message = renderMessage(sample.card);
        expect(refusedMessage(message), sample.name).toBeUndefined();
        expect(JSON.stringify(message).length * 2, sample.name).toBeLessThan(80 * 1024);
        expect(schemaProblems?.(message.attachments?.[0]?.content) ?? [], sample.name).toEqual([]);
      }
      const { card } = sample.is === 'card' ? cardDialog(sample.card) : formDialog(sample.form);
      expect(refusedCard(card.content), sample.name).toBeUndefined();
      expect(JSON.stringify(card).length * 2, sample.name).toBeLessThan(80 * 1024);
      expect(schemaProblems?.(card.content) ?? [], sample.name).toEqual([]);
    }
  });
});
