import { type Block, type Card, text } from '../../card.ts';
import { showTime } from '../../time.ts';
import { itemLabels, wordsOf } from '../items.ts';
import type { Report } from '../report.ts';
import { decided, fact } from '../run.ts';
import { pressStep } from '../step.ts';
import { nameOf, numberOf } from '../words.ts';

const lines = (report: Report, name: (person: string) => string): Block[] =>
  report.versions
    .filter(({ items }, at) => wordsOf(items, 'leaked') !== wordsOf(report.versions[at - 1]?.items ?? {}, 'leaked'))
    .flatMap(({ label, at, by, items }): Block[] => [
      text(`${label} ${showTime(at)} ${name(by)}`, 'subtle'),
      text(wordsOf(items, 'leaked') || '(消されました)'),
    ]);

/** 漏えいした情報を見る: on request, to the one who asks, and on record each time. It stands on no card. */
export const leak = pressStep({
  name: 'leak',
  label: '漏えいした情報を見る',
  by: ['reporter', 'unitManager', 'manager', 'chief', 'standIn'],
  when: (report) => report.items.leaked?.is === 'known',
  take: ({ run, report, as }) => {
    const title = `${numberOf(run.id, report)} ${itemLabels.leaked}`;
    const anonymous = report.hideReporter && !as.has('manager') && !as.has('chief') && !as.has('reporter');
    const name = (person: string): string =>
      anonymous && person === report.reporter ? '報告した方' : nameOf(run.ctx.dir, person);
    const card: Card = {
      title,
      tone: 'attention',
      notice: title,
      blocks: [
        text(
          'この画面は、あなただけに見えています。見たことは記録に残ります。写したり転送したりしないでください。',
          'subtle',
        ),
        ...lines(report, name),
      ],
    };
    // With a state of its own, though nothing in it changes: a second look is a second record, not a repetition of the first.
    return decided(run, report, [fact(run, 'report.leakViewed', { as: [...as] })], { reply: { kind: 'say', card } });
  },
});
