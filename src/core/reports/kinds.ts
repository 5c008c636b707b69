import { drill } from './drill/kind.ts';
import type { AnyReportKind } from './kind.ts';
import { incident } from './kinds/incident.ts';
import { lostDevice } from './kinds/lost-device.ts';
import { malware } from './kinds/malware.ts';
import { misdirectedMail } from './kinds/misdirected-mail.ts';
import { passwordCompromise } from './kinds/password-compromise.ts';
import { suspiciousMail } from './kinds/suspicious-mail.ts';
import { systemFault } from './kinds/system-fault.ts';
import { violation } from './kinds/violation.ts';

/** Every kind of report, in the order in which a sentence is held against them; `incident` takes what none of the others hears. */
export const reportKinds: readonly AnyReportKind[] = [
  passwordCompromise,
  malware,
  suspiciousMail,
  misdirectedMail,
  lostDevice,
  systemFault,
  violation,
  incident,
];

/** With the drill, which is no report of anything and stands in no list of them. */
export const allKinds: readonly AnyReportKind[] = [...reportKinds, drill];

export const isReportKind = (name: string): boolean => reportKinds.some((kind) => kind.name === name);

/** A form that begins a report: `malware/new`. */
export const isReportForm = (form: string): boolean => form.endsWith('/new') && isReportKind(form.slice(0, -4));

export const kindOf = (name: string): AnyReportKind => {
  const found = allKinds.find((kind) => kind.name === name);
  if (!found) throw new Error(`no such kind of report: ${name}`);
  return found;
};
