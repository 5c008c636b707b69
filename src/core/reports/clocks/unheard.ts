import { plusOfficeHours } from '../../calendar.ts';
import { buttons, type Card, text } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { jstDate, plusMinutes, showTime } from '../../time.ts';
import { callList } from '../call-list.ts';
import type { Clock } from '../clock.ts';
import type { Report } from '../report.ts';
import { asItIs, decided, fact, type Run, ring, told } from '../run.ts';
import { peopleOf, topLevel } from '../standing.ts';
import { numberOf, withPhone } from '../words.ts';

/** Minutes without 受け付けた at the top, before everybody is asked again. */
const againMinutes = 60;

/** Day and night for the severe ones, else in 執務時間. */
const dueAt = (ctx: Ctx, report: Report): string => {
  const atTop = report.level >= topLevel(ctx.dir, report, jstDate(ctx.now)) && report.level > 0;
  const minutes = atTop ? Math.max(againMinutes, ctx.settings.receiveMinutes) : ctx.settings.receiveMinutes;
  return report.severe ? plusMinutes(report.since, minutes) : plusOfficeHours(report.since, minutes / 60, ctx.settings);
};

const waitingCard = (ctx: Ctx, id: string, report: Report): Card => {
  const title = `${numberOf(id, report)} まだ受け付けられていません`;
  return {
    title,
    tone: 'stop',
    notice: title,
    blocks: [
      text(
        `${showTime(report.reportedAt)}に届いた報告を、まだだれも受け付けていません。カードを開いて「受け付けた」を押し、報告した方に声をかけてください。(対策基準 7(3)(ア))`,
      ),
      buttons({ label: 'カードを開く', style: 'primary', action: { do: 'press', verb: 'show', case: id } }),
      ...callList(ctx),
    ],
  };
};

/** For the reporter: nobody has reacted, so now the telephone. */
const callCard = ({ ctx, id }: Run, report: Report, to: readonly string[]): Card => {
  const title = `${numberOf(id, report)} まだ返事がありません`;
  const lines = to.filter((person) => ctx.dir.person(person)?.phone).map((person) => withPhone(ctx.dir, person));
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text(
        to.length > 0
          ? '次の方にも知らせました。待たずに、電話でも知らせてください。'
          : 'いま、チャットで届けられる担当者がいません。すぐに電話で知らせてください。',
      ),
      ...(lines.length > 0 ? [{ kind: 'list' as const, items: lines }] : callList(ctx)),
    ],
  };
};

/** Nobody has said 受け付けた: the next person up, and everybody it has reached once more. */
export const unheard: Clock = {
  name: 'unheard',
  times: (ctx, report) =>
    report.status === 'reported' && !report.follows
      ? [{ no: `${report.level}/${report.since}`, at: dueAt(ctx, report) }]
      : [],
  wake: (run, report) => {
    const { ctx, id, on } = run;
    if (report.status !== 'reported' || dueAt(ctx, report) > ctx.now) return asItIs(report);
    const level = Math.min(report.level + 1, Math.max(1, topLevel(ctx.dir, report, on)));
    const higher = level > report.level;
    const next: Report = {
      ...report,
      level,
      since: ctx.now,
      ...(higher ? { history: told(report, run, 'まだ受け付けがなく、次の方にも知らせました') } : {}),
    };
    const to = [...peopleOf(ctx.dir, next, on)].filter(([, as]) => as.has('receiver')).map(([person]) => person);
    const name = `unheard/${ctx.now.slice(0, 16)}`;
    return decided(run, next, [fact(run, 'report.unheard', { level, to })], {
      pings: [
        ...to.map((person) => ring(id, person, name, waitingCard(ctx, id, next), 'urgent')),
        // Told once a step that it has gone further up; a frightened person is not rung every hour of the night.
        ...(higher ? [ring(id, report.reporter, name, callCard(run, next, to), 'urgent')] : []),
      ],
    });
  },
};
