import type { AccountRef, PersonId } from '../outbound.ts';
import type { Account, Deputy, DeputyRole, DirectoryData, JstDate, Person, Post, Unit, UnitId } from './directory.ts';

/** The directory with its indexes: every question a decision asks is a look-up, also among 100,000 people. */
export type Directory = {
  data: DirectoryData;
  version: number;
  person(id: PersonId): Person | undefined;
  /** By 職員番号, or by full name (white space ignored); several people of one name are all returned. */
  find(nameOrId: string): readonly Person[];
  /** For suggestions while typing: name, 職員番号 or unit containing `query`, at most `limit`. */
  suggest(query: string, on: JstDate, limit: number): readonly Person[];
  unit(id: UnitId): Unit | undefined;
  /** The 部 a group belongs to; undefined for a 部 itself. */
  parent(unit: UnitId): Unit | undefined;
  /** 「総務部 総務グループ」 */
  unitName(id: UnitId): string;
  /** Posts held on that day (both ends included), the person's own. */
  postsOf(person: PersonId, on: JstDate): readonly Post[];
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

export declare const indexDirectory: (data: DirectoryData) => Directory;
