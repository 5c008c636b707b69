import { setImmediate as breathe } from 'node:timers/promises';
import type { Case } from '../core/case.ts';
import type { Ctx } from '../core/feature.ts';
import { featureOf, features } from '../core/features.ts';
import { erasedCard } from '../core/retention/cards.ts';
import { askedFor, erasedMore, retention as feature } from '../core/retention/feature.ts';
import type { Count, Offer } from '../core/retention/offer.ts';
import { mayGoOn, openedBefore, type Rules, readRules, yearsFor } from '../core/retention/periods.ts';
import { instantAt, jstDate } from '../core/time.ts';
import { changeOf, newCaseId, nothing } from './change-of.ts';
import type { Desk } from './desk.ts';
import type { Store } from './ports.ts';

export const rulesMark = 'retention';

export const rulesOf = async (store: Pick<Store, 'mark'>): Promise<Rules> => readRules(await store.mark(rulesMark));

const kinds = features.flatMap((each) => each.kinds);

type Judged = { found: Case; years: number; held: string | undefined };

type Parts = Pick<Desk, 'store' | 'pages'>;

/** Why a case stays though its time is over; undefined when nothing keeps it. */
const heldBy = async (store: Store, rules: Rules, found: Case): Promise<string | undefined> => {
  if (rules.holds[found.id]) return 'hold';
  const state = found.state as { kept?: unknown; follows?: { main?: string } };
  // An answer kept for others is still read.
  if (found.kind === 'question' && state.kept) return 'kept-answer';
  // What was folded into an incident under way is part of it.
  const main = state.follows?.main;
  return main && (await store.loadCase(main))?.open ? 'under-way' : undefined;
};

/** Closed cases whose time is over on that day, by kind, with what keeps some of them. */
export async function* pastTime({ store, pages }: Parts, rules: Rules, today: string): AsyncGenerator<Judged> {
  for (const kind of kinds) {
    const years = yearsFor(rules, kind);
    const openedUntil = instantAt(openedBefore(today, years), '00:00');
    for await (const page of pages({ kind, open: false, openedUntil })) {
      for (const found of page.filter(({ updatedAt }) => mayGoOn(jstDate(updatedAt), years) <= today))
        yield { found, years, held: await heldBy(store, rules, found) };
      await breathe();
    }
  }
}

export type Preview = { counts: Count[]; held: { id: string; why: string }[] };

export const previewOf = async (parts: Parts, today: string): Promise<Preview> => {
  const counts = new Map<string, Count>();
  const held: Preview['held'] = [];
  for await (const { found, years, held: why } of pastTime(parts, await rulesOf(parts.store), today)) {
    if (why) held.push({ id: found.id, why });
    else counts.set(found.kind, { kind: found.kind, years, count: (counts.get(found.kind)?.count ?? 0) + 1 });
  }
  return { counts: [...counts.values()], held };
};

type Order = { by: string; at: string; offer: string | null; dir: Ctx['dir'] };

/** The record comes first: what is gone without one would be a loss, what is recorded and not yet gone goes the next time. */
const eraseOne = async (store: Store, { found, years }: Judged, { by, at, offer, dir }: Order): Promise<boolean> => {
  const { id, kind, version } = found;
  const data = { kind, years, closedOn: jstDate(found.updatedAt), offer };
  const facts = [{ chain: id, type: 'retention.erased', actor: by, subject: id, data }];
  await store.commit({ ...nothing, key: `retention/erase/${id}`, at, facts });
  const reachable = dir.data.people.map((person) => person.id).filter((person) => dir.reachable(person));
  return store.erase({ id, version, card: erasedCard(id, kind), reachable });
};

/** Erases up to `most` cases; `rest`: there are more. */
export const eraseSome = async (
  parts: Parts,
  order: Order,
  most: number,
): Promise<{ erased: number; rest: boolean }> => {
  let erased = 0;
  const rules = await rulesOf(parts.store);
  for await (const judged of pastTime(parts, rules, jstDate(order.at))) {
    if (judged.held) continue;
    if (erased === most) return { erased, rest: true };
    if (await eraseOne(parts.store, judged, order)) erased++;
  }
  return { erased, rest: false };
};

/** As many as a tick may take: about half a second. */
const atOnce = 100;

/** Offers once a month what is past its time, and erases what has been decided. */
export const createRetention = (desk: Desk, clock: () => Promise<Ctx>) => {
  const { store } = desk;

  const offered = async (ctx: Ctx, month: string): Promise<void> => {
    const { counts, held } = await previewOf(desk, jstDate(ctx.now));
    const asked = askedFor(ctx);
    if (counts.length === 0 || asked.length === 0) return;
    const state: Offer = { status: 'offered', month, counts, held: held.length, offeredAt: ctx.now, asked };
    const id = await newCaseId(store, 'retention/new', ctx.now);
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    const facts = [
      { chain: id, type: 'retention.offered', actor: 'clock', subject: id, data: { month, total, to: asked } },
    ];
    const intent = { key: `retention/offer/${month}`, actor: 'clock' as const, ask: { type: 'home' as const } };
    const decision = { next: state, facts, reply: { kind: 'done' as const } };
    await store.commit(changeOf({ intent, ctx, loaded: { feature }, id, decision }));
  };

  return {
    /** Once a month, on its first morning that somebody is at work or the bot is running. */
    offer: async (): Promise<void> => {
      const ctx = await clock();
      const month = jstDate(ctx.now).slice(0, 7);
      if ((await store.mark('retention-offered')) === month) return;
      const open = await store.findCases({ kind: 'retention', open: true });
      // One that still waits says it already.
      if (open.length === 0) await offered(ctx, month);
      await store.setMark('retention-offered', month);
    },
    /** One piece of what was decided; its timer comes again until nothing is left. */
    run: async (id: string, timer: string): Promise<void> => {
      const row = await store.loadCase(id);
      if (!row || featureOf(row.kind) !== feature) return;
      const ctx = await clock();
      const found = { id, version: row.version, state: feature.read(row.state) };
      if (found.state.status !== 'erasing') return;
      const order = { by: found.state.by, at: ctx.now, offer: id, dir: ctx.dir };
      const { erased, rest } = await eraseSome(desk, order, atOnce);
      const decision = erasedMore(ctx, found, erased, rest);
      if (!decision) return;
      const ask = { type: 'wake' as const, subject: id, what: 'erase', timer };
      const intent = { key: `retention/${id}/${row.version}`, actor: 'clock' as const, ask };
      await store.commit(changeOf({ intent, ctx, loaded: { feature, row, found }, id, decision }));
    },
  };
};
