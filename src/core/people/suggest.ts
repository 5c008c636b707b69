import type { PersonId } from '../outbound.ts';
import type { DirectoryData, Person, Post, UnitId } from './directory.ts';

type Search = (query: string, limit: number, postsOf: (person: PersonId) => readonly Post[]) => readonly Person[];

/**
 * Suggestions while somebody types a name. People without a post that day are left out: they can't be chosen.
 * A scan stops at `limit`; at 100,000 people the worst one (no match) takes about 10 ms, so no trigram index.
 */
export const searchPeople = (data: DirectoryData, unitName: (id: UnitId) => string): Search => {
  const rows: readonly Row[] = data.people.map((person) => ({ person, text: fold(`${person.name}\n${person.id}`) }));
  const units = data.units.map((unit) => ({ id: unit.id, text: fold(unitName(unit.id)) }));
  return (query, limit, postsOf) => {
    const wanted = fold(query);
    if (wanted === '' || limit < 1) return [];
    const inUnits = new Set(units.filter((unit) => unit.text.includes(wanted)).map((unit) => unit.id));
    const present = (person: Person): boolean => postsOf(person.id).length > 0;
    const named = firstOf(rows, limit, ({ person, text }) => text.includes(wanted) && present(person));
    if (named.length === limit || inUnits.size === 0) return named;
    const inUnit = (person: Person): boolean => postsOf(person.id).some((post) => inUnits.has(post.unit));
    const left = limit - named.length;
    const beside = firstOf(rows, left, ({ person, text }) => !text.includes(wanted) && inUnit(person));
    return [...named, ...beside];
  };
};

type Row = { person: Person; text: string };

const firstOf = (rows: readonly Row[], limit: number, wanted: (row: Row) => boolean): readonly Person[] => {
  const found: Person[] = [];
  for (const row of rows) {
    if (wanted(row) && found.push(row.person) === limit) break;
  }
  return found;
};

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\S\n]+/gu, '')
    .toLowerCase()
    .trim();
