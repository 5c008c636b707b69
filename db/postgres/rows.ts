import type { LedgerRecord } from '../../src/app/ledger-store.ts';
import type { Case } from '../../src/core/case.ts';
import { type Digest, digestSlot, type Task } from '../../src/core/duties/task.ts';
import { type AccountRef, lanes, type Outbound, type PersonId } from '../../src/core/outbound.ts';
import { accountKey } from '../../src/core/people/account-index.ts';
import type { Account, DirectoryChange } from '../../src/core/people/directory.ts';
import { addresseeText } from '../outbox-row.ts';

// Rows as the tables have them: PostgreSQL fills each table's own row type by these names.

export const caseRow = (one: Case) => ({
  id: one.id,
  kind: one.kind,
  status: one.status,
  version: one.version,
  open: one.open,
  unit: one.unit,
  owner: one.owner,
  opened_at: one.openedAt,
  updated_at: one.updatedAt,
  state: JSON.stringify(one.state),
  involved: JSON.stringify(one.involved),
});

export const involvementRows = ({ id, involved, open }: Case) =>
  involved.map(({ person, as }) => ({ person, case_id: id, as, open }));

export const taskRow = ({ putOff, doneAt, doneBy, ...same }: Task) => ({
  ...same,
  put_off: putOff,
  done_at: doneAt,
  done_by: doneBy,
});

export const recordRow = ({ onBehalfOf, ...same }: LedgerRecord) => ({ ...same, on_behalf_of: onBehalfOf });

type SlotOf = { slot: string; addressee: string; lane: number; surface: 'message' | 'home'; card: string | null };

const slotRow = (slot: SlotOf, now: number) => ({ ...slot, revision: 1, attempts: 0, uncertain: 0, due_at: now });
export type NewSlot = ReturnType<typeof slotRow>;

export const shownSlot = ({ slot, to, lane, card }: Outbound, now: number): NewSlot =>
  slotRow(
    { slot, addressee: addresseeText(to), lane: lanes.indexOf(lane), surface: 'message', card: JSON.stringify(card) },
    now,
  );

export const digestRow = (digest: Digest, now: number): NewSlot => {
  const addressee = addresseeText({ person: digest.person });
  return slotRow(
    { slot: digestSlot(digest), addressee, lane: lanes.indexOf('wave'), surface: 'message', card: null },
    now,
  );
};

export const openedHome = (person: PersonId, account: AccountRef, now: number): NewSlot => {
  const addressee = addresseeText({ account });
  return slotRow({ slot: `home/${person}`, addressee, lane: lanes.indexOf('note'), surface: 'home', card: null }, now);
};

/** A list that a platform gives page by page may hold the same account twice, and a statement changes a row once. */
const oneOfEach = (accounts: readonly Account[]): Account[] => [
  ...new Map(accounts.map((one) => [accountKey(one), one])).values(),
];

export const directoryRows = ({
  people = [],
  units = [],
  posts = [],
  deputies = [],
  accounts = [],
  roles,
  settings,
}: DirectoryChange) => ({
  people,
  units: units.map(({ group, ...same }) => ({ ...same, group_name: group })),
  holders: posts.map(({ person }) => person),
  posts: posts.flatMap((held) =>
    held.posts.map(({ person: _, from, until, ...same }, place) => ({
      ...same,
      person: held.person,
      place,
      from_date: from,
      until_date: until,
    })),
  ),
  deputies: deputies.map(({ from, until, ...same }) => ({ ...same, from_date: from, until_date: until })),
  accounts: oneOfEach(accounts).map(({ seenAt, preferred = false, ...same }) => ({
    ...same,
    seen_at: seenAt,
    preferred,
  })),
  settings: settings ? JSON.stringify(settings) : null,
  roles: roles
    ? [
        {
          security_manager_unit: roles.securityManagerUnit,
          infrastructure_manager_unit: roles.infrastructureManagerUnit,
          audit_lead: roles.auditLead,
        },
      ]
    : [],
});
