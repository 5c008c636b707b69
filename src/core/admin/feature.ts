import type { Card } from '../card.ts';
import { text as line } from '../card.ts';
import type { Timer } from '../case.ts';
import type { CaseAsk, Ctx, Feature, Found, Projection, Related } from '../feature.ts';
import { text } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { readForm, viewForm } from '../form-schema.ts';
import type { Outbound } from '../outbound.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { instantAt, jstDate } from '../time.ts';
import { administrator } from './asks.ts';
import { numberOf, ownCard, secondCard, wholeCard } from './cards.ts';
import { comeDue, type Step, tellLater } from './enact.ts';
import { apply, consent, decline, drop, propose } from './life.ts';
import { isOver, OrgChange } from './state.ts';
import type { AnySubject } from './subject.ts';
import { subjectOf, subjects } from './subjects.ts';

const noStep = refuse('no-such-step', 'この操作は、いまはできません。');

const declineFields = { why: text({ label: '理由', max: 300, lines: true }) };

const subjectIn = (name: string): AnySubject | undefined => subjectOf(name.split(/[/-]/)[0] ?? '');

type Typed = { raw?: RawValues; refusal?: Refusal | undefined; more?: string };

const draw = (ctx: Ctx, name: string, context: FormContext, typed: Typed): Result<Form> => {
  const subject = subjectIn(name);
  const may = administrator(ctx);
  if (!may.ok) return may;
  if (!subject) return noStep;
  const { raw, refusal, more } = typed;
  const step = name.endsWith('/decline');
  return ok({
    name,
    title: step ? '却下の理由' : subject.label,
    submit: step ? '送信' : '変わることを見る',
    context,
    intro: [
      ...(refusal ? [line(refusal.text, 'strong')] : []),
      ...(step
        ? []
        : [...subject.intro(ctx), line('送信しても、まだ何も変わりません。変わることを見てから決めます。', 'subtle')]),
    ],
    fields: viewForm(step ? declineFields : subject.fields(ctx), raw ?? (step ? {} : subject.raw(ctx)), {
      errors: refusal?.fields ?? {},
      ...(more === undefined ? {} : { more }),
      shown: (id) => ctx.dir.person(id)?.name ?? id,
    }),
  });
};

const submit = (
  ctx: Ctx,
  ask: Extract<CaseAsk, { type: 'submit' }>,
  found: Found<OrgChange> | undefined,
  fresh: string,
): Step => {
  const may = administrator(ctx);
  if (!may.ok) return may;
  const subject = subjectIn(ask.form);
  if (!subject) return noStep;
  if (!found) {
    const input = subject.read(ctx, ask.values);
    return input.ok ? propose(ctx, subject, input.value, fresh) : input;
  }
  if (!ask.form.endsWith('/decline')) return noStep;
  const read = readForm(declineFields, ask.values);
  return read.ok ? decline({ ctx, subject, found }, ask.context.version, read.value.why) : read;
};

const press = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'press' }>, found: Found<OrgChange>): Step => {
  const subject = subjectOf(found.state.kind);
  if (!subject) return noStep;
  const here = { ctx, subject, found };
  switch (ask.verb) {
    case 'apply':
      return apply(here, ask.version, false);
    case 'applyAll':
      return apply(here, ask.version, true);
    case 'consent':
      return consent(here, ask.version);
    case 'drop':
      return drop(here);
    case 'whole': {
      const may = administrator(ctx);
      const card = wholeCard(subject, found.id, found.state, Number(ask.arg) || 0);
      return may.ok ? ok({ facts: [], reply: { kind: 'say', card } }) : may;
    }
    default:
      return noStep;
  }
};

const decide: Feature<OrgChange>['decide'] = (ctx, ask, found, fresh) => {
  if (ask.type === 'wake') {
    const subject = found && subjectOf(found.state.kind);
    if (!found || !subject) return ok({ facts: [], reply: { kind: 'done' } });
    if (ask.what === 'later') return tellLater({ ctx, subject, found }, ask.timer.slice(-10));
    return ask.what === 'due' ? comeDue({ ctx, subject, found }) : ok({ facts: [], reply: { kind: 'done' } });
  }
  if (ask.type === 'submit') return submit(ctx, ask, found, fresh);
  return found ? press(ctx, ask, found) : noStep;
};

const timersOf = (ctx: Ctx, id: string, state: OrgChange, subject: AnySubject): Timer[] => {
  if (state.status === 'waiting' && state.from)
    return [{ id: `${id}/due`, subject: id, what: 'due', at: instantAt(state.from, '00:00') }];
  if (state.status !== 'applied') return [];
  return (subject.later?.days(state.input) ?? [])
    .map((day) => ({
      id: `${id}/later/${day}`,
      subject: id,
      what: 'later',
      at: instantAt(day, ctx.settings.officeFrom),
    }))
    .filter(({ at }) => at > ctx.now);
};

const project = (ctx: Ctx, id: string, _version: number, state: OrgChange): Projection => {
  const subject = subjectOf(state.kind);
  if (!subject) throw new Error(`no such subject of administration: ${state.kind}`);
  const card = (to: string, drawn: Card): Outbound => ({
    slot: `case/${id}/${to}`,
    to: { person: to },
    lane: 'card',
    card: drawn,
  });
  const waits = state.status === 'asked';
  const shownTo = state.asked ? state.seconds : [];
  const mine = state.status === 'proposed' || state.status === 'sure';
  return {
    status: state.status,
    open: !isOver(state),
    unit: ctx.dir.postsOf(state.by, jstDate(ctx.now))[0]?.unit ?? '',
    owner: state.by,
    involved: [
      { person: state.by, as: mine ? 'approver' : 'reader' },
      ...shownTo.map((person) => ({ person, as: waits ? ('approver' as const) : ('reader' as const) })),
    ],
    slots: [
      card(state.by, ownCard(ctx, subject, id, state)),
      ...shownTo.map((person) => card(person, secondCard(ctx, subject, id, state))),
    ],
    timers: timersOf(ctx, id, state, subject),
  };
};

/** Previews of what moves requests look at every request under way. */
const related = (_ctx: Ctx, ask: CaseAsk): Related | undefined => {
  const subject =
    ask.type === 'submit' ? subjectIn(ask.form) : subjectIn((ask.type === 'press' ? ask.case : ask.subject) ?? '');
  const asks =
    ask.type === 'submit' ||
    (ask.type === 'press' && ['apply', 'applyAll', 'consent'].includes(ask.verb)) ||
    ask.type === 'wake';
  return subject?.moves && asks ? { open: true } : undefined;
};

/** What HR and the 情報セキュリティ管理者 look after themselves, in chat: the chart, roles, times, lists (2-3(1)(イ)). */
export const administration: Feature<OrgChange> = {
  kinds: subjects.map(({ kind }) => kind),
  read: (state) => OrgChange.parse(state),
  open: (ctx, form, context) => draw(ctx, form, context, {}),
  redraw: (ctx, ask, _found, refusal) =>
    draw(ctx, ask.form, ask.context, {
      raw: ask.values,
      refusal,
      ...(ask.type === 'redraw' ? { more: ask.more } : {}),
    }),
  decide,
  project,
  line: (_ctx, id, state) => {
    const subject = subjectOf(state.kind);
    return subject ? numberOf(subject, id) : id;
  },
  related,
  readsHouse: true,
};
