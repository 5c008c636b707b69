import { text } from '../../../card.ts';
import { jstDate } from '../../../time.ts';
import { shown } from '../../run.ts';
import { isOffered, pressStep } from '../../step.ts';
import { showWhen } from '../../when.ts';
import { pressButton } from '../buttons.ts';
import { deletionRequest } from '../deletion-request.ts';
import { followers, isMail, tapOf } from '../of-mail.ts';
import { asked } from './asked.ts';

/** The deletion request, ready to be copied: shown to whoever asks for it, and never with a word of what was in the mail. */
export const deletionText = pressStep({
  name: 'deletionText',
  label: '削除のお願い文',
  style: 'primary',
  first: true,
  by: followers,
  when: isMail,
  take: (before) => {
    const { run, report } = before;
    const { dir } = run.ctx;
    const { occurredAt } = report.items;
    const person = dir.person(run.by);
    const { subject, body } = deletionRequest({
      mistake: tapOf(report, 'mistake'),
      sent: occurredAt?.is === 'moment' ? showWhen(occurredAt.when) : '',
      unit: dir.unitName(dir.postsOf(run.by, jstDate(run.ctx.now))[0]?.unit ?? ''),
      name: person?.name ?? '',
      phone: person?.phone ?? '',
    });
    const title = '削除のお願い';
    const done = isOffered(asked, before) ? [pressButton(before, asked)] : [];
    return shown(
      {
        title,
        tone: 'plain',
        notice: title,
        blocks: [
          text(
            '下の文を写して、送ってしまった方だけに送ってください。2人以上なら、宛先はすべてBccに入れます。',
            'strong',
          ),
          text('誤って送ったメールへの返信や転送にはしないでください。中身がもう一度送られます。'),
          text('件名', 'subtle'),
          text(subject),
          text('本文', 'subtle'),
          text(body),
          ...(done.length > 0 ? [{ kind: 'buttons' as const, buttons: done }] : []),
        ],
      },
      [],
    );
  },
});
