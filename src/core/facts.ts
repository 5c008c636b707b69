import type { PersonId } from './outbound.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One record of the audit ledger. `data` holds what may stay for ever (ids, dates, codes, counts);
 * `details` holds what people typed and personal details: kept beside the chain, bound to it by a salted digest, erasable (2-4(4)).
 */
export type Fact = {
  /** The case the record belongs to: one hash chain each. `org` for the chart and settings. */
  chain: string;
  /** `request.submitted`, `request.approved`, `refused` … */
  type: string;
  /** A person's id, `slack:T1/U1` for an unmatched account, or `clock`. */
  actor: string;
  onBehalfOf?: PersonId;
  /** What it is about: the case id, or a person's id. */
  subject: string;
  data: Readonly<Record<string, Json>>;
  details?: Readonly<Record<string, Json>>;
};
