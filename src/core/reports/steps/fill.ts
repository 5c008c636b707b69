import { text } from '../../card.ts';
import { refuse } from '../../result.ts';
import { changedItems, fieldsToFill, lackingFor, rawToFill } from '../asks.ts';
import { toldChief } from '../chief.ts';
import { itemLabels } from '../items.ts';
import { readItems } from '../read-items.ts';
import type { Report } from '../report.ts';
import { isOver } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

/** The next name of a version: 第一報 has been, the rest are numbered 続報. */
const nextLabel = (report: Report): string => `続報${report.versions.length}`;

/** 内容を足す・直す: the nine items of 2-7(3)(イ), each asked of whoever can know it. Every version is kept. */
export const fill = formStep({
  name: 'fill',
  label: '内容を足す・直す',
  first: ({ report, as }) => as.has('reporter') || lackingFor(report, as).length > 0,
  by: ['reporter', 'unitManager', 'infrastructure', 'manager'],
  when: (report) => !isOver(report),
  title: '内容を足す・直す',
  intro: ({ report, as }) => {
    const lacking = lackingFor(report, as).map((name) => itemLabels[name]);
    return [
      text(
        lacking.length > 0
          ? `まだ分からない項目: ${lacking.join('、')}`
          : '前の内容も「第一報」「続報」として残ります。',
      ),
      text('分かったところだけでかまいません。調べているものは「調査中のもの」に印を付けてください。'),
    ];
  },
  fields: ({ as }) => fieldsToFill(as),
  raw: ({ report, as }) => rawToFill(report, as),
  submit: (before, values: Readonly<Record<string, unknown>>) => {
    const { run, report } = before;
    const read = readItems(before, values);
    if (!read.ok) return read;
    const { items, firstKnown } = read.value;
    const changed = changedItems(report.items, items);
    const said = values.personal as Report['personal'] | '' | undefined;
    const personal = said || report.personal;
    const known = JSON.stringify(firstKnown) !== JSON.stringify(report.firstKnown);
    if (changed.length === 0 && personal === report.personal && !known)
      return refuse('nothing-changed', '変わったところがありません。分かったことを書いてから送ってください。', {});
    const label = nextLabel(report);
    const next: Report = {
      ...report,
      items,
      personal,
      severe: report.severe || personal === 'yes',
      // From here on the quarter of an hour runs day and night.
      since: personal === 'yes' && !report.severe ? run.ctx.now : report.since,
      escalations: [...report.escalations, ...(personal === 'yes' && report.incident ? toldChief(run, report) : [])],
      ...(firstKnown ? { firstKnown } : {}),
      versions: [...report.versions, { label, by: run.by, at: run.ctx.now, items }],
      history: told(report, run, label, changed.map((name) => itemLabels[name]).join('、')),
    };
    const data = { changed, personal, firstKnown: firstKnown ?? null, version: label };
    const details = { items: Object.fromEntries(changed.map((name) => [name, items[name]])) as never };
    return decided(run, next, [fact(run, 'report.filled', data, details)]);
  },
});
