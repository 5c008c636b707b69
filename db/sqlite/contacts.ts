import type { Contact } from '../../src/core/people/contact.ts';

import type { Connection } from './connection.ts';

/** 緊急時連絡網, replaced as a whole by each import. */
export const contactTable = (db: Connection) => {
  const all = db.prepare<[], Contact>(
    'select order_number as "order", organization, role, name, phone, email from contacts order by order_number, place',
  );
  const clear = db.prepare('delete from contacts');
  const insert = db.prepare(
    'insert into contacts (place, order_number, organization, role, name, phone, email) values (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    all: (): Contact[] => all.all(),
    replace: (contacts: readonly Contact[]): void => {
      clear.run();
      for (const [place, c] of contacts.entries()) {
        insert.run(place, c.order, c.organization, c.role, c.name, c.phone, c.email);
      }
    },
  };
};
