import type { PersonId } from '../outbound.ts';
import { chainSteps, nobodyAbove, type Step } from './chain-steps.ts';
import type { ApproverRole, DeputyRole, JstDate, UnitId } from './directory.ts';
import type { Directory } from './lookup.ts';

export type Approver = {
  person: PersonId;
  deputyFor?: PersonId;
  /** Where somebody of another role is asked beside those of the level. */
  role?: ApproverRole;
};

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
  why:
    | 'vacant'
    | 'own-request'
    /** Leads a unit under one the requester leads: a request goes up, never down (2-3(2)(カ)①). */
    | 'below-requester'
    | 'filed-it'
    | 'no-account'
    /** A deputy whose own post has ended. */
    | 'left'
    | 'named-by-requester'
    /** Listed in `not`. */
    | 'set-aside'
    | 'already-asked';
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
  /** Roles asked together with the first of the chain: any one of them decides. */
  beside?: readonly ApproverRole[];
  /** People who may not decide for another reason (the other approver of a two-approver kind, whoever it is about). */
  not?: readonly PersonId[];
};

/** Who decides, first to last, on that day (domain.md, `Finding the right approver`; 2-3(2)(カ)①, 2-9(3)). Pure; never asks the same person twice. */
export const approverChain = (dir: Directory, ask: ChainAsk, on: JstDate): Chain =>
  (ask.beside ?? []).reduce(
    (chain, role) => joined(chain, chainOfRole(dir, { ...ask, role }, on)),
    chainOfRole(dir, ask, on),
  );

/** The first of `other` sit with the first of `chain`, and are not asked once more further up. */
const joined = (chain: Chain, other: Chain): Chain => {
  const [first, ...above] = chain.levels;
  const [beside] = other.levels;
  const skipped = [...chain.skipped, ...other.skipped];
  if (!first || !beside) return { levels: first ? chain.levels : other.levels, skipped };
  const added = beside.approvers.filter(({ person }) => !first.approvers.some((one) => one.person === person));
  const approvers = [...first.approvers, ...added.map((one) => ({ ...one, role: beside.role }))];
  const higher = above.flatMap((level) => {
    const left = level.approvers.filter(({ person }) => !added.some((one) => one.person === person));
    return left.length > 0 ? [{ ...level, approvers: left }] : [];
  });
  return { levels: [{ ...first, approvers }, ...higher], skipped };
};

const chainOfRole = (dir: Directory, ask: ChainAsk, on: JstDate): Chain => {
  const steps = chainSteps(dir, ask, on);
  const walk: Walk = { dir, ask, on, asked: new Set(), skipped: [], ownUntil: highestLed(steps, ask.requester) };
  const levels: Level[] = [];
  for (const [index, step] of steps.entries()) {
    const approvers = approversAt(walk, step, index);
    if (approvers.length === 0) continue;
    for (const approver of approvers) walk.asked.add(approver.person);
    levels.push({ role: step.role, unit: step.unit, approvers, ...(step.fallback ? { note: nobodyAbove } : {}) });
  }
  return { levels, skipped: walk.skipped };
};

/** The deputised role of a level: the 情報セキュリティ管理者 and the 責任者 have no 代行者 (2-9(3)). */
export const deputyRoleOf = (role: ApproverRole): DeputyRole | undefined =>
  role === 'informationManager' || role === 'infrastructureManager' ? role : undefined;

type Why = Skipped['why'];
type Walk = {
  dir: Directory;
  ask: ChainAsk;
  on: JstDate;
  asked: Set<PersonId>;
  skipped: Skipped[];
  /** Index of the highest unit in the chain that the requester leads, -1 when none. */
  ownUntil: number;
};

/** Index of the last step the requester heads: their request passes it and whatever unit lies under it. */
const highestLed = (steps: readonly Step[], requester: PersonId): number =>
  steps.findLastIndex((step) => step.heads.includes(requester));

const approversAt = (walk: Walk, step: Step, index: number): readonly Approver[] => {
  const { role, unit } = step;
  if (step.heads.length === 0) walk.skipped.push({ role, unit, why: 'vacant' });
  const heads = step.heads.map((person) => {
    const barred = barredLevel(walk, step, index) ?? barredPerson(walk, person);
    return { person, barred, why: barred ?? unable(walk, person) };
  });
  for (const { person, why } of heads) if (why) walk.skipped.push({ role, unit, person, why });
  const here = heads.filter(({ why }) => !why).map(({ person }): Approver => ({ person }));
  // Whoever may not decide may not decide through a deputy either; whoever only can't be reached may.
  const principals = heads.filter(({ barred }) => !barred).map(({ person }) => person);
  return [...here, ...deputiesBeside(walk, step, principals, here)];
};

const deputiesBeside = (
  walk: Walk,
  { role, unit }: Step,
  principals: readonly PersonId[],
  here: readonly Approver[],
): readonly Approver[] => {
  const deputised = deputyRoleOf(role);
  if (!deputised) return [];
  const beside = new Map<PersonId, Approver>();
  for (const { principal, deputy } of principals.flatMap((head) => walk.dir.deputiesOf(head, deputised, walk.on))) {
    if (beside.has(deputy) || here.some(({ person }) => person === deputy)) continue;
    const why = barredPerson(walk, deputy) ?? outOfPost(walk, deputy) ?? unable(walk, deputy);
    if (why) walk.skipped.push({ role, unit, person: deputy, why });
    else beside.set(deputy, { person: deputy, deputyFor: principal });
  }
  return [...beside.values()];
};

/** A level the requester leads is passed whole, co-head and deputies included, and so are the units under it. */
const barredLevel = ({ ask, ownUntil }: Walk, step: Step, index: number): Why | undefined => {
  if (step.heads.includes(ask.requester)) return 'own-request';
  return index < ownUntil && step.role === 'informationManager' ? 'below-requester' : undefined;
};

const barredPerson = ({ dir, ask, on }: Walk, person: PersonId): Why | undefined => {
  if (person === ask.requester) return 'own-request';
  if (person === ask.filedBy) return 'filed-it';
  if (ask.not?.includes(person)) return 'set-aside';
  const askers = [ask.requester, ask.filedBy];
  return dir.principalsOf(person, on).some(({ principal }) => askers.includes(principal))
    ? 'named-by-requester'
    : undefined;
};

const outOfPost = ({ dir, on }: Walk, deputy: PersonId): Why | undefined =>
  dir.postsOf(deputy, on).length === 0 ? 'left' : undefined;

const unable = ({ dir, asked }: Walk, person: PersonId): Why | undefined => {
  if (asked.has(person)) return 'already-asked';
  return dir.reachable(person) ? undefined : 'no-account';
};
