import { writePrepared } from './app/policy-index.ts';
import { prepare } from './core/policies/advisor.ts';
import { shippedDigest, shippedMarks, shippedVocabulary } from './core/policies/shipped.ts';

/** The last step of building the program: the index of the policy, so that starting it costs next to nothing. */
writePrepared(prepare(shippedDigest(), shippedVocabulary(), shippedMarks));
