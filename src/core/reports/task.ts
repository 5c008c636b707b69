import type { Report } from './report.ts';
import { isOver } from './report.ts';
import { decided, fact, told } from './run.ts';
import type { As } from './standing.ts';
import { pressStep, type Step } from './step.ts';

type About = {
  name: string;
  label: string;
  /** Kinds whose reports have it. */
  kinds: readonly string[];
  by: readonly As[];
  /** Asked once more: what it means to say so. */
  sure: string;
};

/** A small thing of some kinds that is said to be done once, on record with name and time. */
export const taskStep = ({ name, label, kinds, by, sure }: About): Step =>
  pressStep({
    name,
    label,
    style: 'primary',
    first: true,
    by,
    when: (report) => kinds.includes(report.kind) && !report.tasks[name] && !isOver(report),
    confirm: () => ({ title: `「${label}」でよいですか`, text: sure, yes: label, no: '戻る' }),
    take: ({ run, report }) => {
      const next: Report = {
        ...report,
        tasks: { ...report.tasks, [name]: { by: run.by, at: run.ctx.now, note: '' } },
        history: told(report, run, label),
      };
      return decided(run, next, [fact(run, 'report.taskDone', { task: name })]);
    },
  });
