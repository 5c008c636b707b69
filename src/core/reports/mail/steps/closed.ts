import { decided, fact, told } from '../../run.ts';
import { pressStep } from '../../step.ts';
import { followers, isMail, mailOf, tapOf } from '../of-mail.ts';

/** A link can be closed at once, wherever it went. */
export const closed = pressStep({
  name: 'linkClosed',
  label: '共有を止めた',
  style: 'primary',
  first: true,
  by: followers,
  when: (report) => isMail(report) && tapOf(report, 'mistake') === 'link' && !mailOf(report).closed,
  take: ({ run, report }) => {
    const mail = { ...mailOf(report), closed: { by: run.by, at: run.ctx.now } };
    return decided(run, { ...report, mail, history: told(report, run, 'リンクの共有を止めた') }, [
      fact(run, 'mail.linkClosed', {}),
    ]);
  },
});
