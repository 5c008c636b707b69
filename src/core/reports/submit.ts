import type { CaseAsk, Ctx } from '../feature.ts';
import { readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { resolvePerson } from '../people/resolve.ts';
import { ok, type Result, refuse } from '../result.ts';
import { toldChief } from './chief.ts';
import { foldedInto } from './crowd/fold.ts';
import { asDrill } from './drill/begin.ts';
import type { Item } from './items.ts';
import type { AnyReportKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Base, Report } from './report.ts';
import { type Decided, decided, fact, type Run, runAs } from './run.ts';
import { fieldsFor, unitOf } from './telling.ts';
import { ifUnreached } from './unreached.ts';

type Typed = Readonly<Record<string, unknown>> & { subject: string; body: string };

/** Whom it is about, where the kind asks that. */
const aboutOf = (run: Run, values: Typed): Result<PersonId[]> => {
  const named = typeof values.whom === 'string' ? values.whom : '';
  if (!named) return ok([]);
  const found = resolvePerson(run.ctx.dir, named);
  return found.ok ? ok([found.value]) : refuse('invalid', found.refusal.text, { whom: found.refusal.text });
};

/** Who plays the reporter of a drill; empty where it is none. */
const playerOf = (run: Run, kind: AnyReportKind, values: Typed): Result<PersonId> => {
  const named = kind.playedBy?.(values);
  if (named === undefined) return ok('');
  const found = resolvePerson(run.ctx.dir, named);
  if (!found.ok) return refuse('invalid', found.refusal.text, { player: found.refusal.text });
  const posted = run.ctx.dir.postsOf(found.value, run.on).length > 0;
  const none = 'いま所属のある方を選んでください。';
  return posted ? found : refuse('invalid', none, { player: none });
};

const beginsWith = (run: Run, kind: AnyReportKind, values: Typed, about: PersonId[]): Base => {
  const { by } = run;
  const at = run.ctx.now;
  const { subject, body } = kind.told?.(values) ?? values;
  const known = (value: string): Item => ({ is: 'known', value, by, at });
  const severe = kind.severe(values);
  const escalations = kind.chiefAtOnce(values) ? toldChief(run, { about, escalations: [] }) : [];
  const base: Base = {
    kind: kind.name,
    drill: false,
    revision: 0,
    reporter: by,
    unit: unitOf(run.ctx, String(values.unit ?? '')),
    source: String(values.source ?? ''),
    hideReporter: false,
    about,
    incident: kind.incident(values),
    severe,
    personal: kind.personal?.(values) ?? 'unknown',
    values,
    reportedAt: at,
    items: { subject: known(subject), body: known(body) },
    versions: [],
    level: 0,
    since: at,
    escalations,
    orders: [],
    evidence: [],
    tasks: {},
    history: [{ at, by, what: '報告' }],
    seen: [],
    present: [],
  };
  const begun = { ...base, ...kind.begin?.(values, at, by) };
  return { ...begun, versions: [{ label: '第一報', by, at, items: begun.items }] };
};

/** A new report: two fields are enough, and it is with the right people at once. */
export const tell = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'submit' }>, fresh: string): Decided => {
  const kind = kindOf(ask.form.split('/')[0] ?? '');
  const run = runAs(ctx, fresh);
  const allowed = kind.mayBegin?.(ctx) ?? ok(true);
  if (!allowed.ok) return allowed;
  const read = readForm(fieldsFor(ctx, kind), ask.values);
  if (!read.ok) return read;
  const values = read.value as Typed;
  const about = aboutOf(run, values);
  if (!about.ok) return about;
  const player = playerOf(run, kind, values);
  if (!player.ok) return player;
  const base = player.value
    ? asDrill(run, beginsWith({ ...run, by: player.value }, kind, values, about.value), values)
    : beginsWith(run, kind, values, about.value);
  const data = {
    kind: kind.name,
    unit: base.unit,
    severe: base.severe,
    incident: base.incident,
    personal: base.personal,
    onBehalf: base.source !== '',
    drill: base.drill,
    about: base.about,
    chiefTold: base.escalations.flatMap(({ whom }) => whom),
    ...kind.record?.(values),
  };
  const report: Report = { ...base, status: 'reported' };
  const unreached = ifUnreached(run, report);
  const told = fact(run, 'report.told', data, { values: values as never });
  const decision = decided(run, report, [told, ...unreached.facts], { pings: unreached.pings });
  return kind.crowds?.(values) ? foldedInto(run, decision, ctx.related ?? []) : decision;
};
