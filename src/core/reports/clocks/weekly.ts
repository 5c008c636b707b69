import { rollForward } from '../../calendar.ts';
import { type Card, text } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import type { Outbound, PersonId } from '../../outbound.ts';
import { roleHolders } from '../../people/roles.ts';
import { daysBetween, instantAt, jstDate, plusDays, weekday } from '../../time.ts';
import type { Clock } from '../clock.ts';
import { isOver, Report } from '../report.ts';
import { decided, fact } from '../run.ts';
import { numberOf, statusWord } from '../words.ts';

/** Under this name every open report can be found, as a person's cases are. */
export const openReports = 'open-reports';

/** Days without a word after which a case stands still. */
const stillDays = 7;

/** 9:00 of the coming Monday, or of the first open day after it. */
const nextAt = ({ now, settings }: Ctx): string => {
  const today = jstDate(now);
  for (let ahead = 0; ; ahead++) {
    const day = plusDays(today, ahead);
    const at = weekday(day) === 1 ? instantAt(rollForward(day, settings), settings.officeFrom) : '';
    if (at > now) return at;
  }
};

type Still = { id: string; report: Report; days: number };

const stillIn = (ctx: Ctx): Still[] =>
  (ctx.related ?? []).flatMap(({ id, state }) => {
    const report = Report.parse(state);
    const last = report.history.findLast(({ by }) => by !== 'clock')?.at ?? report.reportedAt;
    const days = daysBetween(jstDate(last), jstDate(ctx.now));
    const waits = report.status === 'done' && report.checkOn > jstDate(ctx.now);
    return isOver(report) || report.drill || waits || days < stillDays ? [] : [{ id, report, days }];
  });

const card = (still: readonly Still[]): Card => {
  const title = `止まっている件(${still.length}件)`;
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text('7日以上、動きのない報告です。次にすることを、カードから選んでください。'),
      {
        kind: 'list',
        items: still
          .slice(0, 20)
          .map(({ id, report, days }) => `${numberOf(id, report)} ${statusWord(report)} ${days}日動きなし`),
      },
      {
        kind: 'buttons',
        buttons: still.slice(0, 5).map(({ id, report }) => ({
          label: numberOf(id, report).slice(0, 20),
          action: { do: 'press', verb: 'show', case: id },
        })),
      },
    ],
  };
};

/** One list a person and week, whichever case happened to wake for it: they all write the same slot. */
const listFor = (ctx: Ctx, person: PersonId, still: readonly Still[]): Outbound[] => {
  const theirs = still.filter(({ report }) => !report.about.includes(person));
  return theirs.length > 0
    ? [{ slot: `standstill/${jstDate(ctx.now)}/${person}`, to: { person }, lane: 'note', card: card(theirs) }]
    : [];
};

/** 「止まっている件」: every week, for the 情報セキュリティ管理者. */
export const weekly: Clock = {
  name: 'weekly',
  times: (ctx, report) => (isOver(report) ? [] : [{ no: nextAt(ctx), at: nextAt(ctx) }]),
  wake: (run, report) => {
    const { ctx } = run;
    const still = stillIn(ctx);
    const own = still.find(({ id }) => id === run.id);
    const managers = roleHolders(ctx.dir, 'securityManager', undefined, run.on).map(({ person }) => person);
    return decided(run, report, own ? [fact(run, 'report.standsStill', { days: own.days })] : [], {
      pings: managers.flatMap((person) => listFor(ctx, person, still)),
    });
  },
};
