import { administrator, notAdmin } from '../core/admin/asks.ts';
import { adminCard, managersCard } from '../core/admin/menu.ts';
import { subjects } from '../core/admin/subjects.ts';
import { type Parked, triedAgainCard, unreachedCard } from '../core/admin/unreached.ts';
import type { Card } from '../core/card.ts';
import { refusalCard } from '../core/desk/cards.ts';
import type { Ctx } from '../core/feature.ts';
import type { Addressee, PersonId } from '../core/outbound.ts';
import { groupBy } from '../core/people/group-by.ts';
import { nothing } from './change-of.ts';
import { actorName, type Desk } from './desk.ts';
import type { Seen } from './who.ts';

/** As many parked cards as one look goes through. */
const mostParked = 2_000;

const views = ['admin', 'unreached', 'managers', 'tryAgain'];

/** The lists of the administration, for those who may see them by the chart of this moment; anybody else's attempt is recorded. */
export const createAdmin = (desk: Desk) => {
  const { store } = desk;

  const record = async (ctx: Ctx, key: string, type: string, data: Record<string, string | number>): Promise<void> => {
    const facts = [{ chain: 'org', type, actor: actorName(ctx.actor), subject: 'org', data }];
    await store.commit({ ...nothing, key, at: ctx.now, facts });
  };

  const allowed = async (who: Seen, what: string, key: string): Promise<Ctx | Card> => {
    const ctx = desk.ctx(who.actor, who.dir);
    const may = administrator(ctx);
    if (may.ok) return ctx;
    await record(ctx, `${key}/refused`, 'refused', { code: may.refusal.code, what });
    return refusalCard(may.refusal.text);
  };

  const underWay = async () => {
    const found = await Promise.all(subjects.map(({ kind }) => store.findCases({ kind, open: true })));
    return found.flat().sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  };

  const parkedByPerson = async (ctx: Ctx) => {
    const rows = (await store.outbox.parked(mostParked)).flatMap(({ to, why }) => {
      const person = 'person' in to ? to.person : ctx.dir.personOf(to.account);
      return person === undefined ? [] : [{ person, to, why }];
    });
    return groupBy(rows, ({ person }) => person);
  };

  const usedBy = async (ctx: Ctx): Promise<(person: PersonId) => boolean> => {
    const accounts = ctx.dir.data.accounts.filter(({ person }) => person !== undefined);
    const seen = await store.lastSeen(accounts);
    const used = new Set(accounts.flatMap(({ person, seenAt }, at) => ((seen[at] ?? seenAt) ? [person] : [])));
    return (person) => used.has(person);
  };

  const unreached = async (ctx: Ctx): Promise<Card> => {
    const parked = [...(await parkedByPerson(ctx))].map(
      ([person, rows]): Parked => ({ person, count: rows.length, why: rows.at(-1)?.why ?? '' }),
    );
    return unreachedCard(ctx, { used: await usedBy(ctx), parked, emailDomains: desk.emailDomains });
  };

  /** The record first: a crash between the two leaves cards to try again, never a try without a record. */
  const tryAgain = async (ctx: Ctx, person: string | undefined, key: string): Promise<Card> => {
    const rows = [...(await parkedByPerson(ctx))].filter(([id]) => person === undefined || id === person);
    const to = new Map<string, Addressee>(
      rows.flatMap(([, list]) => list.map((row) => [JSON.stringify(row.to), row.to])),
    );
    const cards = rows.reduce((sum, [, list]) => sum + list.length, 0);
    if (cards > 0) await record(ctx, key, 'delivery.retried', { people: rows.length, cards });
    return triedAgainCard(cards > 0 ? await store.outbox.retry([...to.values()], Date.now()) : 0);
  };

  const card = async (who: Seen, want: string, key: string, arg?: string): Promise<Card | undefined> => {
    if (!views.includes(want)) return undefined;
    const ctx = await allowed(who, want, key);
    if ('blocks' in ctx) return ctx;
    switch (want) {
      case 'unreached':
        return unreached(ctx);
      case 'tryAgain':
        return tryAgain(ctx, arg, key);
      case 'managers':
        return managersCard(ctx, Number(arg) || 0);
      default:
        return adminCard(ctx, await underWay());
    }
  };

  /** Somebody tried to open what is not theirs; any other refusal of a form is a sentence and no more. */
  const refused = async (who: Seen, code: string, what: string, key: string): Promise<void> => {
    if (code !== notAdmin) return;
    await record(desk.ctx(who.actor, who.dir), `${key}/refused`, 'refused', { code, what });
  };

  return { card, refused };
};
