import type { Timer } from '../../src/core/case.ts';
import type { Connection } from './connection.ts';

/** Makes the timers of a subject exactly those it wants; what stays as it was is not written. */
export const timerWriter = (db: Connection) => {
  const had = db.prepare<[string], Timer>('select id, subject, what, at from timers where subject = ?');
  const remove = db.prepare('delete from timers where id = ?');
  const add = db.prepare(
    `insert into timers (id, subject, what, at) values (?, ?, ?, ?)
     on conflict (id) do update set subject = excluded.subject, what = excluded.what, at = excluded.at`,
  );
  // Not the upsert above: naming the subject again would write its index too.
  const move = db.prepare('update timers set what = ?, at = ? where id = ?');
  return {
    remove: (id: string) => void remove.run(id),
    replace: (subject: string, wanted: readonly Timer[]): void => {
      const before = new Map(had.all(subject).map((timer) => [timer.id, timer]));
      for (const { id, what, at } of wanted) {
        const old = before.get(id);
        before.delete(id);
        if (!old) add.run(id, subject, what, at);
        else if (old.what !== what || old.at !== at) move.run(what, at, id);
      }
      for (const id of before.keys()) remove.run(id);
    },
  };
};

export const timerReader = (db: Connection) => {
  const due = db.prepare<[string, number], Timer>(
    'select id, subject, what, at from timers where at <= ? order by at, id limit ?',
  );
  return (now: string, limit: number): Timer[] => due.all(now, limit);
};
