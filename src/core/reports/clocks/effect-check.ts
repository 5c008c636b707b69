import { plusBusinessDays, rollForward } from '../../calendar.ts';
import type { Ctx } from '../../feature.ts';
import { instantAt, jstDate, showDate } from '../../time.ts';
import type { Clock } from '../clock.ts';
import { everyAs, tell } from '../notes.ts';
import type { ReportIn } from '../report.ts';
import { asItIs, decided, fact, told } from '../run.ts';

const asked = '効果の確認をお願いした';

/** 9:00 of the day it is due, then every five business days until it is answered. */
const nextAt = ({ settings }: Pick<Ctx, 'settings'>, report: ReportIn<'done'>): string => {
  const last = report.history.findLast(({ what }) => what === asked);
  const after = last && last.at > report.finished.at ? plusBusinessDays(jstDate(last.at), 5, settings) : undefined;
  return instantAt(after ?? rollForward(report.checkOn, settings), settings.officeFrom);
};

/** 90 days after the measures: do they work? */
export const effectCheck: Clock = {
  name: 'effectCheck',
  times: (ctx, report) => (report.status === 'done' ? [{ no: nextAt(ctx, report), at: nextAt(ctx, report) }] : []),
  wake: (run, report) => {
    if (report.status !== 'done' || nextAt(run.ctx, report) > run.ctx.now) return asItIs(report);
    const next = { ...report, history: told(report, run, asked) };
    return decided(run, next, [fact(run, 'report.effectDue', { checkOn: report.checkOn })], {
      pings: tell(run, next, everyAs(run, next, 'manager'), {
        name: 'effect',
        title: '効果の確認の日です',
        lines: [
          `${showDate(report.checkOn)}は、再発防止策の効果を確かめる日です。カードから「効果を確認した」を選んでください。`,
        ],
      }),
    });
  },
};
