import { setImmediate as breathe } from 'node:timers/promises';
import type { Card } from '../core/card.ts';
import type { Case } from '../core/case.ts';
import type { Fact } from '../core/facts.ts';
import { type AnyFeature, featureOf } from '../core/features.ts';
import type { PersonId } from '../core/outbound.ts';
import { newestShown, readerCard, registersCard, type Shelf } from '../core/registers/cards.ts';
import { isOwn, mayRead, mayReadCase, type Reach } from '../core/registers/may-read.ts';
import { byNumber, type Register } from '../core/registers/register.ts';
import { registerOf, registers } from '../core/registers/registers.ts';
import { yearSpan } from '../core/registers/year.ts';
import { isReportKind } from '../core/reports/kinds.ts';
import { type Repeat, repeatsIn } from '../core/reports/repeats.ts';
import { Report } from '../core/reports/report.ts';
import { fiscalYear, jstDate } from '../core/time.ts';
import { nothing } from './change-of.ts';
import { actorName, type Desk } from './desk.ts';
import type { CaseFilter } from './ports.ts';
import type { Seen } from './who.ts';

/** Who reads, on which day, and how far. */
type Reader = { who: Seen; person: PersonId; on: string; reach: Reach };

const readerOf = (desk: Desk, who: Seen): Reader | undefined => {
  if (who.actor.is !== 'person') return undefined;
  const person = who.actor.person.id;
  const on = jstDate(desk.now());
  return { who, person, on, reach: mayRead(who.dir, person, on) };
};

/** Whom a case is about does not read it in a register either. */
const isKept = (person: PersonId, found: Case): boolean => {
  const feature = featureOf(found.kind);
  return feature?.keptFrom?.(feature.read(found.state)).includes(person) ?? false;
};

type Told = Parameters<typeof repeatsIn>[0][number];

type Found = { shelves: Shelf[]; repeats: Repeat[] };

type Look = { filter: CaseFilter; fits: (found: Case) => boolean };

/** How the store is asked: for all, for units and what is one's own besides, or for one's own. */
const looks = ({ reach, person }: Reader, span: CaseFilter): readonly Look[] => {
  const all = (): boolean => true;
  if (reach.see === 'all') return [{ filter: span, fits: all }];
  const units = reach.see === 'units' ? reach.units : [];
  const mine: Look = {
    filter: { ...span, involving: person },
    fits: (found) => isOwn(person, found) && !units.includes(found.unit),
  };
  return units.length > 0 ? [{ filter: { ...span, units }, fits: all }, mine] : [mine];
};

/** The registers for those entitled. What somebody reads of others is on record before they see it. */
export const createRegisters = (desk: Desk) => {
  const record = async (reader: Reader, key: string, subject: string, data: Fact['data']): Promise<void> => {
    const fact: Fact = { chain: 'org', type: 'register.read', actor: reader.person, subject, data };
    await desk.store.commit({ ...nothing, key: `${key}/read`, at: desk.now(), facts: [fact] });
  };

  /** Every case of a span within reach, once. A year is read page by page, so that nobody's click waits for all of it. */
  const within = async function* (reader: Reader, span: CaseFilter): AsyncGenerator<Case> {
    for (const { filter, fits } of looks(reader, span)) {
      for await (const page of desk.pages(filter)) {
        yield* page.filter((found) => fits(found) && !isKept(reader.person, found));
        await breathe();
      }
    }
  };

  const shelvesOf = async (reader: Reader, year: number, shown: Register): Promise<Found> => {
    const byKind = new Map(registers.map((register) => [register.name, { register, count: 0, newest: [] as Case[] }]));
    const reports: Told[] = [];
    for await (const found of within(reader, yearSpan(year))) {
      if (found.kind === shown.name && isReportKind(found.kind))
        reports.push({ id: found.id, report: Report.parse(found.state) });
      const shelf = byKind.get(found.kind);
      if (!shelf?.register.holds(found)) continue;
      shelf.count++;
      shelf.newest.push(found);
      if (shelf.newest.length > newestShown * 50) shelf.newest = newestOf(shelf.newest);
    }
    const shelves = [...byKind.values()].map((shelf) => ({ ...shelf, newest: newestOf(shelf.newest) }));
    return { shelves, repeats: repeatsIn(reports) };
  };

  /** 台帳, or one of them by name. */
  const card = async (who: Seen, shown: Register, key: string): Promise<Card | undefined> => {
    const reader = readerOf(desk, who);
    if (!reader) return undefined;
    const year = fiscalYear(reader.on);
    const { shelves, repeats } = await shelvesOf(reader, year, shown);
    const { see } = reader.reach;
    if (see !== 'own') await record(reader, key, 'org', { name: shown.name, year, see });
    return registersCard(desk.ctx(who.actor, who.dir), reader.reach, year, shelves, shown, repeats);
  };

  /** Somebody else's case, for whoever may read it; undefined for everybody else. `own`: the card they have of it anyway. */
  const reader = async (
    who: Seen,
    found: Case,
    feature: AnyFeature,
    own: Card | undefined,
    key: string,
  ): Promise<Card | undefined> => {
    const register = registerOf(found.kind);
    const reading = readerOf(desk, who);
    if (!register?.holds(found) || !reading || !mayReadCase(reading.reach, reading.person, found)) return undefined;
    if (isKept(reading.person, found)) return undefined;
    const ctx = desk.ctx(who.actor, who.dir);
    const { slots } = feature.project(ctx, found.id, found.version, feature.read(found.state));
    const owners = slots.find(({ slot }) => slot === `case/${found.id}/${found.owner}`)?.card;
    if (!owners) return undefined;
    await record(reading, key, found.id, { name: register.name, see: reading.reach.see });
    return readerCard(ctx, register, found, owners, own);
  };

  /** Somebody tried to see what is not theirs: answered politely, and recorded. */
  const refused = async (who: Seen, id: string, key: string): Promise<void> => {
    const data = { code: 'not-reader', what: 'show' };
    const facts = [{ chain: id, type: 'refused', actor: actorName(who.actor), subject: id, data }];
    await desk.store.commit({ ...nothing, key, at: desk.now(), facts });
  };

  return { card, reader, refused };
};

const newestOf = (cases: readonly Case[]): Case[] =>
  [...cases].sort((a, b) => byNumber(b.id, a.id)).slice(0, newestShown);
