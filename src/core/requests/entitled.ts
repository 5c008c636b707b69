import { showClause } from '../clause.ts';
import { approverChain } from '../people/approvers.ts';
import { rolesOf } from '../people/roles.ts';
import { ROLE_NAMES } from '../policies/roles.ts';
import { type Result, refuse } from '../result.ts';
import type { AnyKind, SeatRole } from './kind.ts';
import { kindOf } from './kinds.ts';
import { openSeats, type Request, type Seat, type Status } from './request.ts';
import { isOwner, type Run } from './run.ts';
import { askOf, newSeat, type Sitter, seatFor } from './seats.ts';
import { whoDecided } from './words.ts';

/** A button of an older revision shows something else than what would be decided now. */
const current = (request: Request, version: number | undefined): Result<true> =>
  version === request.revision
    ? { ok: true, value: true }
    : refuse('stale', 'この申請は内容が変わっています。新しいカードを確かめてから、もう一度押してください。');

const late = (run: Run, request: Request): Result<never> =>
  refuse(
    'already-decided',
    whoDecided(run.ctx.dir, request) ?? 'いまは、この操作はできません。新しいカードを確かめてください。',
  );

/** Where an approver's step belongs: the other steps of that seat are another question. */
const stages: ReadonlyMap<string, readonly Status[]> = new Map<string, readonly Status[]>([
  ['approve', ['pending', 'approved']],
  ['passUp', ['pending']],
  ['answer', ['pending']],
  ['condition', ['pending']],
  ['sendBack', ['pending']],
  ['refuse', ['pending']],
  ['refuseExtension', ['approved']],
  ['confirmReturn', ['handedIn']],
  ['notReturned', ['handedIn']],
  ['later', ['pending', 'approved', 'handedIn']],
]);

/** Only the one whose seat it is, on that day, on what they saw: 2-3(2)(カ)①, 2-9(3). */
export const mayFill = (
  run: Run,
  request: Request,
  step: string,
  version: number | undefined,
): Result<{ seat: Seat; as: Sitter }> => {
  if (isOwner(request, run.by))
    return refuse(
      'own-request',
      'ご自分の申請は、ご自分では決められません。(対策基準 3(2)(カ)①) 承認者の返事をお待ちください。',
    );
  const found = seatFor(run.ctx.dir, request, run.by, run.on);
  if (!found) return notTheirs(run, request);
  const fresh = current(request, version);
  if (!fresh.ok) return fresh;
  return stages.get(step)?.includes(request.status)
    ? { ok: true, value: found }
    : refuse('not-waiting', 'いまは、この操作はできません。新しいカードを確かめてください。');
};

const notTheirs = (run: Run, request: Request): Result<never> => {
  const inChain = chainPeople(run, request).includes(run.by);
  if (openSeats(request).length === 0)
    return inChain || request.seen.includes(run.by) ? late(run, request) : notApprover();
  return inChain
    ? refuse('not-yet', 'いまは、ほかの方の返事を待っています。あなたの番になったら、カードでお知らせします。')
    : notApprover();
};

const notApprover = (): Result<never> =>
  refuse(
    'not-approver',
    'この申請を決める担当ではないため、操作できません。ご自分の担当のはずのときは、総務部に名簿を確かめるよう頼んでください。',
  );

const seatRoles = (kind: AnyKind): readonly SeatRole[] =>
  kind.judge ? [kind.judge, ...kind.approvers] : kind.approvers;

/** Everybody in the chain today: they learn who decided, instead of being turned away. */
const chainPeople = (run: Run, request: Request): string[] =>
  seatRoles(kindOf(request.kind)).flatMap((roles) =>
    approverChain(run.ctx.dir, askOf(request, newSeat(roles, run.ctx.now), []), run.on).levels.flatMap((level) =>
      level.approvers.map((approver) => approver.person),
    ),
  );

/** Taking an approval back: anybody who stands in the chain that day, never the requester. */
export const mayRevoke = (run: Run, request: Request): Result<true> => {
  if (isOwner(request, run.by))
    return refuse(
      'own-request',
      'ご自分の申請の承認は取り消せません。不要になったときは「取り下げ」か「返却」を選んでください。',
    );
  if (!chainPeople(run, request).includes(run.by)) return notApprover();
  return request.status === 'approved' || request.status === 'conditional'
    ? { ok: true, value: true }
    : late(run, request);
};

/** What the requester (or whoever filed it) does with their own request. */
export const mayOwn = (run: Run, request: Request, ...statuses: readonly Status[]): Result<true> => {
  if (!isOwner(request, run.by)) return refuse('not-owner', 'この操作は、申請した方だけができます。');
  return statuses.includes(request.status) ? { ok: true, value: true } : late(run, request);
};

/** Some kinds are asked for by holders of certain roles alone: the same answer before the form opens and when it is sent. */
export const mayAsk = (run: Run, kind: AnyKind): Result<true> => {
  const held = rolesOf(run.ctx.dir, run.by, run.on).map((each) => each.role);
  if (!kind.mayAsk || kind.mayAsk.some((role) => held.includes(role))) return { ok: true, value: true };
  return refuse(
    'may-not-ask',
    `「${kind.label}」は、${kind.mayAsk.map((role) => ROLE_NAMES[role]).join('か')}が申請します。(${showClause(kind.clauses[0] ?? '')}) 所属の情報管理者に相談してください。`,
  );
};
