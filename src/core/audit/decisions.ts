import { z } from 'zod';
import type { Case } from '../case.ts';
import type { PersonId } from '../outbound.ts';
import type { UnitId } from '../people/directory.ts';

/** A record of the ledger, as an audit reads it. */
export type Told = { seq: number; at: string; type: string; actor: string; data: string; hash: string };

/** Records that say somebody with a role decided something about somebody else's request. */
const deciding: ReadonlySet<string> = new Set(
  [
    ...['approved', 'approvedWithConditions', 'refused', 'sentBack', 'revoked', 'judged', 'answered'],
    ...['extended', 'extensionRefused', 'returnConfirmed', 'returnNotConfirmed'],
  ].map((what) => `request.${what}`),
);

const Said = z.object({
  post: z.string().default(''),
  deputyFor: z.string().nullish(),
  note: z.string().nullish(),
  /** Absent in records of earlier versions of this program. */
  policy: z.number().nullish(),
});

const Asked = z.object({ requester: z.string() });

/** One decision, as the ledger tells it. */
export type Decision = {
  /** `takeout-2026-12#3`: chain and place. What lots are drawn by. */
  ref: string;
  id: string;
  kind: string;
  unit: UnitId;
  seq: number;
  hash: string;
  at: string;
  type: string;
  by: PersonId;
  post: string;
  deputyFor: PersonId | undefined;
  note: string;
  policy: number | undefined;
  requester: PersonId;
  /** Everybody it was asked by or for: none of them may have decided it. */
  owners: readonly PersonId[];
};

/** Every decision on one request, in the order they were made; taken from the ledger, not from the state. */
export const decisionsOf = (found: Case, records: readonly Told[]): Decision[] => {
  const owners = found.involved.filter(({ as }) => as === 'owner').map(({ person }) => person);
  const asked = records.flatMap(({ type, data }) =>
    type === 'request.submitted' ? [Asked.safeParse(JSON.parse(data)).data?.requester ?? found.owner] : [],
  );
  const requester = asked[0] ?? found.owner;
  return records
    .filter(({ type }) => deciding.has(type))
    .map(({ seq, at, type, actor, data, hash }) => {
      const { post, deputyFor, note, policy } = Said.parse(JSON.parse(data));
      return {
        ...{
          ref: `${found.id}#${seq}`,
          id: found.id,
          kind: found.kind,
          unit: found.unit,
          seq,
          hash,
          at,
          type,
          by: actor,
        },
        ...{ post, deputyFor: deputyFor ?? undefined, note: note ?? '', policy: policy ?? undefined },
        ...{ requester, owners: [...new Set([requester, ...owners])] },
      };
    });
};

/**
 * By lot, so that anybody draws the same: each decision gets the SHA-256 of `seed/ref`, and the smallest are taken.
 * `rank` is that hash, as hex.
 */
export const drawn = (
  decisions: readonly Decision[],
  count: number,
  seed: string,
  rank: (text: string) => string,
): Decision[] =>
  decisions
    .map((decision) => ({ decision, lot: rank(`${seed}/${decision.ref}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ decision }) => decision);
