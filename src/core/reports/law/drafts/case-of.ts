import { firstKnownOf } from '../../first-known.ts';
import { type Item, type ItemName, wordsOf } from '../../items.ts';
import type { Before } from '../../step.ts';
import { showWhen } from '../../when.ts';
import { numberOf } from '../../words.ts';
import { assessmentOf, lawOf } from '../state.ts';
import type { DraftCase } from './draft-case.ts';

const momentIn = (item: Item | undefined): string => (item?.is === 'moment' ? showWhen(item.when) : '');

/** What the drafts are filled from: the case as it stands. Who told it and who caused it stay out. */
export const draftCase = ({ run, report }: Before): DraftCase => {
  const { known, items } = lawOf(report);
  const assessment = assessmentOf(report);
  if (!known || !assessment) throw new Error('a draft is offered once the questions are answered');
  const words = (name: ItemName): string =>
    report.items[name]?.is === 'open' ? '調査中' : wordsOf(report.items, name);
  return {
    number: numberOf(run.id, report),
    today: run.on,
    found: momentIn(report.items.foundAt) || showWhen(firstKnownOf(report)),
    occurred: momentIn(report.items.occurredAt) || words('occurredAt'),
    unit: report.unit && !report.hideReporter ? run.ctx.dir.unitName(report.unit) : '',
    body: words('body'),
    leaked: words('leaked'),
    cause: words('cause'),
    response: words('response'),
    recovery: words('recovery'),
    facts: known.facts,
    items,
    assessment,
  };
};
