import type { Unit, UnitId } from './directory.ts';

/** Units while a file is read: those of the chart, and those it declares. */
export type UnitNames = {
  idOf: (bu: string, group: string) => UnitId | undefined;
  /** The unit of that name, made when the chart has none. */
  declare: (bu: string, group: string) => UnitId;
  all: () => readonly Unit[];
};

const topUnit: Unit = { id: 'top', bu: '', group: '' };

/** A unit that has ended keeps its id and its name, and is found again when the name comes back. */
export const unitNames = (known: readonly Unit[]): UnitNames => {
  const units = [...known];
  const ids = new Set(units.map(({ id }) => id));
  const byName = new Map<string, Unit>();
  for (const unit of units) {
    const other = byName.get(nameKey(unit.bu, unit.group));
    if (!other || (unit.until ?? '9999') > (other.until ?? '9999')) byName.set(nameKey(unit.bu, unit.group), unit);
  }
  const add = (bu: string, group: string): Unit => {
    const unit = bu === '' ? topUnit : { id: freeId(ids), bu, group };
    units.push(unit);
    ids.add(unit.id);
    byName.set(nameKey(bu, group), unit);
    return unit;
  };
  const declare = (bu: string, group: string): UnitId => {
    if (bu !== '' && group !== '') declare(bu, '');
    return (byName.get(nameKey(bu, group)) ?? add(bu, group)).id;
  };
  return { idOf: (bu, group) => byName.get(nameKey(bu, group))?.id, declare, all: () => units };
};

const nameKey = (bu: string, group: string): string => `${bu}\n${group}`;

/** Ids say nothing: a unit may be renamed, its id stays in records for ever. */
const freeId = (taken: ReadonlySet<UnitId>): UnitId => {
  let number = taken.size;
  while (taken.has(`U${number}`)) number++;
  return `U${number}`;
};
