import { apart } from './crowd/steps/apart.ts';
import { join } from './crowd/steps/join.ts';
import { list } from './crowd/steps/list.ts';
import { mailSteps } from './mail/steps.ts';
import type { Step } from './step.ts';
import { fill } from './steps/fill.ts';
import { receive } from './steps/receive.ts';
import { withdraw } from './steps/withdraw.ts';

/** Every step of carrying a report: a new one is a file in `steps/` (or a folder of its part) and a line here. Offered in this order. */
export const steps: readonly Step[] = [receive, join, list, apart, ...mailSteps, fill, withdraw];

/** The step of a verb or form; a name that came back from a platform may be anything. */
export const stepOf = (name: string): Step | undefined => steps.find((step) => step.name === name);
