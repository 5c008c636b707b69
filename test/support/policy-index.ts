import { readPrepared, writePrepared } from '../../src/app/policy-index.ts';
import { type Advisor, prepare, preparedAdvisor } from '../../src/core/policies/advisor.ts';
import { shippedDigest, shippedMarks, shippedVocabulary } from '../../src/core/policies/shipped.ts';

/** Made before the first test when digest, vocabulary or the search have changed since. */
export default (): void => {
  if (!readPrepared()) writePrepared(prepare(shippedDigest(), shippedVocabulary(), shippedMarks));
};

/** The policy that comes with the project, as it is asked in the installed program. */
export const shippedAdvisor = (): Advisor => {
  const prepared = readPrepared();
  const advisor = prepared && preparedAdvisor(prepared, undefined);
  if (!advisor) throw new Error('the index of the policy was not made before the tests');
  return advisor;
};
