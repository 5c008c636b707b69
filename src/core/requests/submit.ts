import { text } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { type Fields, readForm } from '../form-schema.ts';
import { rolesOf } from '../people/roles.ts';
import { type Result, refuse } from '../result.ts';
import { requesterCard } from './cards.ts';
import { doneFirst } from './emergency.ts';
import { mayAsk, mayOwn } from './entitled.ts';
import type { AnyKind, SeatRole, Stop } from './kind.ts';
import { type Base, baseOf, type Request } from './request.ts';
import { type Decided, decided, fact, factsOf, type Run, told } from './run.ts';
import { unroutableNotes } from './runner-notes.ts';
import { newSeat, route } from './seats.ts';
import { similarDecisions } from './similar.ts';
import { readSubject } from './subject-person.ts';

export const answerFields: Fields = {
  answer: text({ label: 'ご質問への答え', hint: '承認者に伝えたいこと', max: 500, lines: true, required: false }),
};

/** What was typed, checked by the kind; a problem at fields refuses, a stop is the caller's. */
const readKind = (
  run: Run,
  kind: AnyKind,
  raw: RawValues,
): Result<{ values: Record<string, unknown>; stop?: Stop }> => {
  const read = readForm(kind.fields, raw);
  if (!read.ok) return read;
  const held = rolesOf(run.ctx.dir, run.by, run.on).map(({ role }) => role);
  const problem = kind.check(read.value, run.on, held, run.ctx.settings);
  if (!problem) return { ok: true, value: { values: read.value } };
  if ('stop' in problem) return { ok: true, value: { values: read.value, stop: problem.stop } };
  const count = Object.keys(problem.fields).length;
  return refuse(
    'invalid',
    `${count}か所を直して、もう一度送ってください。入力した内容は残っています。`,
    problem.fields,
  );
};

/** A new request: to the first approver, or kept as a draft where a rule stops it. */
export const submitNew = (run: Run, kind: AnyKind, raw: RawValues): Decided => {
  const { dir } = run.ctx;
  const allowed = mayAsk(run, kind);
  if (!allowed.ok) return allowed;
  const subject = readSubject(dir, run.by, raw, run.on);
  const read = readKind(run, kind, raw);
  if (!read.ok && !subject.ok)
    return refuse('invalid', read.refusal.text, { ...read.refusal.fields, ...subject.refusal.fields });
  if (!subject.ok) return subject;
  if (!read.ok) return read;
  const base: Base = {
    kind: kind.name,
    ...subject.value,
    values: read.value.values,
    revision: 1,
    changes: [],
    history: [],
    seen: [],
  };
  return send(run, kind, base, read.value.stop, 'submitted');
};

/** The same request again after a question or a stop: number and history stay, and the card shows what changed. */
export const resubmit = (run: Run, kind: AnyKind, request: Request, raw: RawValues): Decided => {
  const allowed = mayOwn(run, request, 'returned', 'draft');
  if (!allowed.ok) return allowed;
  const read = readKind(run, kind, raw);
  if (!read.ok) return read;
  const answer = readForm(answerFields, raw);
  if (!answer.ok) return answer;
  const said = String(answer.value.answer ?? '');
  const changes = [...(said ? [`答え: ${said}`] : []), ...changesBetween(kind, request.values, read.value.values)];
  const base = { ...baseOf(request), values: read.value.values, revision: request.revision + 1, changes };
  return send(
    run,
    kind,
    base,
    read.value.stop,
    request.status === 'draft' && request.seen.length === 0 ? 'submitted' : 'resubmitted',
  );
};

type Values = Readonly<Record<string, unknown>>;

/** 「目的: 出張 → 研修」 for every line of the approver's card that reads differently now. */
const changesBetween = (kind: AnyKind, before: Values, after: Values): string[] => {
  const old = new Map(kind.facts(before));
  return kind
    .facts(after)
    .flatMap(([label, value]) =>
      old.get(label) === value ? [] : [`${label}: ${old.get(label) ?? 'なし'} → ${value}`],
    );
};

const send = (
  run: Run,
  kind: AnyKind,
  base: Base,
  stop: Stop | undefined,
  as: 'submitted' | 'resubmitted',
): Decided => {
  const data = {
    kind: kind.name,
    revision: base.revision,
    unit: base.unit,
    requester: base.requester,
    ...kind.record(base.values),
  };
  const more = {
    details: { values: base.values as never, changes: base.changes },
    onBehalfOf: base.filedBy ? base.requester : undefined,
  };
  if (stop) {
    const draft: Request = { ...base, status: 'draft', stop, consulted: [] };
    const card = requesterCard(run.ctx, run.id, draft);
    return decided(draft, [fact(run, 'request.stopped', { ...data, clause: stop.clause }, more)], {
      reply: { kind: 'say', card },
    });
  }
  const history = told(base, run, as === 'submitted' ? '申請' : '再提出');
  if (kind.first?.when(base.values)) return doneFirst(run, kind, kind.first, base, data, more.details);
  const seats: readonly SeatRole[] = kind.judge ? [kind.judge] : kind.approvers;
  const similar = similarDecisions(run, kind, base);
  const pending: Request = {
    ...base,
    history,
    status: 'pending',
    seats: seats.map((role) => newSeat(role, run.ctx.now)),
    ...(similar ? { similar } : {}),
  };
  const routed = route(run.ctx.dir, pending, run.ctx.now, run.on, as);
  return decided(routed.request, [fact(run, `request.${as}`, data, more), ...factsOf(run, routed)], {
    pings: unroutableNotes(run, kind, routed),
  });
};
