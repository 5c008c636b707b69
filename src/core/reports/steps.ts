import { crowdSteps } from './crowd/steps.ts';
import { breach } from './law/steps/breach.ts';
import { draft, drafts } from './law/steps/drafts.ts';
import { lawDone } from './law/steps/law-done.ts';
import { lawItems } from './law/steps/law-items.ts';
import { notNeeded } from './law/steps/not-needed.ts';
import { mailSteps } from './mail/steps.ts';
import type { Step } from './step.ts';
import { fill } from './steps/fill.ts';
import { receive } from './steps/receive.ts';
import { withdraw } from './steps/withdraw.ts';

/** Every step of carrying a report: a new one is a file in `steps/` (or a folder of its part) and a line here. Offered in this order. */
export const steps: readonly Step[] = [
  receive,
  ...crowdSteps,
  ...mailSteps,
  breach,
  notNeeded,
  fill,
  lawItems,
  drafts,
  draft,
  lawDone,
  withdraw,
];

/** The step of a verb or form; a name that came back from a platform may be anything. */
export const stepOf = (name: string): Step | undefined => steps.find((step) => step.name === name);
