import { type BarRow, type Block, type Button, buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import type { UnitId } from '../people/directory.ts';
import { showDate } from '../time.ts';
import { canBeHeld, type Duty, reportToOf, titleOf } from './duty.ts';
import type { Running } from './finish.ts';
import { newForm } from './propose.ts';
import type { Task, TaskCount } from './task.ts';
import { roleLabels } from './words.ts';

/** A running plan as one reader may see it. */
export type View = {
  plan: Running;
  /** Of the units the reader looks after. */
  counts: readonly TaskCount[];
  /** Who has not done it: only for the 情報管理者 of their unit. */
  open: readonly Task[];
  /** The units in the reader's charge. */
  leads: readonly UnitId[];
  runs: boolean;
};

const mostUnits = 12;
const mostNames = 30;
const mostPlans = 6;

/** How far a unit is; what goes on for months counts as done until it is asked for again. */
const progress = (counts: readonly TaskCount[]): { done: number; total: number } => ({
  done: counts.reduce((sum, { status, count }) => sum + (status === 'done' ? count : 0), 0),
  total: counts.reduce((sum, { status, count }) => sum + (status === 'ended' ? 0 : count), 0),
});

const unitRows = (ctx: Ctx, counts: readonly TaskCount[]): BarRow[] => {
  const units = [...new Set(counts.map(({ unit }) => unit))];
  const rows = units.map((unit) => {
    const of = counts.filter((each) => each.unit === unit);
    return { label: ctx.dir.unitName(unit), ...progress(of) };
  });
  return rows.filter(({ total }) => total > 0);
};

/** Those furthest behind come first; of one unit alone no sum is needed. */
const progressBlocks = (ctx: Ctx, counts: readonly TaskCount[]): Block[] => {
  const rows = unitRows(ctx, counts).toSorted((a, b) => a.done / a.total - b.done / b.total);
  if (rows.length === 0) return [];
  const more = rows.length - mostUnits;
  return [
    {
      kind: 'bars',
      rows: [...(rows.length > 1 ? [{ label: '全体', ...progress(counts) }] : []), ...rows.slice(0, mostUnits)],
    },
    ...(more > 0 ? [text(`ほかに${more}部署あります。`, 'subtle')] : []),
  ];
};

const names = (ctx: Ctx, open: readonly Task[]): string => {
  const shown = open.slice(0, mostNames).map(({ person }) => ctx.dir.person(person)?.name ?? person);
  return `まだの方: ${shown.join('、')}${open.length > mostNames ? ` ほか${open.length - mostNames}人` : ''}`;
};

const steps = ({ plan, open, leads }: View): Button[] => {
  if (leads.length === 0) return [];
  const { duty } = plan.state;
  return [
    ...(open.length > 0
      ? [
          { label: 'まだの方に知らせる', action: { do: 'press' as const, verb: 'nudge', case: plan.id } },
          ...(canBeHeld(duty)
            ? [{ label: '別の日の実施を記録', action: { do: 'open' as const, form: 'duty/attend', case: plan.id } }]
            : []),
        ]
      : []),
    ...(duty.reported
      ? [
          {
            label: `実施記録を${reportToOf(duty) === 'chiefOfficer' ? '責任者' : roleLabels[reportToOf(duty)]}に送る`,
            style: 'primary' as const,
            action: { do: 'press' as const, verb: 'record', case: plan.id },
          },
        ]
      : []),
  ];
};

const standing = { proposed: ' まだ始めていません', paused: ' 止めています', closed: ' 終えました' } as const;

const planBlocks = (ctx: Ctx, view: View): Block[] => {
  const { plan, counts, open } = view;
  const pressed = steps(view);
  const held = plan.state.status === 'running' ? '' : standing[plan.state.status];
  return [
    text(`${titleOf(plan.state.duty)}(期限 ${showDate(plan.state.due)})${held}`, 'strong'),
    ...progressBlocks(ctx, counts),
    ...(open.length > 0 ? [text(names(ctx, open))] : []),
    ...(pressed.length > 0 ? [buttons(...pressed)] : []),
    ...(view.runs
      ? [buttons({ label: '内容を見る', action: { do: 'press' as const, verb: 'show', case: plan.id } })]
      : []),
  ];
};

/** 実施状況: how far each plan is, as far as the reader may see it, and what they can do about it. */
export const overviewCard = (ctx: Ctx, views: readonly View[], startable: readonly Duty[]): Card => {
  const shown = views.slice(0, mostPlans);
  const title = '研修や点検の実施状況';
  return {
    title,
    tone: 'plain',
    notice: title,
    blocks: [
      ...(shown.length === 0 ? [text('いま、実施中のものはありません。')] : shown.flatMap((v) => planBlocks(ctx, v))),
      ...(views.length > mostPlans ? [text(`ほかに${views.length - mostPlans}件あります。`, 'subtle')] : []),
      ...(startable.length > 0
        ? [
            { kind: 'divider' as const },
            text('新しく始める', 'strong'),
            buttons(
              ...startable.map(
                (duty): Button => ({
                  label: duty.label,
                  action: { do: 'open', form: newForm(duty.name) },
                }),
              ),
            ),
            buttons({ label: 'ほかのお願いを作る', action: { do: 'open', form: newForm() } }),
          ]
        : []),
    ],
  };
};
