import type { Fact } from '../facts.ts';
import type { CaseAsk, Ctx, Decision, Feature, Found, Projection } from '../feature.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { mayAudit, mayRead, type Reach } from '../registers/may-read.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { jstDate, plusMinutes } from '../time.ts';
import { copyCard, copyNumber, whatLine } from './cards.ts';
import { Copy, type What } from './copy.ts';
import { copyForm, copyKinds } from './forms.ts';

/** How long a file waits to be taken. */
const openMinutes = 60;

type Asker = { person: string; reach: Reach };

/** Who asks, and whether there is anything for them to ask. */
const askerOf = (ctx: Ctx, name: string): Result<Asker> => {
  if (ctx.actor.is !== 'person')
    return refuse(
      'unknown-person',
      'このアカウントが職員名簿と結び付いていないため、台帳は受け取れません。総務部に連絡してください。',
    );
  if (!ctx.linkTo)
    return refuse(
      'no-place',
      'ファイルの受け取り口がまだ用意されていません。守りを動かしている方に、PUBLIC_URL の設定を頼んでください。',
    );
  const person = ctx.actor.person.id;
  const reach = mayRead(ctx.dir, person, jstDate(ctx.now));
  if (copyKinds[name]?.audit && !mayAudit(reach))
    return refuse(
      'not-auditor',
      '監査のファイルは、情報セキュリティ監査責任者と情報セキュリティ責任者だけが受け取れます。(対策基準 3(2)(カ)②)',
    );
  return ok({ person, reach });
};

const formOf = (ctx: Ctx, form: string, context: FormContext, raw?: RawValues, refusal?: Refusal): Result<Form> => {
  const name = form.split('/')[0] ?? '';
  const asker = askerOf(ctx, name);
  if (!asker.ok) return asker;
  const drawn = copyForm(ctx, asker.value.reach, name, { context, ...(raw ? { raw } : {}), refusal });
  return drawn ? ok(drawn) : refuse('no-such-step', 'この操作は、いまはできません。');
};

/** Codes and dates stay for ever; what was typed to look for may name people. */
const askedFact = (id: string, person: string, what: What): Fact => {
  const fact = { chain: id, type: 'copy.asked', actor: person, subject: id };
  if (what.is !== 'register') return { ...fact, data: { ...what } };
  const { name, year, unit, person: about, number, words } = what.look;
  return {
    ...fact,
    data: { is: what.is, name, year, unit: unit || null, format: what.format, wareki: what.wareki },
    details: { person: about, number, words },
  };
};

const begin = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'submit' }>, fresh: string): Result<Decision<Copy>> => {
  const name = ask.form.split('/')[0] ?? '';
  const asker = askerOf(ctx, name);
  const kind = Object.hasOwn(copyKinds, name) ? copyKinds[name] : undefined;
  if (!asker.ok) return asker;
  if (!kind) return refuse('no-such-step', 'この操作は、いまはできません。');
  const { person, reach } = asker.value;
  const read = kind.read(ctx, reach, ask.values, ask.context.once ?? fresh);
  if (!read.ok) return read;
  const until = plusMinutes(ctx.now, openMinutes);
  return ok({
    next: { status: 'waiting', person, what: read.value, askedAt: ctx.now, until },
    facts: [askedFact(fresh, person, read.value)],
    reply: { kind: 'done' },
  });
};

const lapse = (ctx: Ctx, { id, state }: Found<Copy>): Result<Decision<Copy>> => {
  if (state.status !== 'waiting' || ctx.now < state.until) return ok({ facts: [], reply: { kind: 'done' } });
  const { person, what, askedAt, until } = state;
  return ok({
    next: { status: 'lapsed', person, what, askedAt, until },
    facts: [{ chain: id, type: 'copy.lapsed', actor: 'clock', subject: id, data: {} }],
    reply: { kind: 'done' },
  });
};

/** It has been made: `facts` tell what was in it. Handed over only after this stands. */
export const taken = (ctx: Ctx, { id, state }: Found<Copy>, number: number, facts: readonly Fact[]): Decision<Copy> => {
  const { person, what, askedAt, until } = state;
  return {
    next: { status: 'taken', person, what, askedAt, until, at: ctx.now, number },
    facts: [{ chain: id, type: 'copy.taken', actor: person, subject: id, data: { number } }, ...facts],
    reply: { kind: 'done' },
  };
};

/** Whether it may be handed over now, to whoever the chart of this moment has. */
export const mayTake = (ctx: Ctx, copy: Copy): boolean => {
  if (copy.status !== 'waiting' || ctx.now >= copy.until || !ctx.dir.person(copy.person)) return false;
  const on = jstDate(ctx.now);
  if (ctx.dir.postsOf(copy.person, on).length === 0) return false;
  return copy.what.is === 'register' || mayAudit(mayRead(ctx.dir, copy.person, on));
};

const project = (ctx: Ctx, id: string, _version: number, copy: Copy): Projection => {
  const open = copy.status === 'waiting';
  const { person } = copy;
  return {
    status: copy.status,
    open,
    unit: ctx.dir.postsOf(person, jstDate(ctx.now))[0]?.unit ?? '',
    owner: person,
    involved: [{ person, as: 'owner' }],
    slots: [{ slot: `case/${id}/${person}`, to: { person }, lane: 'card', card: copyCard(ctx, id, copy) }],
    timers: open ? [{ id: `${id}/lapse`, subject: id, what: 'lapse', at: copy.until }] : [],
  };
};

/** Files asked for in chat: registers, and what an audit needs. The file itself never passes through the chat. */
export const copies: Feature<Copy> = {
  kinds: Object.keys(copyKinds),
  read: (state) => Copy.parse(state),
  open: (ctx, form, context, found) =>
    found ? refuse('no-such-step', 'この操作は、いまはできません。') : formOf(ctx, form, context),
  redraw: (ctx, ask, _found, refusal) => formOf(ctx, ask.form, ask.context, ask.values, refusal),
  decide: (ctx, ask, found, fresh) => {
    if (!found)
      return ask.type === 'submit' ? begin(ctx, ask, fresh) : refuse('gone', 'このファイルが見つかりません。');
    return ask.type === 'wake' && ask.what === 'lapse'
      ? lapse(ctx, found)
      : refuse('no-such-step', 'この操作は、いまはできません。');
  },
  project,
  line: (ctx, id, { what }) => `${copyNumber(id)} ${whatLine(ctx, what)}`,
};
