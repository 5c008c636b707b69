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
import { isDone, type Look, shareShelf } from './share-shelf.ts';
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

/** Whether a case of a register is this reader's to see there: no unit's where the owner's name stays from it. */
const isOpenTo = ({ person, reach }: Reader, register: Register, found: Case): boolean =>
  register.holds(found) && (reach.see === 'all' || isOwn(person, found) || !register.hidesOwner(found));

/** Whoever it is, also where the row does not say so. */
const ownerOf = ({ involved, owner }: Case): PersonId => involved.find(({ as }) => as === 'owner')?.person ?? owner;

/** Who has not done it yet: for their 情報管理者, the 監査責任者 and themselves. */
const namesOf =
  ({ reach, person }: Reader) =>
  (found: Case): boolean =>
    reach.see !== 'all' || reach.as === 'auditLead' || found.owner === person || isDone(found);

type Told = Parameters<typeof repeatsIn>[0][number];

type Found = { shelves: Shelf[]; repeats: Repeat[] };

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
    const shelves = emptyShelves();
    const byKind = groupedByKind(shelves);
    const reports: Told[] = [];
    for await (const found of within(reader, yearSpan(year))) {
      const open = (byKind.get(found.kind) ?? []).filter(({ register }) => isOpenTo(reader, register, found));
      for (const shelf of open) putOn(shelf, found);
      if (isReportKind(found.kind) && open.some(({ register }) => register === shown)) reports.push(toldIn(found));
    }
    const cases = shelves.filter(({ register }) => !register.shares);
    const shares = registers.filter((register) => register.shares);
    const fits = { year, looks: looks(reader, {}), names: namesOf(reader) };
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
    if (!register || !reading || !isOpenTo(reading, register, found)) return undefined;
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

  return { card, reader, refused };
};

type Filling = { register: Register; count: number; newest: Case[] };

const emptyShelves = (): Filling[] => registers.map((register) => ({ register, count: 0, newest: [] }));

/** A case may stand in two: in that of its kind, and among the accidents. */
const groupedByKind = (shelves: readonly Filling[]): Map<string, Filling[]> => {
  const byKind = new Map<string, Filling[]>();
  const places = shelves.flatMap((shelf) => shelf.register.kinds.map((kind) => [kind, shelf] as const));
  for (const [kind, shelf] of places) byKind.set(kind, [...(byKind.get(kind) ?? []), shelf]);
  return byKind;
};

const toldIn = ({ id, state }: Case): Told => ({ id, report: Report.parse(state) });

const putOn = (shelf: Filling, found: Case): void => {
  shelf.count++;
  shelf.newest.push(found);
  if (shelf.newest.length > newestShown * 50) shelf.newest = newestOf(shelf.newest);
};

const newestOf = (cases: readonly Case[]): Case[] =>
  [...cases].sort((a, b) => byNumber(b.id, a.id)).slice(0, newestShown);
