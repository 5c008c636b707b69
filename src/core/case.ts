import type { PersonId } from './outbound.ts';
import type { UnitId } from './people/directory.ts';

/** Why a case concerns a person: `approver` = it waits for them, `owner` = it is theirs, `holder` = they must bring something back. */
export type Involvement = { person: PersonId; as: 'owner' | 'approver' | 'holder' | 'reader' };

/**
 * One case of any kind (a request, a report, a deputy's term): the columns the store indexes, and the state its feature reads.
 * `state` is JSON, parsed by the feature's schema when it is loaded.
 */
export type Case = {
  /** `takeout-2026-12`: kind, 年度, number. Names the ledger chain too. */
  id: string;
  kind: string;
  status: string;
  version: number;
  /** False once nothing more can happen. */
  open: boolean;
  unit: UnitId;
  owner: PersonId;
  /** Instant, ISO in UTC. */
  openedAt: string;
  updatedAt: string;
  state: unknown;
  involved: readonly Involvement[];
};

/** "Wake this subject then": commits with the state that wants it. */
export type Timer = {
  /** `takeout-2026-12/remind/1`: unique, says what for. */
  id: string;
  subject: string;
  what: string;
  /** Instant, ISO in UTC, people's time. */
  at: string;
};
