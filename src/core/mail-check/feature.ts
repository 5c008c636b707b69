import { plusBusinessDays } from '../calendar.ts';
import type { CaseAsk, Ctx, Feature, Found, Projection } from '../feature.ts';
import type { RawValues } from '../form.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import { ok, refuse } from '../result.ts';
import { instantAt, jstDate } from '../time.ts';
import { checkerCard, checkNumber, senderCard } from './cards.ts';
import { ask, lapse, press } from './decide.ts';
import { checkForm } from './form.ts';
import { MailCheck, waits } from './mail-check.ts';

/** What the button of the rule's card carries: `{"raw":{"people":"60"}}`. */
const prefill = (arg: string | undefined): RawValues => {
  try {
    const { raw } = JSON.parse(arg ?? '{}') as { raw?: { people?: unknown } };
    return typeof raw?.people === 'string' ? { people: raw.people } : {};
  } catch {
    return {};
  }
};

const decide = (ctx: Ctx, asked: CaseAsk, found: Found<MailCheck> | undefined, fresh: string) => {
  if (!found)
    return asked.type === 'submit' ? ask(ctx, asked, fresh) : refuse('gone', 'この確認のお願いが見つかりません。');
  if (asked.type === 'press') return press(ctx, asked, found);
  return asked.type === 'wake' && asked.what === 'lapse'
    ? lapse(ctx, found)
    : ok({ facts: [], reply: { kind: 'done' as const } });
};

/** The end of the next business day: a mail that waits longer is looked at anew. */
const endsAt = (ctx: Ctx, check: MailCheck): string =>
  instantAt(plusBusinessDays(jstDate(check.askedAt), 1, ctx.settings), ctx.settings.officeUntil);

const project = (ctx: Ctx, id: string, _version: number, check: MailCheck): Projection => {
  const slot = (person: PersonId, card: Outbound['card']): Outbound => ({
    slot: `case/${id}/${person}`,
    to: { person },
    lane: 'card',
    card,
  });
  const open = waits(check);
  return {
    status: check.status,
    open,
    unit: ctx.dir.postsOf(check.sender, jstDate(ctx.now))[0]?.unit ?? '',
    owner: check.sender,
    involved: [
      { person: check.sender, as: 'owner' },
      { person: check.checker, as: check.status === 'asked' ? 'approver' : 'reader' },
    ],
    slots: [slot(check.sender, senderCard(ctx, id, check)), slot(check.checker, checkerCard(ctx, id, check))],
    timers: open ? [{ id: `${id}/lapse/${check.round}`, subject: id, what: 'lapse', at: endsAt(ctx, check) }] : [],
  };
};

/** 二人確認 before a mail goes out (2-8(1)(タ)③): optional, of the sender's choice, without anything of the mail. */
export const mailChecks: Feature<MailCheck> = {
  kinds: ['mailCheck'],
  read: (state) => MailCheck.parse(state),
  open: (ctx, _form, context, found) =>
    found
      ? refuse('no-such-step', 'この操作は、いまはできません。')
      : ok(checkForm(ctx, context, prefill(context.arg))),
  redraw: (ctx, { context, values }, _found, refusal) => ok(checkForm(ctx, context, values, refusal)),
  decide,
  project,
  line: (ctx, id, check) => `${checkNumber(id)} ${ctx.dir.person(check.sender)?.name ?? check.sender}さんのメール`,
};
