import type { Step } from '../step.ts';
import { asked } from './steps/asked.ts';
import { closed } from './steps/closed.ts';
import { deletionText } from './steps/deletion-text.ts';
import { recalled } from './steps/recalled.ts';
import { recipients } from './steps/recipients.ts';
import { seen } from './steps/seen.ts';
import { tick } from './steps/tick.ts';

/** What is done about a misdirected mail, in the order in which it helps. */
export const mailSteps: readonly Step[] = [closed, recalled, deletionText, asked, recipients, tick, seen];
