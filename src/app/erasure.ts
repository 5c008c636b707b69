import type { Card } from '../core/card.ts';
import type { PersonId } from '../core/outbound.ts';

/** What of a closed case is personal. */
export type Erasure = {
  id: string;
  /** It is erased only as it was found. */
  version: number;
  /** What its cards show from now on, where they stand before people who can still be reached. */
  card: Card;
  reachable: readonly PersonId[];
};
