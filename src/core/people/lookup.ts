import type { AccountRef, PersonId } from '../outbound.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { accountIn, accountsIn } from './account-index.ts';
import type {
  Account,
  Deputy,
  DeputyRole,
  DirectoryData,
  JstDate,
  Person,
  Position,
  Post,
  Unit,
  UnitId,
} from './directory.ts';
import { groupBy } from './group-by.ts';
import { perList } from './per-list.ts';
import { searchPeople } from './suggest.ts';

/** The directory with its indexes: every question a decision asks is a look-up, also among 100,000 people. */
export type Directory = {
  data: DirectoryData;
  version: number;
  /** The organization's, with the defaults where it has settled nothing. */
  settings: Settings;
  person(id: PersonId): Person | undefined;
  /** By 職員番号, or by full name (white space ignored); several people of one name are all returned. */
  find(nameOrId: string): readonly Person[];
  /** Everybody with this address (case ignored): an account belongs to somebody only when there is exactly one. */
  withEmail(email: string): readonly Person[];
  /** For suggestions while typing: name, 職員番号 or unit containing `query`, at most `limit`. */
  suggest(query: string, on: JstDate, limit: number): readonly Person[];
  unit(id: UnitId): Unit | undefined;
  /** The unit of that name today's chart knows; the top unit is `unitNamed('', '')`. */
  unitNamed(bu: string, group: string): Unit | undefined;
  /** The 部 a group belongs to; undefined for a 部 itself. */
  parent(unit: UnitId): Unit | undefined;
  /** 「総務部 総務グループ」 */
  unitName(id: UnitId): string;
  /** Posts held on that day (both ends included), the person's own. */
  postsOf(person: PersonId, on: JstDate): readonly Post[];
  /** Every post of a person, past and to come. */
  allPostsOf(person: PersonId): readonly Post[];
  /** Holders of a unit's leading post on that day (グループリーダー of a group, 部長 of a 部, 常務理事 of the top). */
  headsOf(unit: UnitId, on: JstDate): readonly PersonId[];
  /** Deputies somebody has named for that role, valid on that day. */
  deputiesOf(principal: PersonId, role: DeputyRole, on: JstDate): readonly Deputy[];
  /** Everybody who has this person as deputy on that day. */
  principalsOf(deputy: PersonId, on: JstDate): readonly Deputy[];
  personOf(account: AccountRef): PersonId | undefined;
  account(account: AccountRef): Account | undefined;
  accountsOf(person: PersonId): readonly Account[];
  /** Has an active member account somewhere: can get a card. */
  reachable(person: PersonId): boolean;
};

/** The post whose holder leads a unit of this shape. */
export const leadingPosition = (unit: Unit): Position => {
  if (unit.group !== '') return 'グループリーダー';
  return unit.bu === '' ? '常務理事' : '部長';
};

/** Whether a dated row (post, deputy's term) holds on that day; both ends belong to it. */
export const holdsOn = (row: { from: JstDate; until?: JstDate }, on: JstDate): boolean =>
  row.from <= on && (row.until === undefined || on <= row.until);

export const indexDirectory = (data: DirectoryData): Directory => {
  const people = () => peopleById.of(data.people);
  const byName = () => peopleByName.of(data.people);
  const byEmail = () => peopleByEmail.of(data.people);
  const units = () => unitsById.of(data.units);
  const unitsByName = () => currentUnits.of(data.units);
  const posts = () => postsByPerson.of(data.posts);
  const leading = () => leadingPosts.of(data.posts).of(data.units);
  const byPrincipal = later(() => groupBy(data.deputies, (deputy) => `${deputy.role}/${deputy.principal}`));
  const byDeputy = later(() => groupBy(data.deputies, (deputy) => deputy.deputy));

  const unitNamed = (bu: string, group: string): Unit | undefined => unitsByName().get(unitKey(bu, group));
  const unitName = (id: UnitId): string => {
    const unit = units().get(id);
    if (!unit) return id;
    return unit.bu === '' ? '役員' : `${unit.bu} ${unit.group}`.trim();
  };
  const postsOf = (person: PersonId, on: JstDate): readonly Post[] =>
    (posts().get(person) ?? none).filter((post) => holdsOn(post, on));
  const search = later(() => searchPeople(data, unitName));

  return {
    data,
    version: data.version,
    settings: { ...defaultSettings, ...data.settings },
    person: (id) => people().get(id),
    find: (nameOrId) => {
      const one = people().get(nameOrId.normalize('NFKC').trim());
      return one ? [one] : (byName().get(squeeze(nameOrId)) ?? none);
    },
    withEmail: (email) => byEmail().get(email.toLowerCase()) ?? none,
    suggest: (query, on, limit) => search()(query, limit, (person) => postsOf(person, on)),
    unit: (id) => units().get(id),
    unitNamed,
    parent: (id) => {
      const unit = units().get(id);
      return unit && unit.group !== '' ? unitNamed(unit.bu, '') : undefined;
    },
    unitName,
    postsOf,
    allPostsOf: (person) => posts().get(person) ?? none,
    headsOf: (unit, on) => [
      ...new Set((leading().get(unit) ?? none).filter((post) => holdsOn(post, on)).map((post) => post.person)),
    ],
    deputiesOf: (principal, role, on) =>
      (byPrincipal().get(`${role}/${principal}`) ?? none).filter((deputy) => holdsOn(deputy, on)),
    principalsOf: (deputy, on) => (byDeputy().get(deputy) ?? none).filter((row) => holdsOn(row, on)),
    personOf: (account) => accountIn(data.accounts, account)?.person,
    account: (account) => accountIn(data.accounts, account),
    accountsOf: (person) => accountsIn(data.accounts, person),
    reachable: (person) =>
      people().has(person) && accountsIn(data.accounts, person).some((a) => a.active && a.kind === 'member'),
  };
};

/** Names are compared without white space and in one width: 「見本　太郎」 is 「見本太郎」. */
const squeeze = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();

const none: readonly never[] = [];

const unitKey = (bu: string, group: string): string => `${bu}\n${group}`;

/** A name may be used again after a unit has ended: the one without an end wins, then the one that ends last. */
const currentUnits = perList((units: readonly Unit[]): Map<string, Unit> => {
  const map = new Map<string, Unit>();
  for (const unit of units) {
    const key = unitKey(unit.bu, unit.group);
    const other = map.get(key);
    if (!other || (unit.until ?? '9999') > (other.until ?? '9999')) map.set(key, unit);
  }
  return map;
});

const peopleById = perList((people: readonly Person[]) => new Map(people.map((person) => [person.id, person])));
const peopleByName = perList((people: readonly Person[]) => groupBy(people, ({ name }) => squeeze(name)));
const peopleByEmail = perList((people: readonly Person[]) =>
  groupBy(people, ({ email }) => email.toLowerCase() || undefined),
);
const unitsById = perList((units: readonly Unit[]) => new Map(units.map((unit) => [unit.id, unit])));
const postsByPerson = perList((posts: readonly Post[]) => groupBy(posts, ({ person }) => person));

/** Those whose holder leads the unit, by unit. */
const leadingPosts = perList((posts: readonly Post[]) =>
  perList((units: readonly Unit[]) => {
    const known = unitsById.of(units);
    const leads = ({ unit, position }: Post): boolean => {
      const led = position === '' ? undefined : known.get(unit);
      return led !== undefined && leadingPosition(led) === position;
    };
    return groupBy(posts.filter(leads), ({ unit }) => unit);
  }),
);

/** Indexes are built when first asked for: a click needs three of them, never the one for suggestions. */
const later = <T>(build: () => T): (() => T) => {
  let built: { value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
};
