import { type Block, type FactRow, text } from '../../card.ts';
import { showDate, showTime } from '../../time.ts';
import { firstKnownOf } from '../first-known.ts';
import type { Report } from '../report.ts';
import type { Section } from '../section.ts';
import { nameOf } from '../words.ts';
import { missingCommissionItems } from './commission-items.ts';
import { assessmentOf, concernsLaw, datesOf, doneOf, isFreed, isGiven, lawOf, type Stage } from './state.ts';
import { assessmentSentence, dutyLabels, groundWords, lawNote, openWords } from './words.ts';

const day = (report: Report, stage: Stage, by: string): string => {
  if (isGiven(report, stage)) return '済みました';
  return isFreed(report) ? '要らないと記録されています' : `${showDate(by)}まで`;
};

const dateRows = (report: Report): FactRow[] => {
  const dates = datesOf(report);
  if (!dates) return [];
  return [
    ['1日目(最初に知った日)', showDate(firstKnownOf(report).on)],
    ['速報', day(report, 'prompt', dates.promptBy)],
    ['確報', day(report, 'final', dates.finalBy)],
  ];
};

const assessed = (report: Report): FactRow[] => {
  const assessment = assessmentOf(report);
  if (!assessment) return [['漏えいの確認', 'まだです。「漏えいの確認」から、分かるところだけ答えてください。']];
  const lacking = assessment.is === 'reportable' ? missingCommissionItems(lawOf(report).items) : [];
  return [
    ['漏えいの確認', assessmentSentence(assessment)],
    ...(assessment.is === 'reportable'
      ? [['理由', assessment.grounds.map((ground) => groundWords[ground]).join('、')] as const]
      : []),
    ...(assessment.is !== 'notNeeded' && assessment.open.length > 0
      ? [['まだ分からないこと', openWords(assessment.open)] as const]
      : []),
    ...(assessment.is === 'reportable' && !doneOf(report, 'persons')
      ? [['本人へのお知らせ', 'まだ記録されていません。方法を決め、早めに知らせてください。'] as const]
      : []),
    ...(lacking.length > 0 ? [['委員会に出す項目で足りないもの', lacking.join('、')] as const] : []),
    ...(assessment.clauses.length > 0 ? [['法令', assessment.clauses.join('、')] as const] : []),
  ];
};

const recorded = (report: Report, name: (person: string) => string): FactRow[] => {
  const { done, notNeeded } = lawOf(report);
  return [
    ...done.map(({ what, on, by }): FactRow => [dutyLabels[what], `${showDate(on)}に済み(${name(by)}が記録)`]),
    ...(notNeeded && isFreed(report)
      ? [['報告しない理由', `${notNeeded.why}(${name(notNeeded.by)}、${showTime(notNeeded.at)})`] as const]
      : []),
  ];
};

/** Days, answers, and what was done: everything but the note that legal has not confirmed the rules. */
export const lawRows = (report: Report, name: (person: string) => string): FactRow[] => [
  ...dateRows(report),
  ...assessed(report),
  ...recorded(report, name),
];

/** The law's clocks, for those who answer for them. */
export const lawSection: Section = ({ run, report, as }): readonly Block[] => {
  const entitled = (['manager', 'chief', 'standIn', 'audit'] as const).some((each) => as.has(each));
  if (!entitled || !concernsLaw(report)) return [];
  const name = (person: string): string => nameOf(run.ctx.dir, person);
  return [
    text('個人情報保護法の期限', 'strong'),
    { kind: 'facts', rows: lawRows(report, name) },
    text(lawNote, 'subtle'),
  ];
};
