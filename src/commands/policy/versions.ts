import { nothing } from '../../app/change-of.ts';
import type { Store } from '../../app/ports.ts';
import type { PolicyStore } from '../../core/policies/policy.ts';
import { type Shell, withStore } from '../shell.ts';

/** Where imported versions are kept, for as long as the work takes. Only an import makes a database where there is none. */
export type WithPolicies = <T>(
  shell: Shell,
  work: (store: PolicyStore) => Promise<T>,
  options?: { create: boolean },
) => Promise<T>;

/** Before anything was imported there is nothing to read, and asking must not make a database. */
const nothingImported: PolicyStore = {
  version: async () => undefined,
  versions: async () => [],
  addVersion: async () => false,
};

/** An import is on record with its number and size; what it says stays in the store. */
const recorded = ({ policies, commit }: Store, now: string): PolicyStore => ({
  ...policies,
  addVersion: async (version) => {
    if (!(await policies.addVersion(version))) return false;
    const data = { number: version.number, clauses: version.clauses.length };
    const facts = [{ chain: 'org', type: 'policy.imported', actor: 'operator', subject: 'org', data }];
    await commit({ ...nothing, key: `policy/${version.number}/${now}`, at: now, facts });
    return true;
  },
});

/** The versions in the database; none where there is no database yet. */
export const withPolicies: WithPolicies = async (shell, work, { create } = { create: false }) => {
  const { storeExists } = await import('../../../db/open.ts');
  if (!create && !storeExists(shell.config.databaseUrl)) return work(nothingImported);
  return withStore(shell, (store) => work(recorded(store, shell.now())));
};
