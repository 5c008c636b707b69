import { refuse } from '../../../result.ts';
import { decided, fact, told } from '../../run.ts';
import { pressStep } from '../../step.ts';
import { released, standing } from '../members.ts';
import { carriers, isCrowd } from '../of-crowd.ts';

/** 別の件にする: one of them is something else, and goes to its own people at once. */
export const apart = pressStep({
  name: 'apart',
  label: '別の件にする',
  by: carriers,
  when: isCrowd,
  placed: true,
  take: ({ run, report, arg }) => {
    const { crowd } = report;
    const member = crowd?.members.find(({ id }) => id === arg);
    const [found] = member ? standing([member], run.ctx.related ?? []) : [];
    if (!crowd || !found)
      return refuse('no-such-member', 'その報告は、もうここにはありません。一覧を開き直してください。');
    const left = crowd.members.filter(({ id }) => id !== found.id);
    const next = { ...report, crowd: { members: left }, history: told(report, run, '1件を別の件に分けました') };
    const result = decided(run, next, [fact(run, 'report.crowdSplit', { report: found.id })]);
    if (!result.ok) return result;
    const { also, facts } = released(run, found);
    return { ok: true, value: { ...result.value, also, facts: [...result.value.facts, ...facts] } };
  },
});
