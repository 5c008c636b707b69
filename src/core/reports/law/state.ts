import { firstKnownOf } from '../first-known.ts';
import { isOver, type Report } from '../report.ts';
import { type Assessment, assess, isWrongful } from './assess.ts';
import { noCommissionItems } from './commission-items.ts';
import { type Deadlines, deadlines } from './deadlines.ts';
import type { DutyName, Law } from './part.ts';
import { lawRules, rulesOn } from './rules.ts';

export const lawOf = (report: Report): Law => report.law ?? { items: noCommissionItems, done: [], rung: [] };

export const doneOf = (report: Report, what: DutyName) => lawOf(report).done.findLast((each) => each.what === what);

/** What the law says of it, as far as it is known; undefined before anybody has answered the questions. */
export const assessmentOf = (report: Report): Assessment | undefined => {
  const { known } = lawOf(report);
  const entrustorTold = doneOf(report, 'entrustor') !== undefined;
  return known && assess({ ...known.facts, entrustorTold }, lawRules, firstKnownOf(report).on);
};

/** Personal data may have leaked: what nobody knows counts as "may have". */
export const concernsLaw = (report: Report): boolean =>
  report.incident && report.status !== 'withdrawn' && (lawOf(report).known !== undefined || report.personal !== 'no');

/** Somebody has put their name to it that nothing must be reported, and the reason still holds. */
export const isFreed = (report: Report): boolean => {
  const assessment = assessmentOf(report);
  if (assessment?.is !== 'notNeeded') return false;
  return assessment.reason === 'entrustorTold' || lawOf(report).notNeeded?.reason === assessment.reason;
};

/** The days of the law; undefined for a time before the rules that are known. */
export const datesOf = (report: Report): Deadlines | undefined => {
  const { on } = firstKnownOf(report);
  const rules = rulesOn(lawRules, on);
  const assessment = assessmentOf(report);
  return rules && deadlines(on, rules, assessment !== undefined && isWrongful(assessment));
};

export type Stage = 'prompt' | 'final';

/** Whether the first word, or the last, has been given to everybody it is owed to. */
export const isGiven = (report: Report, stage: Stage): boolean => {
  const assessment = assessmentOf(report);
  const owed = assessment?.is === 'reportable' ? assessment.to : (['commission'] as const);
  const final = doneOf(report, 'final') !== undefined;
  const given = stage === 'final' ? final : final || doneOf(report, 'prompt') !== undefined;
  if (stage === 'prompt' && owed.includes('entrustor')) return false;
  return given || !owed.includes('commission');
};

/** The clocks run until the report is made, or until somebody has recorded why none is needed. */
export const isRunning = (report: Report): boolean => concernsLaw(report) && !isOver(report) && !isFreed(report);

/** Something the law asks for is still to be done: such a case is not closed, for its clocks would stop with it. */
export const isOwed = (report: Report): boolean =>
  isRunning(report) && (['prompt', 'final'] as const).some((stage) => !isGiven(report, stage));
