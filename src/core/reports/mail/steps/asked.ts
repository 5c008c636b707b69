import { decided, fact, told } from '../../run.ts';
import { pressStep } from '../../step.ts';
import { allAsked } from '../mail.ts';
import { followers, isMail, mailOf } from '../of-mail.ts';

/** 全員にお願いした: with the list, each on it; without one, that it was done at all. */
export const asked = pressStep({
  name: 'asked',
  label: '全員に削除を頼んだ',
  by: followers,
  when: (report) =>
    isMail(report) && (!mailOf(report).requested || mailOf(report).recipients.some(({ is }) => is === 'listed')),
  take: ({ run, report }) => {
    const before = mailOf(report);
    const waiting = before.recipients.filter(({ is }) => is === 'listed').map(({ no }) => no);
    const mail = allAsked(before, { by: run.by, at: run.ctx.now });
    return decided(run, { ...report, mail, history: told(report, run, '削除の依頼') }, [
      fact(run, 'mail.requested', { recipients: waiting }),
    ]);
  },
});
