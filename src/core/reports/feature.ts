import { text } from '../card.ts';
import type { Involvement } from '../case.ts';
import type { CaseAsk, Ctx, Decision, Feature, Found, Projection } from '../feature.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { readForm, viewForm } from '../form-schema.ts';
import type { AccountRef, Addressee, Outbound } from '../outbound.ts';
import { approverChain } from '../people/approvers.ts';
import { ok, type Refusal, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { incidentNumber, receiverCard, reporterCard } from './cards.ts';
import { Incident, incidentFields } from './incident.ts';

/** `slack:T1/U1`: an account the chart does not know can report all the same. */
const accountName = ({ platform, space, user }: AccountRef): string => `${platform}:${space}/${user}`;

const reporterOf = (ctx: Ctx): string =>
  ctx.actor.is === 'person'
    ? ctx.actor.person.id
    : ctx.actor.is === 'unknown'
      ? accountName(ctx.actor.account)
      : 'clock';

const addressOf = (reporter: string): Addressee => {
  const found = /^(slack|teams|console):([^/]+)\/(.+)$/.exec(reporter);
  return found
    ? { account: { platform: found[1] as AccountRef['platform'], space: found[2] ?? '', user: found[3] ?? '' } }
    : { person: reporter };
};

/** What a button, a message shortcut or a typed sentence already says. */
const words = (arg: string | undefined): RawValues => {
  try {
    const { raw, ...given } = JSON.parse(arg ?? '{}') as Record<string, unknown>;
    const { subject, body: typed, text: said, link } = { ...given, ...(raw as Record<string, unknown> | undefined) };
    const body = [typed, said, link].filter((part) => typeof part === 'string' && part !== '').join('\n');
    return { ...(typeof subject === 'string' ? { subject } : {}), ...(body ? { body } : {}) };
  } catch {
    return {};
  }
};

const draw = (context: FormContext, raw: RawValues, refusal?: Refusal): Result<Form> =>
  ok({
    name: 'incident/new',
    title: '事故の報告',
    submit: '送信',
    context,
    intro: [
      ...(refusal ? [text(refusal.text, 'strong')] : []),
      text('件名と内容だけで送れます。足りないことは、あとから足せます。'),
      text('パスワードやマイナンバーは書かないでください。', 'subtle'),
    ],
    fields: viewForm(incidentFields, raw, { errors: refusal?.fields ?? {}, shown: (id) => id }),
  });

/** The reporter's 情報管理者 and the 情報セキュリティ管理者; an unmatched reporter's report goes to the latter alone (domain.md, routing 8). */
const toldFor = (ctx: Ctx, unit: string, reporter: string): string[] => {
  const on = jstDate(ctx.now);
  const first = (role: 'informationManager' | 'securityManager'): string[] =>
    (approverChain(ctx.dir, { requester: reporter, unit, role }, on).levels[0]?.approvers ?? []).map(
      (each) => each.person,
    );
  return [...new Set([...(unit ? first('informationManager') : []), ...first('securityManager')])];
};

const report = (ctx: Ctx, ask: Extract<CaseAsk, { type: 'submit' }>, fresh: string): Result<Decision<Incident>> => {
  const read = readForm(incidentFields, ask.values);
  if (!read.ok) return read;
  const reporter = reporterOf(ctx);
  const unit = ctx.dir.postsOf(reporter, jstDate(ctx.now))[0]?.unit ?? '';
  const told = toldFor(ctx, unit, reporter);
  return ok({
    next: { status: 'reported', reporter, unit, ...read.value, reportedAt: ctx.now, told },
    facts: [
      {
        chain: fresh,
        type: 'incident.reported',
        actor: reporter,
        subject: fresh,
        data: { unit, told },
        details: read.value,
      },
    ],
    reply: { kind: 'done' },
  });
};

const receive = (ctx: Ctx, found: Found<Incident>): Result<Decision<Incident>> => {
  const { state, id } = found;
  if (ctx.actor.is !== 'person' || !state.told.includes(ctx.actor.person.id))
    return refuse('not-receiver', 'この報告を受け付ける担当ではないため、操作できません。');
  if (state.received) return refuse('already-received', 'この報告は、すでに受け付けられています。');
  const by = ctx.actor.person.id;
  return ok({
    next: { ...state, status: 'received', received: { by, at: ctx.now } },
    facts: [{ chain: id, type: 'incident.received', actor: by, subject: id, data: {} }],
    reply: { kind: 'done' },
  });
};

const decide = (
  ctx: Ctx,
  ask: CaseAsk,
  found: Found<Incident> | undefined,
  fresh: string,
): Result<Decision<Incident>> => {
  if (ask.type === 'submit' && !found) return report(ctx, ask, fresh);
  if (ask.type === 'press' && ask.verb === 'receive' && found) return receive(ctx, found);
  return ask.type === 'wake'
    ? ok({ facts: [], reply: { kind: 'done' } })
    : refuse('no-such-step', 'この操作は、いまはできません。');
};

const project = (ctx: Ctx, id: string, _version: number, incident: Incident): Projection => {
  const own: Outbound = {
    slot: `case/${id}/${incident.reporter}`,
    to: addressOf(incident.reporter),
    lane: 'urgent',
    card: reporterCard(ctx, id, incident),
  };
  const known = 'person' in own.to;
  const involved: Involvement[] = [
    ...(known ? [{ person: incident.reporter, as: 'owner' as const }] : []),
    ...incident.told.map((person) => ({ person, as: incident.received ? ('reader' as const) : ('approver' as const) })),
  ];
  return {
    status: incident.status,
    open: true,
    unit: incident.unit,
    owner: incident.reporter,
    involved,
    slots: [
      own,
      ...incident.told.map(
        (person): Outbound => ({
          slot: `case/${id}/${person}`,
          to: { person },
          lane: 'urgent',
          card: receiverCard(ctx, id, incident),
        }),
      ),
    ],
    timers: [],
  };
};

/** 事件・事故 (2-7(3)): told in two fields, to the right people at once; anybody may report. */
export const incidents: Feature<Incident> = {
  kinds: ['incident'],
  read: (state) => Incident.parse(state),
  open: (_ctx, _form, context) => draw(context, words(context.arg)),
  redraw: (_ctx, ask, _found, refusal) => draw(ask.context, ask.values, refusal),
  decide,
  project,
  line: (_ctx, id, incident) => `${incidentNumber(id)} ${incident.subject}`,
};
