import { crowdSteps } from './crowd/steps.ts';
import { endDrill } from './drill/end.ts';
import { breach } from './law/steps/breach.ts';
import { draft, drafts } from './law/steps/drafts.ts';
import { lawDone } from './law/steps/law-done.ts';
import { lawItems } from './law/steps/law-items.ts';
import { notNeeded } from './law/steps/not-needed.ts';
import { mailSteps } from './mail/steps.ts';
import type { Step } from './step.ts';
import { askAgain } from './steps/ask-again.ts';
import { calls } from './steps/calls.ts';
import { close } from './steps/close.ts';
import { concern } from './steps/concern.ts';
import { confirm } from './steps/confirm.ts';
import { effect } from './steps/effect.ts';
import { escalate } from './steps/escalate.ts';
import { evidence } from './steps/evidence.ts';
import { fill } from './steps/fill.ts';
import { finish } from './steps/finish.ts';
import { leak } from './steps/leak.ts';
import { makeIncident } from './steps/make-incident.ts';
import { measure } from './steps/measure.ts';
import { order } from './steps/order.ts';
import { orderDone } from './steps/order-done.ts';
import { takeOrder } from './steps/order-taken.ts';
import { plan } from './steps/plan.ts';
import { receive } from './steps/receive.ts';
import { standIn } from './steps/stand-in.ts';
import { changed, deleted, isolated } from './steps/tasks.ts';
import { versions } from './steps/versions.ts';
import { guide, reportUp, suspend } from './steps/violation.ts';
import { warn } from './steps/warn.ts';
import { whole } from './steps/whole.ts';
import { wipe } from './steps/wipe.ts';
import { withdraw } from './steps/withdraw.ts';

/** Every step of carrying a report: a new one is a file in `steps/` (or a folder of its part) and a line here. Offered in this order. */
export const steps: readonly Step[] = [
  receive,
  ...crowdSteps,
  ...mailSteps,
  changed,
  deleted,
  isolated,
  wipe,
  guide,
  reportUp,
  confirm,
  askAgain,
  plan,
  finish,
  effect,
  takeOrder,
  orderDone,
  order,
  measure,
  breach,
  notNeeded,
  fill,
  lawItems,
  drafts,
  draft,
  lawDone,
  escalate,
  evidence,
  suspend,
  close,
  makeIncident,
  concern,
  standIn,
  warn,
  leak,
  versions,
  whole,
  calls,
  endDrill,
  withdraw,
];

/** The step of a verb or form; a name that came back from a platform may be anything. */
export const stepOf = (name: string): Step | undefined => steps.find((step) => step.name === name);
