import type { PolicyStore, PolicyVersion } from '../../src/core/policies/policy.ts';

/** Keeps versions as the database does: a number is taken once. */
export const memoryPolicies = (): PolicyStore & { kept: PolicyVersion[] } => {
  const kept: PolicyVersion[] = [];
  return {
    kept,
    version: async (number) => (number === undefined ? kept.at(-1) : kept.find((version) => version.number === number)),
    versions: async () => kept,
    addVersion: async (version) => {
      if (kept.some(({ number }) => number === version.number)) return false;
      kept.push(version);
      return true;
    },
  };
};
