import type { Clock } from './clock.ts';
import { unheard } from './clocks/unheard.ts';
import { lawClock } from './law/clock.ts';

/** Everything a report wakes for by itself: a new one is a file and a line here. */
export const clocks: readonly Clock[] = [unheard, lawClock];
