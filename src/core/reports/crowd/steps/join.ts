import { decided, fact, told } from '../../run.ts';
import { pressStep } from '../../step.ts';
import { standing } from '../members.ts';
import { carriers, isCrowd } from '../of-crowd.ts';

/** まとめて対応する: one tap for all of them; from now on each reporter reads how this case goes. */
export const join = pressStep({
  name: 'join',
  label: 'まとめて対応する',
  style: 'primary',
  first: true,
  by: carriers,
  when: isCrowd,
  take: ({ run, report }) => {
    const { crowd } = report;
    if (!crowd) return decided(run, report, []);
    const done = { by: run.by, at: run.ctx.now };
    const all = standing(crowd.members, run.ctx.related ?? []);
    const members = crowd.members.filter(({ id }) => all.some((one) => one.id === id));
    const next = {
      ...report,
      crowd: { members, joined: done },
      history: told(report, run, `同じような報告${members.length}件をまとめました`),
    };
    const facts = members.map(({ id }) => ({
      ...fact(run, 'report.joined', { main: run.id }),
      chain: id,
      subject: id,
    }));
    const result = decided(run, next, [
      fact(run, 'report.crowdJoined', { reports: members.map(({ id }) => id) }),
      ...facts,
    ]);
    if (!result.ok) return result;
    const also = all.map(({ id, report: other }) => ({
      id,
      next: {
        ...other,
        follows: { main: run.id, joined: done },
        history: told(other, run, 'ほかの報告とまとめて対応'),
      },
    }));
    return { ok: true, value: { ...result.value, also } };
  },
});
