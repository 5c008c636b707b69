import type { Button } from '../../card.ts';
import type { Before, Step } from '../step.ts';

// Steps can't ask the list of steps for a button: they stand in it.
const about = ({ run, report }: Before, arg: string | undefined) => ({
  case: run.id,
  version: report.revision,
  ...(arg ? { arg } : {}),
});

export const pressButton = (before: Before, step: Pick<Step, 'name' | 'label'>, arg?: string): Button => ({
  label: step.label,
  action: { do: 'press', verb: step.name, ...about(before, arg) },
});

export const formButton = (before: Before, step: Pick<Step, 'name' | 'label'>, arg?: string): Button => ({
  label: step.label,
  action: { do: 'open', form: `${before.report.kind}/${step.name}`, ...about(before, arg) },
});
