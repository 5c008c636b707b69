import { setImmediate as turn } from 'node:timers/promises';
import { type Advisor, advising, type Prepared, preparedAdvisor, type Steps } from '../core/policies/advisor.ts';
import type { PolicyStore, PolicyVersion } from '../core/policies/policy.ts';
import { readPrepared } from './policy-index.ts';

export type Advisors = {
  /** The policy as it is imported at this moment, ready to be asked. */
  now(): Promise<Advisor>;
};

/** What comes with the project is the same for everybody in this process. */
let prepared: { found: Prepared | undefined } | undefined;
let bare: Promise<Advisor> | undefined;

/** As long as others wait at most for a piece of the work (ms). */
const PIECE = 10;

/** In pieces: nobody's click waits until all of it is done. */
const inPieces = async <T>(steps: Steps<T>): Promise<T> => {
  for (;;) {
    for (const end = performance.now() + PIECE; performance.now() < end; ) {
      const step = steps.next();
      if (step.done) return step.value;
    }
    await turn();
  }
};

const build = async (version: PolicyVersion | undefined): Promise<Advisor> => {
  prepared ??= { found: readPrepared() };
  const ready = prepared.found && preparedAdvisor(prepared.found, version);
  if (ready) return ready;
  // Digest and vocabulary are large: they are read only where an index has to be built.
  const { shippedDigest, shippedMarks, shippedVocabulary } = await import('../core/policies/shipped.ts');
  return inPieces(advising(shippedDigest(), shippedVocabulary(), version, shippedMarks));
};

const advisorFor = async (store: PolicyStore, number: number): Promise<Advisor> => {
  if (number > 0) return build(await store.version(number));
  bare ??= build(undefined).catch((error: unknown) => {
    bare = undefined;
    throw error;
  });
  return bare;
};

/** Ready when first asked for, and again when another version was imported, also by a command beside this program. */
export const createAdvisors = ({ policies }: { policies: PolicyStore }): Advisors => {
  let built: { number: number; advisor: Promise<Advisor> } | undefined;
  return {
    now: async () => {
      const number = (await policies.versions()).at(-1)?.number ?? 0;
      if (built?.number !== number) built = { number, advisor: advisorFor(policies, number) };
      try {
        return await built.advisor;
      } catch (error) {
        built = undefined;
        throw error;
      }
    },
  };
};
