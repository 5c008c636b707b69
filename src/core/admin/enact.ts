import type { Fact } from '../facts.ts';
import type { Ctx, Decision, Found } from '../feature.ts';
import type { JstDate } from '../people/directory.ts';
import { ok, type Result } from '../result.ts';
import { jstDate, showDate } from '../time.ts';
import type { Preview } from './preview.ts';
import type { OrgChange } from './state.ts';
import type { AnySubject } from './subject.ts';

export type Step = Result<Decision<OrgChange>>;
export type Here = { ctx: Ctx; subject: AnySubject; found: Found<OrgChange> };

export const fact = (id: string, type: string, actor: string, data: Fact['data'], details?: Fact['details']): Fact => ({
  chain: id,
  type: `admin.${type}`,
  actor,
  subject: id,
  data,
  ...(details ? { details } : {}),
});

/** What a file held is gone once nothing more is to be done with it; how much it changed stays. */
export const ended = (
  subject: AnySubject,
  state: OrgChange,
  end: Pick<OrgChange, 'status'> & { why?: string },
  now: string,
): OrgChange => ({
  ...state,
  ...end,
  input: end.status === 'applied' && subject.later ? state.input : null,
  sections: subject.personal
    ? state.sections.map(({ title, lines }) => ({ title: `${title}: ${lines.length}件`, lines: [] }))
    : state.sections,
  endedAt: now,
  revision: state.revision + 1,
});

/** Today, or on the day it is for. */
export const enact = ({ ctx, subject, found }: Here, { plan }: Preview, actor: string): Step => {
  const { state, id } = found;
  const whose = { by: state.by, ...(state.second ? { second: state.second.by } : {}) };
  if (plan.from && plan.from > jstDate(ctx.now)) {
    return ok({
      next: { ...state, status: 'waiting', from: plan.from, revision: state.revision + 1 },
      facts: [fact(id, 'scheduled', actor, { ...whose, from: plan.from })],
      reply: { kind: 'done' },
    });
  }
  return ok({
    next: ended(subject, state, { status: 'applied' }, ctx.now),
    facts: [
      fact(id, 'applied', actor, { kind: subject.kind, ...whose, ...plan.data }, plan.details),
      { chain: 'org', type: 'directory.changed', actor: state.by, subject: id, data: { kind: subject.kind, ...whose } },
    ],
    directory: plan.change,
    reply: { kind: 'done' },
  });
};

/** A day has come of which somebody must hear; whether it still matters is read from what holds by now. */
export const tellLater = ({ ctx, subject, found }: Here, on: JstDate): Step => {
  const { state, id } = found;
  const pings = state.status === 'applied' ? (subject.later?.tell(ctx, state.input, on) ?? []) : [];
  return ok({
    next: state,
    facts: [fact(id, 'told', 'clock', { on, to: pings.length })],
    pings,
    reply: { kind: 'done' },
  });
};

/** Its day has come: done as it would be now, or given up with the reason, for the one who prepared it. */
export const comeDue = (here: Here): Step => {
  const { ctx, subject, found } = here;
  const { state, id } = found;
  if (state.status !== 'waiting' || !state.from || state.from > jstDate(ctx.now))
    return ok({ facts: [], reply: { kind: 'done' } });
  const planned = subject.plan(ctx, state.input);
  const stillMay = state.second !== undefined || state.seconds.length === 0;
  if (planned.ok && stillMay) return enact(here, { plan: planned.value, sections: [], seconds: [] }, 'clock');
  const why = planned.ok
    ? '確認した方の記録がありません。'
    : `${showDate(state.from)}になりましたが、${planned.refusal.text}`;
  return ok({
    next: ended(subject, state, { status: 'dropped', why }, ctx.now),
    facts: [fact(id, 'notDone', 'clock', { code: planned.ok ? 'no-second' : planned.refusal.code })],
    reply: { kind: 'done' },
  });
};
