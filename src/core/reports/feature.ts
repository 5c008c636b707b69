import { afterQuiet, isQuiet } from '../calendar.ts';
import type { Involvement } from '../case.ts';
import type { CaseAsk, Ctx, Feature, Found, Projection } from '../feature.ts';
import type { Outbound } from '../outbound.ts';
import { refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { cardOf, titleLine } from './cards.ts';
import { openReports } from './clocks/weekly.ts';
import { clocks } from './clocks.ts';
import { besides } from './crowd/beside.ts';
import { folded } from './crowd/find-main.ts';
import { withHeir } from './crowd/heir.ts';
import { memberSlots } from './crowd/member-slots.ts';
import { drillIndex } from './drill/part.ts';
import { allKinds } from './kinds.ts';
import { isOver, Report } from './report.ts';
import { addressOf, asItIs, type Decided, decided, runAs } from './run.ts';
import { isTurnOf, peopleOf, standingsOf } from './standing.ts';
import { tell } from './submit.ts';
import { openStep, press, submitStep } from './take.ts';
import { drawTelling } from './telling.ts';

const wake = (ctx: Ctx, what: string, found: Found<Report> | undefined): Decided => {
  if (!found) return { ok: true, value: { facts: [], reply: { kind: 'done' } } };
  const run = runAs(ctx, found.id);
  const clock = clocks.find(({ name }) => name === what);
  // What is not severe waits for the morning: the state stays as it is, and its timers move.
  const sleeps = !found.state.severe && isQuiet(ctx.now, ctx.settings);
  if (clock) return sleeps ? asItIs(found.state) : clock.wake(run, found.state);
  // The chart has changed, or a day has begun: whoever is in post now gets the card, whoever left it has nothing to press.
  const present = standingsOf(peopleOf(ctx.dir, found.state, run.on));
  return what === 'reroute' && present.join() !== found.state.present.join()
    ? decided(run, found.state, [])
    : { ok: true, value: { facts: [], reply: { kind: 'done' } } };
};

const decideOne = (ctx: Ctx, ask: CaseAsk, found: Found<Report> | undefined, fresh: string): Decided => {
  if (ask.type === 'wake') return wake(ctx, ask.what, found);
  if (ask.type === 'submit') return found ? submitStep(ctx, ask, found) : tell(ctx, ask, fresh);
  return found ? press(ctx, ask, found) : refuse('gone', 'この報告が見つかりません。ホームから開き直してください。');
};

const decide = (ctx: Ctx, ask: CaseAsk, found: Found<Report> | undefined, fresh: string): Decided => {
  const decided = decideOne(ctx, ask, found, fresh);
  return found ? withHeir(runAs(ctx, found.id), found.state, decided) : decided;
};

const ownSlots = (ctx: Ctx, id: string, report: Report, readers: readonly string[]): Outbound[] => {
  const people = peopleOf(ctx.dir, report, jstDate(ctx.now));
  return readers.map((person) => ({
    slot: `case/${id}/${person}`,
    to: addressOf(person),
    lane: report.follows ? 'card' : 'urgent',
    card: cardOf(ctx, id, report, person, people.get(person)),
  }));
};

/** A wake-up that was missed and would come at night waits for the morning too. */
const calm = ({ now, settings }: Ctx, at: string): string =>
  afterQuiet(at <= now && isQuiet(now, settings) ? now : at, settings);

/** Names under which it is found by more than the people it concerns. */
const findable = (report: Report): Involvement[] => [
  ...(isOver(report) || report.follows ? [] : [{ person: openReports, as: 'reader' as const }]),
  ...(report.exercise?.ended ? [{ person: drillIndex, as: 'reader' as const }] : []),
];

const project = (ctx: Ctx, id: string, _version: number, report: Report): Projection => {
  const people = peopleOf(ctx.dir, report, jstDate(ctx.now));
  const readers = [report.reporter, ...report.seen.filter((person) => person !== report.reporter)];
  const involved: Involvement[] = readers.flatMap((person) => {
    const as = people.get(person) ?? new Set();
    const turn = isTurnOf(report, as) && !(person === report.reporter && as.size === 1);
    return [
      ...(person === report.reporter && ctx.dir.person(person) ? [{ person, as: 'owner' as const }] : []),
      ...(person === report.reporter ? [] : [{ person, as: turn ? ('approver' as const) : ('reader' as const) }]),
    ];
  });
  return {
    status: report.follows ? folded : report.status,
    open: !isOver(report) && !report.follows?.joined,
    unit: report.unit,
    // Readers of registers never learn from the row who told it.
    owner: report.hideReporter ? '' : report.reporter,
    involved: [...involved, ...findable(report)],
    slots: report.follows?.joined ? [] : [...ownSlots(ctx, id, report, readers), ...memberSlots(id, report)],
    // What stands behind another wakes nobody: that one does.
    timers: (report.follows ? [] : clocks).flatMap(({ name, times }) =>
      times(ctx, report).map(({ no, at }) => ({
        id: `${id}/${name}/${no}`,
        subject: id,
        what: name,
        at: report.severe ? at : calm(ctx, at),
      })),
    ),
  };
};

/** Every kind of report, through one life: told in two fields, with the right people at once, carried to its end. Anybody may report. */
export const reports: Feature<Report> = {
  kinds: allKinds.map(({ name }) => name),
  read: (state) => Report.parse(state),
  open: (ctx, form, context, found) => (found ? openStep(ctx, form, context, found) : drawTelling(ctx, form, context)),
  redraw: (ctx, ask, found, refusal) => {
    const drawing = { raw: ask.values, refusal, ...(ask.type === 'redraw' ? { more: ask.more } : {}) };
    return found
      ? openStep(ctx, ask.form, ask.context, found, drawing)
      : drawTelling(ctx, ask.form, ask.context, drawing);
  },
  decide,
  project,
  line: (_ctx, id, report) => titleLine(id, report),
  readsContacts: true,
  keepsPolicy: true,
  keptFrom: (report) => report.about.filter((person) => person !== report.reporter),
  related: (_ctx, ask, report) => {
    if (!report) return undefined;
    if (ask.type === 'wake' && ask.what === 'weekly') return { involving: openReports };
    if (ask.type === 'submit' && ask.form === 'drill/endDrill') return { involving: drillIndex };
    const { crowd } = report;
    return crowd ? { ids: crowd.members.map(({ id }) => id) } : undefined;
  },
  beside: besides,
};
