import { type Block, type Card, type FactRow, text } from '../../card.ts';
import { showTime } from '../../time.ts';
import { backButton } from '../card-back.ts';
import { type Item, type ItemName, type Items, itemLabels } from '../items.ts';
import { fact, shown } from '../run.ts';
import { pressStep } from '../step.ts';
import { showWhen } from '../when.ts';
import { numberOf, reporterName } from '../words.ts';

const said = (name: ItemName, item: Item | undefined): string => {
  if (!item) return 'まだ書かれていません';
  if (item.is === 'open') return '調査中';
  if (item.is === 'moment') return showWhen(item.when);
  // What leaked has a view of its own, each look on record.
  return name === 'leaked' ? '書かれています(「漏えいした情報を見る」で表示)' : item.value;
};

const rows = (items: Items, reporter: string): FactRow[] =>
  (Object.keys(itemLabels) as ItemName[]).map((name) => [
    itemLabels[name],
    name === 'reporter' ? reporter : said(name, items[name]),
  ]);

/** 第一報 to 最終報, as they were sent: the newest three in full. */
export const versions = pressStep({
  name: 'versions',
  label: 'これまでの報を見る',
  by: ['reporter', 'unitManager', 'manager', 'infrastructure', 'chief', 'standIn', 'audit'],
  when: () => true,
  take: ({ run, report, as }) => {
    const title = `${numberOf(run.id, report)} 第一報から今まで`;
    const reporter = reporterName(run.ctx.dir, report, as);
    const newest = report.versions.slice(-3).reverse();
    const older = report.versions.length - newest.length;
    const blocks: Block[] = [
      ...newest.flatMap(({ label, at, items }): Block[] => [
        text(`${label} ${showTime(at)}`, 'strong'),
        { kind: 'facts', rows: rows(items, reporter) },
      ]),
      ...(older > 0 ? [text(`ほかに、前の報が${older}件残っています。`, 'subtle')] : []),
      backButton(run.id),
    ];
    const card: Card = { title, tone: 'plain', notice: title, blocks };
    return shown(card, [fact(run, 'report.versionsViewed', { as: [...as] })]);
  },
});
