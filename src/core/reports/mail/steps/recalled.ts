import { decided, fact, told } from '../../run.ts';
import { pressStep } from '../../step.ts';
import { followers, isMail, mailOf, tapOf } from '../of-mail.ts';

/** 取り消し was tried: it says nothing of whether somebody had read it. */
export const recalled = pressStep({
  name: 'recalled',
  label: '取り消しをした',
  first: ({ as }) => as.has('reporter'),
  by: followers,
  when: (report) =>
    isMail(report) &&
    tapOf(report, 'mistake') !== 'link' &&
    tapOf(report, 'place') !== 'outside' &&
    !mailOf(report).recalled,
  take: ({ run, report }) => {
    const mail = { ...mailOf(report), recalled: { by: run.by, at: run.ctx.now } };
    return decided(run, { ...report, mail, history: told(report, run, 'メールの取り消しをした') }, [
      fact(run, 'mail.recalled', {}),
    ]);
  },
});
