import { type Advisor, createAdvisor } from '../core/policies/advisor.ts';
import type { Store } from './ports.ts';

export type Advisors = {
  /** The policy as it is imported at this moment, ready to be asked. */
  now(): Promise<Advisor>;
};

/** Digest and vocabulary are large: they are read only by whoever answers, and once. */
const shipped = (() => {
  let loaded: Promise<typeof import('../core/policies/shipped.ts')> | undefined;
  return () => {
    loaded ??= import('../core/policies/shipped.ts');
    return loaded;
  };
})();

/** What comes with the project is the same for everybody in this process. */
let bare: Advisor | undefined;

const build = async (store: Pick<Store, 'policies'>, number: number): Promise<Advisor> => {
  const { shippedDigest, shippedMarks, shippedVocabulary } = await shipped();
  if (number === 0) {
    bare ??= createAdvisor(shippedDigest(), shippedVocabulary(), undefined, shippedMarks);
    return bare;
  }
  return createAdvisor(shippedDigest(), shippedVocabulary(), await store.policies.version(number), shippedMarks);
};

/** Built when first asked for, and again when another version was imported, also by a command beside this program. */
export const createAdvisors = (store: Pick<Store, 'policies'>): Advisors => {
  let built: { number: number; advisor: Promise<Advisor> } | undefined;
  return {
    now: async () => {
      const number = (await store.policies.versions()).at(-1)?.number ?? 0;
      if (built?.number !== number) built = { number, advisor: build(store, number) };
      try {
        return await built.advisor;
      } catch (error) {
        built = undefined;
        throw error;
      }
    },
  };
};
