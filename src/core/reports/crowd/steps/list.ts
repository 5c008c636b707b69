import { type Block, buttons, text } from '../../../card.ts';
import { caseNumber } from '../../../case-number.ts';
import { oneLine } from '../../../text.ts';
import { jstClock } from '../../../time.ts';
import { wordsOf } from '../../items.ts';
import { fact, shown } from '../../run.ts';
import { isOffered, pressStep } from '../../step.ts';
import { nameOf, numberOf } from '../../words.ts';
import { standing } from '../members.ts';
import { carriers } from '../of-crowd.ts';
import { apart } from './apart.ts';

/** As many as one card holds; the newest, since they say how it goes on. */
const most = 8;

/** 似た報告を見る: the others, each with a way to stand by itself. Looking is on record. */
export const list = pressStep({
  name: 'crowd',
  label: '似た報告を見る',
  first: true,
  by: carriers,
  when: (report) => (report.crowd?.members.length ?? 0) > 0,
  take: (before) => {
    const { run, report } = before;
    const members = report.crowd?.members ?? [];
    const newest = standing(members.slice(-most), run.ctx.related ?? []);
    const title = `${numberOf(run.id, report)} 似た報告`;
    const mayPart = isOffered(apart, before);
    const lines = newest.flatMap(({ id, report: one }): Block[] => [
      text(
        `${caseNumber(id)} ${jstClock(one.reportedAt)} ${nameOf(run.ctx.dir, one.reporter)} ${oneLine(wordsOf(one.items, 'subject'), 40)}: ${oneLine(wordsOf(one.items, 'body'), 80)}`,
      ),
      ...(mayPart
        ? [
            buttons({
              label: apart.label,
              action: { do: 'press', verb: apart.name, case: run.id, version: report.revision, arg: id },
            }),
          ]
        : []),
    ]);
    return shown(
      {
        title,
        tone: 'plain',
        notice: title,
        blocks: [text(`この件のほかに${members.length}件届いています。新しい${newest.length}件です。`), ...lines],
      },
      [fact(run, 'report.crowdSeen', { reports: newest.map(({ id }) => id) })],
    );
  },
});
