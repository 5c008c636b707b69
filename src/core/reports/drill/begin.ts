import type { Base } from '../report.ts';
import type { Run } from '../run.ts';

type Values = Readonly<Record<string, unknown>>;

/** The same beginning as any report's, marked as a drill from its first card on; the clock of the times starts here. */
export const asDrill = ({ ctx, by, on }: Run, base: Base, { script, aim }: Values): Base => ({
  ...base,
  drill: true,
  unit: ctx.dir.postsOf(base.reporter, on)[0]?.unit ?? '',
  exercise: { script: String(script ?? ''), by, at: ctx.now, aim: String(aim ?? '') },
  history: [{ at: ctx.now, by, what: '訓練を始めた' }, ...base.history],
});
