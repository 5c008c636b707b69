import { type Block, type Button, buttons } from '../card.ts';
import { type Before, hasForm, isOffered, type Step } from './step.ts';
import { steps } from './steps.ts';

/** Verb of the button that lists every other step. */
export const otherVerb = 'more';

/** The button of a step as this person's card carries it. */
export const stepButton = (
  step: Step,
  before: Before,
  id: string,
  more: { label?: string; arg?: string } = {},
): Button => {
  const { report } = before;
  const about = { case: id, version: report.revision, ...(more.arg ? { arg: more.arg } : {}) };
  const confirm = hasForm(step) ? undefined : step.confirm?.(before);
  return {
    label: more.label ?? step.label,
    ...(step.style ? { style: step.style } : {}),
    ...(confirm ? { confirm } : {}),
    action: hasForm(step)
      ? { do: 'open', form: `${id.split('-')[0]}/${step.name}`, ...about }
      : { do: 'press', verb: step.name, ...about },
  };
};

/** Rows of at most five: more do not fit a phone. */
export const buttonRows = (list: readonly Button[]): Block[] =>
  Array.from({ length: Math.ceil(list.length / 5) }, (_, at) => buttons(...list.slice(at * 5, at * 5 + 5)));

const isFirst = (step: Step, before: Before): boolean =>
  typeof step.first === 'function' ? step.first(before) : step.first === true;

const listed = (before: Before): Step[] => steps.filter((step) => !step.placed && isOffered(step, before));

export const firstSteps = (before: Before): Step[] => listed(before).filter((step) => isFirst(step, before));
export const otherSteps = (before: Before): Step[] => listed(before).filter((step) => !isFirst(step, before));
