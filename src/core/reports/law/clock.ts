import { buttons, type Card, text } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import type { JstDate } from '../../people/directory.ts';
import { instantAt, plusDays, showDate } from '../../time.ts';
import type { Clock } from '../clock.ts';
import { firstKnownOf } from '../first-known.ts';
import type { Report } from '../report.ts';
import { asItIs, decided, fact, ring, told } from '../run.ts';
import { peopleOf } from '../standing.ts';
import { numberOf } from '../words.ts';
import { withChief } from './chief.ts';
import { assessmentOf, datesOf, isGiven, isRunning, lawOf, type Stage } from './state.ts';
import { assessmentSentence, lawNote } from './words.ts';

type Moment = { stage: Stage; when: 'warn' | 'last' | 'over'; on: JstDate };

const nameOf = ({ stage, when, on }: Moment): string => `${stage}/${when}/${on}`;

/** Day 3, day 5 and the day after for the 速報; five days before, the last day and the day after for the 確報. */
const momentsOf = (report: Report): Moment[] => {
  const dates = isRunning(report) ? datesOf(report) : undefined;
  if (!dates) return [];
  const of = (stage: Stage, warn: JstDate, last: JstDate): Moment[] =>
    isGiven(report, stage)
      ? []
      : [
          { stage, when: 'warn', on: warn },
          { stage, when: 'last', on: last },
          { stage, when: 'over', on: plusDays(last, 1) },
        ];
  const all = [...of('prompt', dates.promptWarn, dates.promptBy), ...of('final', dates.finalWarn, dates.finalBy)];
  return all.filter((moment) => !lawOf(report).rung.includes(nameOf(moment)));
};

const timeOf = ({ settings }: Ctx, { on }: Moment): string => instantAt(on, settings.officeFrom);

const stageWords = { prompt: '速報', final: '確報' } as const;

const titleOf = ({ stage, when, on }: Moment): string => {
  const word = stageWords[stage];
  switch (when) {
    case 'warn':
      return `${word}の期限が近づいています`;
    case 'last':
      return `${word}の期限は今日、${showDate(on)}です`;
    case 'over':
      return `${word}の期限が過ぎました`;
  }
};

const nextStep = (report: Report): string => {
  const assessment = assessmentOf(report);
  if (assessment?.is === 'notNeeded')
    return '報告しないときは、カードの「報告しない理由」に名前と理由を残してください。';
  return assessment
    ? 'カードの「下書きを見る」で文を写して報告し、「報告・通知を記録」に残してください。'
    : 'カードの「漏えいの確認」に、分かるところだけ答えてください。';
};

const warning = (id: string, report: Report, moment: Moment): Card => {
  const dates = datesOf(report);
  const title = `${numberOf(id, report)} ${titleOf(moment)}`;
  const assessment = assessmentOf(report);
  return {
    title,
    tone: moment.when === 'warn' ? 'attention' : 'stop',
    notice: title,
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['1日目(最初に知った日)', showDate(firstKnownOf(report).on)],
          ['速報', isGiven(report, 'prompt') ? '済みました' : `${showDate(dates?.promptBy ?? '')}まで`],
          ['確報', isGiven(report, 'final') ? '済みました' : `${showDate(dates?.finalBy ?? '')}まで`],
        ],
      },
      text(assessment ? assessmentSentence(assessment) : '個人情報が漏れたかどうか、まだ確かめられていません。'),
      text(nextStep(report)),
      buttons({ label: 'カードを開く', style: 'primary', action: { do: 'press', verb: 'show', case: id } }),
      text(lawNote, 'subtle'),
    ],
  };
};

/** The last word of each stage alone: somebody who learns late is not rung three times. */
const newest = (due: readonly Moment[]): Moment[] =>
  (['prompt', 'final'] as const).flatMap((stage) => {
    const last = due.findLast((moment) => moment.stage === stage);
    return last ? [last] : [];
  });

/** The law's clocks: told to the 情報セキュリティ管理者 and the 責任者 until the report is made or its absence is explained. */
export const lawClock: Clock = {
  name: 'law',
  times: (ctx, report) => momentsOf(report).map((moment) => ({ no: nameOf(moment), at: timeOf(ctx, moment) })),
  wake: (run, report) => {
    const { ctx, id, on } = run;
    const due = momentsOf(report).filter((moment) => timeOf(ctx, moment) <= ctx.now);
    if (due.length === 0) return asItIs(report);
    const rung = newest(due);
    const law = { ...lawOf(report), rung: [...lawOf(report).rung, ...due.map(nameOf)] };
    const history = told(report, run, 'お知らせ', rung.map(titleOf).join('、'));
    const { report: next, facts } = withChief(run, { ...report, law, history }, '法律の期限のため');
    const to = [...peopleOf(ctx.dir, next, on)]
      .filter(([, as]) => as.has('manager') || as.has('chief') || as.has('standIn'))
      .map(([person]) => person);
    return decided(run, next, [...facts, fact(run, 'report.lawWarned', { what: rung.map(nameOf), to })], {
      pings: rung.flatMap((moment) =>
        to.map((person) => ring(id, person, `law/${nameOf(moment)}`, warning(id, next, moment), 'urgent')),
      ),
    });
  },
};
