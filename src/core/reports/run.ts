import type { Reply } from '../ask.ts';
import type { Fact, Json } from '../facts.ts';
import type { Ctx, Decision } from '../feature.ts';
import type { AccountRef, Addressee, Outbound, PersonId } from '../outbound.ts';
import type { JstDate } from '../people/directory.ts';
import { postName } from '../requests/seats.ts';
import type { Result } from '../result.ts';
import { jstDate } from '../time.ts';
import type { Past, Report } from './report.ts';
import { peopleOf, standingsOf } from './standing.ts';

/** One decision under way: who asks (a person's id, `slack:T1/U1`, or `clock`), about which case, on which day. */
export type Run = { ctx: Ctx; id: string; by: string; on: JstDate };

export type Decided = Result<Decision<Report>>;

/** `slack:T1/U1`: an account the chart does not know can report all the same. */
export const accountName = ({ platform, space, user }: AccountRef): string => `${platform}:${space}/${user}`;

export const runAs = (ctx: Ctx, id: string): Run => {
  const { actor } = ctx;
  const on = jstDate(ctx.now);
  if (actor.is === 'clock') return { ctx, id, by: 'clock', on };
  return { ctx, id, by: actor.is === 'person' ? actor.person.id : accountName(actor.account), on };
};

/** Where cards of the reporter go: a person, or the bare account. */
export const addressOf = (reporter: string): Addressee => {
  const found = /^(slack|teams|console):([^/]+)\/(.+)$/.exec(reporter);
  return found
    ? { account: { platform: found[1] as AccountRef['platform'], space: found[2] ?? '', user: found[3] ?? '' } }
    : { person: reporter };
};

export const fact = (
  run: Pick<Run, 'id' | 'by'>,
  type: string,
  data: Readonly<Record<string, Json>>,
  details?: Fact['details'],
): Fact => ({ chain: run.id, type, actor: run.by, subject: run.id, data, ...(details ? { details } : {}) });

/** The timeline with one line more. */
export const told = (report: Pick<Report, 'history'>, run: Run, what: string, note?: string): Past[] => [
  ...report.history,
  { at: run.ctx.now, by: run.by, what, ...(note ? { note } : {}) },
];

/** A message of a slot of its own: an edit of a card makes no phone ring. */
export const ring = (
  id: string,
  to: PersonId,
  name: string,
  card: Outbound['card'],
  lane: Outbound['lane'],
): Outbound => ({
  slot: `case/${id}/${to}/${name}`,
  to: addressOf(to),
  lane,
  card,
});

type More = { pings?: readonly Outbound[]; reply?: Reply };

/**
 * What a step comes to. Whoever the chart says it concerns from now on gets a card, and the record says so: every decision ends here.
 * The revision grows with what people do, so that a button says what its card showed; what the clock does outdates none.
 */
export const decided = (run: Run, next: Report, facts: readonly Fact[], more: More = {}): Decided => {
  const people = peopleOf(run.ctx.dir, next, run.on);
  const fresh = [...people.keys()].filter((person) => person !== next.reporter && !next.seen.includes(person));
  const settled: Report = {
    ...next,
    revision: next.revision + (run.by === 'clock' ? 0 : 1),
    seen: [...next.seen, ...fresh],
    present: standingsOf(people),
  };
  const post = postName(run.ctx.dir, run.by, run.on);
  const policy = run.ctx.policyVersion ?? null;
  // Whoever acts in a post of theirs decides: the record keeps the post of that day and the policy it was done under.
  const signed = (each: Fact): Fact =>
    each.actor === run.by && run.by !== next.reporter && post !== '' && each.chain === run.id
      ? { ...each, data: { ...each.data, post, policy } }
      : each;
  const reached = fresh.length > 0 ? [fact(run, 'report.reached', { people: fresh, level: next.level })] : [];
  return {
    ok: true,
    value: {
      next: settled,
      facts: [...facts.map(signed), ...reached],
      pings: more.pings ?? [],
      reply: more.reply ?? { kind: 'done' },
    },
  };
};

/**
 * Woken too early: the state stays as it is, its timers are drawn anew, and nothing goes on record, since a wake-up that has recorded something
 * counts as done and its timer could never want the same moment again.
 */
export const asItIs = (report: Report): Decided => ({
  ok: true,
  value: { next: report, facts: [], reply: { kind: 'done' } },
});

/** A private answer that changes nothing but the record. */
export const shown = (card: Outbound['card'], facts: readonly Fact[]): Decided => ({
  ok: true,
  value: { facts, reply: { kind: 'say', card } },
});
