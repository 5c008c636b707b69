import type { Card } from '../../card.ts';
import { backButton } from '../card-back.ts';
import { shown } from '../run.ts';
import { pressStep } from '../step.ts';
import { timeline } from '../timeline.ts';
import { numberOf } from '../words.ts';

/** 経過をすべて見る: one timeline from the first word to the last. */
export const whole = pressStep({
  name: 'whole',
  label: '経過をすべて見る',
  by: ['reporter', 'unitManager', 'manager', 'infrastructure', 'chief', 'standIn', 'audit'],
  when: (report) => report.history.length > 6,
  take: (before) => {
    const title = `${numberOf(before.run.id, before.report)} これまでの経過`;
    const card: Card = {
      title,
      tone: 'plain',
      notice: title,
      blocks: [...timeline(before, 100), backButton(before.run.id)],
    };
    return shown(card, []);
  },
});
