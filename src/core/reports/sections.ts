import { crowdSection } from './crowd/section.ts';
import { exerciseSection } from './drill/section.ts';
import { lawSection } from './law/section.ts';
import { mailSection } from './mail/section.ts';
import type { Section } from './section.ts';
import { forReporter } from './sections/for-reporter.ts';
import { orders } from './sections/orders.ts';
import { progress } from './sections/progress.ts';
import { times } from './sections/times.ts';
import { wiping } from './sections/wiping.ts';

/** Every section of a report's cards, in this order: a new one is a file and a line here. */
export const sections: readonly Section[] = [
  exerciseSection,
  crowdSection,
  mailSection,
  wiping,
  times,
  lawSection,
  progress,
  orders,
  forReporter,
];
