import type { Erasure } from '../../src/app/erasure.ts';
import { lanes } from '../../src/core/outbound.ts';
import { addresseeText } from '../outbox-row.ts';
import type { Connection } from './connection.ts';

const wave = lanes.indexOf('wave');

/** Erases inside the running transaction; see `Store.erase`. */
export const eraser = (db: Connection) => {
  const versionOf = db.prepare<[string], number>('select version from cases where id = ?').pluck();
  // `/` comes before `0`: every slot of this case, found by the index.
  const its = "slot >= 'case/' || ? || '/' and slot < 'case/' || ? || '0'";
  const blank = db.prepare(
    `update slots set card = ?, lane = ?, revision = revision + 1, attempts = 0, due_at = ?, parked = null, why = null
     where ${its} and posted is not null and addressee in (select value from json_each(?))`,
  );
  const forget = db.prepare(
    `delete from slots where ${its} and (posted is null or addressee not in (select value from json_each(?)))`,
  );
  // Private answers that have been delivered are never looked at again, and may show whatever somebody searched for.
  const answers = db.prepare(
    "delete from slots where slot >= 'say/' and slot < 'say0' and due_at is null and lease_until is null",
  );
  const gone = [
    'delete from timers where subject = ?',
    'delete from tasks where plan = ?',
    'delete from involvements where case_id = ?',
    'delete from cases where id = ?',
    "update ledger_details set text = null, salt = '' where record in (select id from ledger where chain = ?)",
  ].map((statement) => db.prepare<[string]>(statement));

  return ({ id, version, card, reachable }: Erasure, now: number): boolean => {
    const stands = versionOf.get(id);
    if (stands !== undefined && stands !== version) return false;
    const people = JSON.stringify(reachable.map((person) => addresseeText({ person })));
    forget.run(id, id, people);
    blank.run(JSON.stringify(card), wave, now, id, id, people);
    for (const statement of gone) statement.run(id);
    answers.run();
    return true;
  };
};
