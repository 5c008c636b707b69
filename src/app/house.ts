import type { House } from '../core/feature.ts';
import type { Store } from './ports.ts';

/** Mark of a database whose units were declared: a staff file can't invent others. */
export const unitsDeclared = 'units-declared';

/** How a staff file is read here, by command and by chat alike. */
export const houseOf = async (store: Pick<Store, 'mark'>, emailDomains: readonly string[]): Promise<House> => ({
  emailDomains,
  sample: (await store.mark('sample')) !== undefined,
  unitsDeclared: (await store.mark(unitsDeclared)) !== undefined,
});
