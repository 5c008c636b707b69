import { reportKinds } from '../reports/kinds.ts';
import { kinds } from '../requests/kinds.ts';
import { drillRegister } from './drill-register.ts';
import { dutyRegisters } from './duty-registers.ts';
import type { Register } from './register.ts';
import { reportRegister } from './report-register.ts';
import { requestRegister } from './request-register.ts';

/** Every 台帳: one for each kind of request and of report, the drills, and what comes round by itself. */
export const registers: readonly Register[] = [
  ...kinds.map(requestRegister),
  ...reportKinds.map(reportRegister),
  drillRegister,
  ...dutyRegisters,
];

/** By the name of its kind, or by what people call it. */
export const registerOf = (name: string): Register | undefined =>
  registers.find((register) => register.name === name || register.label === name);
