import type { Erasure } from '../../src/app/erasure.ts';
import { lanes } from '../../src/core/outbound.ts';
import { addresseeText } from '../outbox-row.ts';
import type { Database } from './database.ts';

const wave = lanes.indexOf('wave');

const its = "starts_with(slot, 'case/' || $1 || '/')";

const gone = [
  'delete from timers where subject = $1',
  'delete from tasks where plan = $1',
  'delete from involvements where case_id = $1',
  'delete from cases where id = $1',
  "update ledger_details set text = null, salt = '' where record in (select id from ledger where chain = $1)",
];

// Private answers that have been delivered are never looked at again, and may show whatever somebody searched for.
const answers = "delete from slots where starts_with(slot, 'say/') and due_at is null and lease_until is null";

/** See `Store.erase`. The row is locked first, so that nobody decides on it meanwhile. */
export const eraser =
  (db: Database) =>
  ({ id, version, card, reachable }: Erasure): Promise<boolean> =>
    db.transaction(async (query) => {
      const [row] = await query<{ version: number }>('select version from cases where id = $1 for update', [id]);
      if (row && row.version !== version) return false;
      const people = reachable.map((person) => addresseeText({ person }));
      await query(`delete from slots where ${its} and (posted is null or addressee <> all ($2::text[]))`, [id, people]);
      await query(
        `update slots set card = $3, lane = $4, revision = revision + 1, attempts = 0, due_at = $5, parked = null, why = null
         where ${its} and addressee = any ($2::text[])`,
        [id, people, JSON.stringify(card), wave, Date.now()],
      );
      for (const statement of gone) await query(statement, [id]);
      await query(answers);
      return true;
    });
