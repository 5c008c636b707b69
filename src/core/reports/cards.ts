import { type Block, type Card, type FactRow, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { jstDate, showTime } from '../time.ts';
import { itemsFor } from './asks.ts';
import { buttonRows, firstSteps, otherSteps, otherVerb, stepButton } from './card-parts.ts';
import { followerCard } from './crowd/follower-card.ts';
import { itemLabels, itemNames, missingItems, openItems, wordsOf } from './items.ts';
import { kindOf } from './kinds.ts';
import type { Report } from './report.ts';
import { sections } from './sections.ts';
import { type As, isTurnOf, peopleOf } from './standing.ts';
import type { Before } from './step.ts';
import { timeline } from './timeline.ts';
import { clausesOf, numberOf, reporterName, statusWord, withPhone } from './words.ts';

const standing = (report: Report): Block => ({
  kind: 'facts',
  rows: [
    ['状態', statusWord(report)],
    ...(report.drill ? [['訓練', 'これは訓練です。ほんとうの事故ではありません。'] as const] : []),
  ],
});

const receivers = (before: Before): string[] => {
  const { run, report } = before;
  return [...peopleOf(run.ctx.dir, report, run.on)].filter(([, as]) => as.has('receiver')).map(([person]) => person);
};

/** Who has it since when, and whom to phone if nobody reacts. */
const whoHasIt = (before: Before): string => {
  const { run, report } = before;
  const { dir } = run.ctx;
  if ('received' in report && report.received)
    return `${withPhone(dir, report.received.by)}が${showTime(report.received.at)}に受け付けました。`;
  const people = receivers(before);
  return people.length > 0
    ? `${showTime(report.reportedAt)}に届き、${people.map((person) => withPhone(dir, person)).join('、')}に知らせました。15分たっても返事がないときは、電話で知らせてください。`
    : `${showTime(report.reportedAt)}に記録しましたが、チャットで届けられる担当者がいません。すぐに、総務部へ電話してください。`;
};

const what = (report: Report): FactRow[] => [
  ['件名', wordsOf(report.items, 'subject')],
  ['内容', wordsOf(report.items, 'body')],
];

const labels = (names: readonly (keyof typeof itemLabels)[]): string =>
  names.map((name) => itemLabels[name]).join('、');

/** What is still missing; a reporter reads only what they could know. */
const missing = ({ report, as }: Before): Block[] => {
  if (!report.incident) return [];
  const asked = as.size === 1 && as.has('reporter') ? itemsFor(as) : itemNames;
  const rows: FactRow[] = [
    ['まだ書かれていない項目', labels(missingItems(report.items).filter((name) => asked.includes(name)))],
    ['調査中の項目', labels(openItems(report.items).filter((name) => asked.includes(name)))],
  ];
  const said = rows.filter(([, value]) => value !== '');
  return said.length > 0 ? [{ kind: 'facts', rows: said }] : [];
};

const stepRows = (before: Before, id: string): Block[] => {
  const first = firstSteps(before).map((step) => stepButton(step, before, id));
  const others = otherSteps(before);
  const [only] = others;
  const more =
    others.length > 1
      ? [
          {
            label: 'ほかの操作',
            action: { do: 'press' as const, verb: otherVerb, case: id, version: before.report.revision },
          },
        ]
      : only
        ? [stepButton(only, before, id)]
        : [];
  return buttonRows([...first, ...more]);
};

const drawn = (before: Before, id: string): Block[] => sections.flatMap((section) => section(before, id));

const reporterCard = (before: Before, id: string): Card => {
  const { report } = before;
  const title = `${numberOf(id, report)} ${'received' in report ? '受け付けました' : '届きました'}`;
  return {
    title,
    tone: 'good',
    notice: title,
    blocks: [
      text('知らせてくださり、ありがとうございます。早く分かることが、いちばんの助けになります。'),
      text(whoHasIt(before)),
      standing(report),
      { kind: 'facts', rows: what(report) },
      ...missing(before),
      ...drawn(before, id),
      ...timeline(before, 6),
      ...stepRows(before, id),
      text('間違いや足りないことは、いつでも直したり足したりできます。', 'subtle'),
    ],
  };
};

const carrierCard = (before: Before, id: string): Card => {
  const { run, report, as } = before;
  const { dir } = run.ctx;
  const waits = isTurnOf(report, as);
  const title = `${numberOf(id, report)} 報告`;
  return {
    title,
    tone: report.status === 'reported' ? 'stop' : waits ? 'attention' : 'plain',
    notice: title,
    blocks: [
      standing(report),
      {
        kind: 'facts',
        rows: [
          ['報告した人', reporterName(dir, report, as)],
          ...(report.source ? [['知らせてくれた方', report.source] as const] : []),
          ...(report.unit && !report.hideReporter ? [['所属', dir.unitName(report.unit)] as const] : []),
          ['報告の日時', showTime(report.reportedAt)],
          ...what(report),
        ],
      },
      ...missing(before),
      ...drawn(before, id),
      ...timeline(before, 8),
      ...stepRows(before, id),
      text(`根拠: ${clausesOf(kindOf(report.kind))}`, 'subtle'),
    ],
  };
};

/** Somebody who has an order and nothing else of it: what to do, and as much of the case as that takes. */
const orderCard = (before: Before, id: string): Card => {
  const { report } = before;
  const title = `${numberOf(id, report)} 指示`;
  // An order about somebody's conduct is carried out without reading what they are said to have done.
  const rows = report.kind === 'violation' ? [] : what(report);
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      standing(report),
      ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
      ...drawn(before, id),
      ...stepRows(before, id),
    ],
  };
};

/** Somebody it no longer concerns: as little as keeps their copy true. */
const bystanderCard = (id: string, report: Report): Card => {
  const title = numberOf(id, report);
  return {
    title,
    tone: 'plain',
    notice: `${title} 状態が変わりました`,
    blocks: [standing(report), text('この件は、ほかの担当者に移りました。操作は要りません。')],
  };
};

/** One card per person: what they need, and the steps that are theirs. */
export const cardOf = (ctx: Ctx, id: string, report: Report, person: string, as: ReadonlySet<As> | undefined): Card => {
  const run = { ctx, id, by: person, on: jstDate(ctx.now) };
  if (!as || as.size === 0) return bystanderCard(id, report);
  if (report.follows) return followerCard(id, report, { id: report.follows.main });
  const before: Before = { run, report, as };
  if (as.size === 1 && as.has('ordered')) return orderCard(before, id);
  return person === report.reporter && as.size === 1 ? reporterCard(before, id) : carrierCard(before, id);
};

export const titleLine = (id: string, report: Report): string =>
  `${numberOf(id, report)} ${wordsOf(report.items, 'subject')}`;
