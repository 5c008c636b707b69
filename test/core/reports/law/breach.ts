import type { BreachFacts } from '../../../../src/core/reports/law/breach-facts.ts';

/** A leak of the foundation's own personal data of which everything is known and nothing must be reported. */
export const aBreach = (more: Partial<BreachFacts> = {}): BreachFacts => ({
  owner: 'own',
  entrustor: '',
  personal: 'yes',
  myNumber: 'no',
  myNumberSystem: 'no',
  publicView: 'no',
  encrypted: 'no',
  recovered: 'no',
  sensitive: 'no',
  property: 'no',
  wrongful: 'no',
  persons: 60,
  ...more,
});
