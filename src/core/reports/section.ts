import type { Block } from '../card.ts';
import type { Before } from './step.ts';

/**
 * Something a reader's card shows, between what happened and the timeline: nothing where it is not theirs to see. `before.as` says as what they
 * read; details of what leaked never stand here. A part adds a file and a line.
 */
export type Section = (before: Before, id: string) => readonly Block[];
