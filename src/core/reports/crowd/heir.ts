import { isOver, type Report } from '../report.ts';
import type { Decided, Run } from '../run.ts';
import { promoted } from './members.ts';

/** A crowd whose first report is taken back, or closed before the others were joined to it, goes on under the next of them. */
export const withHeir = (run: Run, before: Report, decided: Decided): Decided => {
  const { crowd } = before;
  if (!crowd || !decided.ok || !decided.value.next || isOver(before) || !isOver(decided.value.next)) return decided;
  if (crowd.joined && decided.value.next.status !== 'withdrawn') return decided;
  const { crowd: _, ...next } = decided.value.next;
  const { also, facts } = promoted(run, crowd, run.ctx.related ?? []);
  return {
    ok: true,
    value: { ...decided.value, next: next as Report, also, facts: [...decided.value.facts, ...facts] },
  };
};
