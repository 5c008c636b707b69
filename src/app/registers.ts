import type { Card } from '../core/card.ts';
import type { Case } from '../core/case.ts';
import type { Fact } from '../core/facts.ts';
import type { AnyFeature } from '../core/features.ts';
import type { PersonId } from '../core/outbound.ts';
import { newestShown, readerCard, registersCard, type Shelf } from '../core/registers/cards.ts';
import { readable } from '../core/registers/look.ts';
import { mayReadCase, type Reach } from '../core/registers/may-read.ts';
import { byNumber, type Register } from '../core/registers/register.ts';
import { registerOf } from '../core/registers/registers.ts';
import { yearSpan } from '../core/registers/year.ts';
import { isReportKind } from '../core/reports/kinds.ts';
import { type Repeat, repeatsIn } from '../core/reports/repeats.ts';
import { Report } from '../core/reports/report.ts';
import { fiscalYear } from '../core/time.ts';
import { nothing } from './change-of.ts';
import { actorName, type Desk } from './desk.ts';
import { asksOf, isKept, isOpenTo, namesOf, type Reader, readerOf, within } from './reading.ts';
import { shareShelf } from './share-shelf.ts';
import type { Seen } from './who.ts';

/** Whoever it is, also where the row does not say so. */
const ownerOf = ({ involved, owner }: Case): PersonId => involved.find(({ as }) => as === 'owner')?.person ?? owner;

type Told = Parameters<typeof repeatsIn>[0][number];

type Found = { shelves: Shelf[]; repeats: Repeat[] };

/** The registers for those entitled. What somebody reads of others is on record before they see it. */
export const createRegisters = (desk: Desk) => {
  const record = async (
    reader: Reader,
    key: string,
    subject: string,
    data: Fact['data'],
    details?: Fact['details'],
  ): Promise<void> => {
    const about = { chain: 'org', type: 'register.read', actor: reader.person, subject, data };
    const fact: Fact = details ? { ...about, details } : about;
    await desk.store.commit({ ...nothing, key: `${key}/read`, at: desk.now(), facts: [fact] });
  };

  const shelvesOf = async (reader: Reader, year: number, shown: Register): Promise<Found> => {
    const shelves = emptyShelves(reader.reach);
    const byKind = groupedByKind(shelves);
    const reports: Told[] = [];
    for await (const found of within(desk, reader, yearSpan(year))) {
      const open = (byKind.get(found.kind) ?? []).filter(({ register }) => isOpenTo(reader, register, found));
      for (const shelf of open) putOn(shelf, found);
      if (isReportKind(found.kind) && open.some(({ register }) => register === shown)) reports.push(toldIn(found));
    }
    const cases = shelves.filter(({ register }) => !register.shares);
    const shares = readable(reader.reach).filter((register) => register.shares);
    const fits = { year, looks: asksOf(reader, {}), names: namesOf(reader) };
    const filled = shares.map((register) => shareShelf(desk, register, fits, register === shown));
    return {
      shelves: [
        ...cases.map((shelf) => ({ ...shelf, newest: newestOf(shelf.newest) })),
        ...(await Promise.all(filled)),
      ],
      // What somebody joined is one event, told by many.
      repeats: repeatsIn(reports.filter(({ report }) => !report.follows?.joined)),
    };
  };

  /** 台帳, or one of them by name. */
  const card = async (who: Seen, shown: Register, key: string): Promise<Card | undefined> => {
    if (who.actor.is !== 'person') return undefined;
    const reader = readerOf(desk, who.dir, who.actor.person.id);
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
    if (!register || who.actor.is !== 'person') return undefined;
    const reading = readerOf(desk, who.dir, who.actor.person.id);
    if (!isOpenTo(reading, register, found)) return undefined;
    if (!mayReadCase(reading.reach, reading.person, found) || isKept(reading.person, found)) return undefined;
    const ctx = desk.ctx(who.actor, who.dir);
    const { slots } = feature.project(ctx, found.id, found.version, feature.read(found.state));
    const owners = slots.find(({ slot }) => slot === `case/${found.id}/${ownerOf(found)}`)?.card;
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

  return { card, reader, refused, record };
};

export type Hits = { count: number; newest: Case[] };
type Filling = Hits & { register: Register };

const emptyShelves = (reach: Reach): Filling[] =>
  readable(reach).map((register) => ({ register, count: 0, newest: [] }));

/** A case may stand in two: in that of its kind, and among the accidents. */
const groupedByKind = (shelves: readonly Filling[]): Map<string, Filling[]> => {
  const byKind = new Map<string, Filling[]>();
  const places = shelves.flatMap((shelf) => shelf.register.kinds.map((kind) => [kind, shelf] as const));
  for (const [kind, shelf] of places) byKind.set(kind, [...(byKind.get(kind) ?? []), shelf]);
  return byKind;
};

const toldIn = ({ id, state }: Case): Told => ({ id, report: Report.parse(state) });

export const putOn = (shelf: Hits, found: Case, most = newestShown): void => {
  shelf.count++;
  shelf.newest.push(found);
  if (shelf.newest.length > most * 50) shelf.newest = newestOf(shelf.newest, most);
};

export const newestOf = (cases: readonly Case[], most = newestShown): Case[] =>
  [...cases].sort((a, b) => byNumber(b.id, a.id)).slice(0, most);
