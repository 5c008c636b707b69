import { type Block, text } from '../card.ts';
import { showTime } from '../time.ts';
import type { Before } from './step.ts';
import { nameOf, reporterName } from './words.ts';

/** The last lines of the timeline, newest last. Whoever may not know who told it does not read it here. */
export const timeline = ({ run, report, as }: Before, most: number): Block[] => {
  const name = (by: string): string =>
    by === report.reporter ? reporterName(run.ctx.dir, report, as) : nameOf(run.ctx.dir, by);
  const items = report.history
    .slice(-most)
    .map(({ at, by, what, note }) => `${showTime(at)} ${what} ${name(by)}${note ? `: ${note}` : ''}`);
  return [text('これまで', 'strong'), { kind: 'list', items }];
};
