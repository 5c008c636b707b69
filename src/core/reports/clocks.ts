import type { Clock } from './clock.ts';
import { effectCheck } from './clocks/effect-check.ts';
import { lateOrder } from './clocks/late-order.ts';
import { unheard } from './clocks/unheard.ts';
import { weekly } from './clocks/weekly.ts';
import { lawClock } from './law/clock.ts';

/** Everything a report wakes for by itself: a new one is a file and a line here. */
export const clocks: readonly Clock[] = [unheard, lateOrder, effectCheck, lawClock, weekly];
