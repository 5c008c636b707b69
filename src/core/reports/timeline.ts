import { type Block, text } from '../card.ts';
import { showTime } from '../time.ts';
import type { Past } from './report.ts';
import type { Before } from './step.ts';
import { nameOf, reporterName } from './words.ts';

/** Steps whoever told it may follow; what is said about others on the way is not theirs to read. */
const open = /^(受け付け|まだ受け付けがなく|続報|事故として扱う|遠くから|対策が済んだ|効果を確認し|対応を終えた)/u;

/** What this reader may follow of it: a reporter their own words and the milestones, everybody who carries it all of it. */
const seenBy = ({ report, as }: Before): Past[] => {
  if (as.size > 1 || !as.has('reporter')) return report.history;
  return report.history.flatMap((past) => {
    if (past.by === report.reporter) return [past];
    const { note: _, ...bare } = past;
    return open.test(past.what) ? [bare] : [];
  });
};

/** The last lines of the timeline, newest last. Whoever may not know who told it does not read it here. */
export const timeline = (before: Before, most: number): Block[] => {
  const { run, report, as } = before;
  const name = (by: string): string =>
    by === report.reporter ? reporterName(run.ctx.dir, report, as) : nameOf(run.ctx.dir, by);
  const items = seenBy(before)
    .slice(-most)
    .map(({ at, by, what, note }) => `${showTime(at)} ${what} ${name(by)}${note ? `: ${note}` : ''}`);
  return [text('これまで', 'strong'), { kind: 'list', items }];
};
