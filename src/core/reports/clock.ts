import type { Ctx } from '../feature.ts';
import type { Report } from './report.ts';
import type { Decided, Run } from './run.ts';

/** Something a report wakes for by itself. `name` is the timer's `what`: letters only. A part adds a file and a line. */
export type Clock = {
  name: string;
  /** The wake-ups it wants now, instants in UTC; `no` tells several apart. None once there is nothing to do. */
  times(ctx: Ctx, report: Report): readonly { no: string; at: string }[];
  /** Woken at or after one of them. The state that comes of it must want later times, or none: else it would wake for ever. */
  wake(run: Run, report: Report): Decided;
};
