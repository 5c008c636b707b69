import type { Step } from '../step.ts';
import { apart } from './steps/apart.ts';
import { join } from './steps/join.ts';
import { list } from './steps/list.ts';

/** What may be done about many reports of one event. */
export const crowdSteps: readonly Step[] = [join, list, apart];
