import { setImmediate as breathe } from 'node:timers/promises';
import type { Case } from '../core/case.ts';
import { featureOf } from '../core/features.ts';
import type { PersonId } from '../core/outbound.ts';
import type { Directory } from '../core/people/lookup.ts';
import { isOwn, mayRead, type Reach } from '../core/registers/may-read.ts';
import type { Register } from '../core/registers/register.ts';
import { jstDate } from '../core/time.ts';
import type { Desk } from './desk.ts';
import type { CaseFilter } from './ports.ts';
import { type Look as Asked, isDone } from './share-shelf.ts';

/** Who reads registers, on which day, and how far. */
export type Reader = { person: PersonId; on: string; reach: Reach };

export const readerOf = (desk: Pick<Desk, 'now'>, dir: Directory, person: PersonId): Reader => {
  const on = jstDate(desk.now());
  return { person, on, reach: mayRead(dir, person, on) };
};

/** Whom a case is about does not read it in a register either. */
export const isKept = (person: PersonId, found: Case): boolean => {
  const feature = featureOf(found.kind);
  return feature?.keptFrom?.(feature.read(found.state)).includes(person) ?? false;
};

/** Whether a case of a register is this reader's to see there: no unit's where the owner's name stays from it. */
export const isOpenTo = ({ person, reach }: Reader, register: Register, found: Case): boolean =>
  register.holds(found) && (reach.see === 'all' || isOwn(person, found) || !register.hidesOwner(found));

/** Who has not done it yet: for their 情報管理者, the 監査責任者 and themselves. */
export const namesOf =
  ({ reach, person }: Reader) =>
  (found: Case): boolean =>
    reach.see !== 'all' || reach.as === 'auditLead' || found.owner === person || isDone(found);

/** How the store is asked: for all, for units and what is one's own besides, or for one's own. */
export const asksOf = ({ reach, person }: Reader, span: CaseFilter): readonly Asked[] => {
  const all = (): boolean => true;
  if (reach.see === 'all') return [{ filter: span, fits: all }];
  const units = reach.see === 'units' ? reach.units : [];
  const mine: Asked = {
    filter: { ...span, involving: person },
    fits: (found) => isOwn(person, found) && !units.includes(found.unit),
  };
  return units.length > 0 ? [{ filter: { ...span, units }, fits: all }, mine] : [mine];
};

/** Every case of a span within reach, once. A year is read page by page, so that nobody's click waits for all of it. */
export const within = async function* (
  desk: Pick<Desk, 'pages'>,
  reader: Reader,
  span: CaseFilter,
): AsyncGenerator<Case> {
  for (const { filter, fits } of asksOf(reader, span)) {
    for await (const page of desk.pages(filter)) {
      yield* page.filter((found) => fits(found) && !isKept(reader.person, found));
      await breathe();
    }
  }
};
