import type { Store } from '../../src/app/ports.ts';
import { consoleAccounts } from '../../src/core/people/accounts.ts';
import type { DirectoryChange } from '../../src/core/people/directory.ts';
import { sampleContacts, samplePeople, samplePosts, sampleRoles, sampleUnits } from './organization.ts';

/** The invented organization as one change of an empty chart; everybody can be chosen on the local console. */
export const sampleChart: DirectoryChange = {
  people: samplePeople,
  units: sampleUnits,
  posts: samplePeople.map(({ id }) => ({ person: id, posts: samplePosts.filter(({ person }) => person === id) })),
  accounts: consoleAccounts({ people: samplePeople, accounts: [] }),
  roles: sampleRoles,
};

/** Fills an empty database once. Marked first: a crash must not leave invented people in what looks like a real one. */
export const seedSample = async (store: Store, at: string = new Date().toISOString()): Promise<void> => {
  await store.setMark('sample', '1');
  await store.replaceContacts(sampleContacts);
  await store.commit({
    key: 'seed/sample',
    at,
    cases: [],
    directory: sampleChart,
    facts: [
      {
        chain: 'org',
        type: 'directory.imported',
        actor: 'operator',
        subject: 'org',
        data: { file: 'sample', people: samplePeople.length, units: sampleUnits.length },
      },
    ],
    slots: [],
    timers: [],
    homes: [],
  });
};
