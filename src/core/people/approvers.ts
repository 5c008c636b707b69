import type { PersonId } from '../outbound.ts';
import type { ApproverRole, JstDate, UnitId } from './directory.ts';
import type { Directory } from './lookup.ts';

export type Approver = { person: PersonId; deputyFor?: PersonId };

/** One step of the chain: everybody here may decide, the first decision counts. */
export type Level = {
  role: ApproverRole;
  unit: UnitId;
  approvers: readonly Approver[];
  /** 「上位者がいないため」 where the chief's own request falls back to the 情報セキュリティ管理者. */
  note?: string;
};

/** A post that was passed over, and why: goes into the record and to whoever runs the bot. */
export type Skipped = {
  role: ApproverRole;
  unit: UnitId;
  person?: PersonId;
  why: 'vacant' | 'own-request' | 'filed-it' | 'no-account' | 'named-by-requester' | 'already-asked';
};

export type Chain = { levels: readonly Level[]; skipped: readonly Skipped[] };

export type ChainAsk = {
  /** Whom the case is for. */
  requester: PersonId;
  /** Who filed it for them; decides as little as they do. */
  filedBy?: PersonId;
  /** The unit the request is for. */
  unit: UnitId;
  /** Where the chain begins. */
  role: ApproverRole;
  /** People who may not decide for another reason (the other approver of a two-approver kind, whoever it is about). */
  not?: readonly PersonId[];
};

/** Who decides, first to last, on that day (domain.md, `Finding the right approver`; 2-3(2)(カ)①, 2-9(3)). Pure; never asks the same person twice. */
export declare const approverChain: (dir: Directory, ask: ChainAsk, on: JstDate) => Chain;
