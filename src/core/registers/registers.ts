import { kinds } from '../requests/kinds.ts';
import { drillRegister } from './drill-register.ts';
import { incidentRegister } from './incident-register.ts';
import type { Register } from './register.ts';
import { requestRegister } from './request-register.ts';

/** Every 台帳: one for each kind of request, and the reports. */
export const registers: readonly Register[] = [...kinds.map(requestRegister), incidentRegister, drillRegister];

/** By the name of its kind, or by what people call it. */
export const registerOf = (name: string): Register | undefined =>
  registers.find((register) => register.name === name || register.label === name);
