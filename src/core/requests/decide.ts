import type { CaseAsk, Ctx, Found } from '../feature.ts';
import { readForm } from '../form-schema.ts';
import { refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { answer } from './answer.ts';
import { reroute, tend } from './clock.ts';
import { consult } from './consult.ts';
import { later, sendBack, turnDown } from './decline.ts';
import { remindDue } from './due.ts';
import { extend, refuseExtension } from './extend.ts';
import { confirmReturn, giveBack, notReturned } from './give-back.ts';
import { accept, approve, approveIf } from './grant.ts';
import { passUp } from './judge.ts';
import type { AnyKind } from './kind.ts';
import { kindOf } from './kinds.ts';
import type { Request } from './request.ts';
import { type Decided, type Run, runAs } from './run.ts';
import { stepFormOf } from './step-forms.ts';
import { resubmit, submitNew } from './submit.ts';
import { approveTogether } from './together.ts';
import { revoke, withdraw } from './withdraw.ts';

/** Everything that can happen to a request, in one place: a press, a form, or the clock. */
export const decideRequest = (ctx: Ctx, ask: CaseAsk, found: Found<Request> | undefined, fresh: string): Decided => {
  if (ask.type === 'wake') return found ? wake(ctx, ask.what, found) : nothing();
  const as = runAs(ctx, found?.id ?? fresh);
  if (!as.ok) return as;
  if (ask.type === 'press') return found ? press(as.value, ask, found.state) : gone();
  const [kindName = '', step = ''] = ask.form.split('/');
  const kind = kindOf(kindName);
  if (step === 'new') return submitNew(as.value, kind, ask.values);
  if (!found) return gone();
  return step === 'change'
    ? resubmit(as.value, kind, found.state, ask.values)
    : submitStep(as.value, kind, step, ask, found.state);
};

const nothing = (): Decided => ({ ok: true, value: { facts: [], reply: { kind: 'done' } } });
const gone = (): Decided => refuse('gone', 'この申請が見つかりません。ホームから開き直してください。');
const unknown = (): Decided => refuse('no-such-step', 'この操作は、いまはできません。ホームから開き直してください。');

const wake = (ctx: Ctx, what: string, found: Found<Request>): Decided => {
  const run: Run = { ctx, id: found.id, by: 'clock', on: jstDate(ctx.now) };
  switch (what) {
    case 'tend':
      return tend(run, kindOf(found.state.kind), found.state);
    case 'due':
      return remindDue(run, kindOf(found.state.kind), found.state);
    case 'reroute':
      return reroute(run, kindOf(found.state.kind), found.state);
    default:
      return nothing();
  }
};

const press = (run: Run, ask: Extract<CaseAsk, { type: 'press' }>, request: Request): Decided => {
  const kind = kindOf(request.kind);
  switch (ask.verb) {
    case 'approve':
      return approve(run, kind, request, ask.version);
    case 'approveTogether':
      return approveTogether(run, kind, request, ask.version);
    case 'passUp':
      return passUp(run, kind, request, ask.version);
    case 'accept':
      return accept(run, kind, request, ask.version);
    case 'later':
      return later(run, request, ask.version);
    case 'withdraw':
      return withdraw(run, kind, request);
    case 'consult':
      return consult(run, kind, request);
    default:
      return unknown();
  }
};

const submitStep = (
  run: Run,
  kind: AnyKind,
  step: string,
  ask: Extract<CaseAsk, { type: 'submit' }>,
  request: Request,
): Decided => {
  const form = stepFormOf(kind, request, step);
  if (!form) return unknown();
  const read = readForm(form.fields, ask.values);
  if (!read.ok) return read;
  const values = read.value as Readonly<Record<string, string | undefined>>;
  const { version } = ask.context;
  const said = values.said ?? '';
  switch (step) {
    case 'answer':
      return answer(run, kind, request, version, read.value);
    case 'condition':
      return approveIf(run, kind, request, version, {
        conditions: values.conditions ?? '',
        until: values.until ?? '',
      });
    case 'sendBack':
      return sendBack(run, request, { version, said });
    case 'refuse':
      return turnDown(run, request, { version, said });
    case 'revoke':
      return revoke(run, kind, request, said);
    case 'extend':
      return extend(run, kind, request, { until: values.until ?? '', reason: values.reason ?? '' });
    case 'refuseExtension':
      return refuseExtension(run, kind, request, version, said);
    case 'giveBack':
      return giveBack(run, kind, request, ask.values);
    case 'confirmReturn':
      return confirmReturn(run, kind, request, version, values.checked ?? '');
    case 'notReturned':
      return notReturned(run, kind, request, version, said);
    default:
      return unknown();
  }
};
