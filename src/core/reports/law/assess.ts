import type { JstDate } from '../../people/directory.ts';
import type { Answer, BreachFacts } from './breach-facts.ts';
import { type InForce, type LawRule, type RuleId, rulesOn } from './rules.ts';

/** A ground on which a leak must be reported: each is a rule of the law. */
export type Ground = Extract<
  RuleId,
  | 'sensitive'
  | 'property'
  | 'wrongful'
  | 'persons'
  | 'myNumberSystem'
  | 'myNumberWrongful'
  | 'myNumberPublic'
  | 'myNumberPersons'
>;

/** What is still to be found out; `rules`: no rules of that day are known. */
export type Open = Exclude<keyof BreachFacts, 'entrustor'> | 'rules';
export type Reason = 'noPersonalData' | 'entrustorTold' | 'encrypted' | 'recovered' | 'noGround';

/** Whether a leak must be reported, to whom, and where the law says so. It prepares; people decide. */
export type Assessment =
  | {
      is: 'reportable';
      to: readonly ('commission' | 'entrustor')[];
      grounds: readonly Ground[];
      open: readonly Open[];
      clauses: readonly string[];
    }
  | { is: 'needsReview'; open: readonly Open[]; clauses: readonly string[] }
  | { is: 'notNeeded'; reason: Reason; clauses: readonly string[] };

type Weighed = { ground: Ground; answer: Answer; asked: Open };

const exceeds = (persons: number | undefined, { moreThan }: { moreThan: number }): Answer => {
  if (persons === undefined) return 'unknown';
  return persons > moreThan ? 'yes' : 'no';
};

/** The four thresholds, and those of the My Number law where such numbers are, or may be, among it. */
const weigh = (facts: BreachFacts, rules: InForce): Weighed[] => [
  { ground: 'sensitive', answer: facts.sensitive, asked: 'sensitive' },
  { ground: 'property', answer: facts.property, asked: 'property' },
  { ground: 'wrongful', answer: facts.wrongful, asked: 'wrongful' },
  { ground: 'persons', answer: exceeds(facts.persons, rules.persons), asked: 'persons' },
  ...(facts.myNumber === 'yes' ? weighNumbers(facts, rules) : []),
];

const weighNumbers = (facts: BreachFacts, rules: InForce): Weighed[] => [
  { ground: 'myNumberSystem', answer: facts.myNumberSystem, asked: 'myNumberSystem' },
  { ground: 'myNumberWrongful', answer: facts.wrongful, asked: 'wrongful' },
  { ground: 'myNumberPublic', answer: facts.publicView, asked: 'publicView' },
  { ground: 'myNumberPersons', answer: exceeds(facts.persons, rules.myNumberPersons), asked: 'persons' },
];

const clausesOf = (rules: InForce, ids: readonly RuleId[]): string[] => [...new Set(ids.map((id) => rules[id].clause))];

const recipients = ({ owner }: BreachFacts): ('commission' | 'entrustor')[] => {
  if (owner === 'entrusted') return ['entrustor'];
  return owner === 'both' ? ['entrustor', 'commission'] : ['commission'];
};

/** Why no report is needed, whatever the thresholds say. Only a certain "yes" frees from it. */
const freed = (facts: BreachFacts, told: boolean, rules: InForce): Assessment | undefined => {
  const not = (reason: Reason, ids: readonly RuleId[]): Assessment => ({
    is: 'notNeeded',
    reason,
    clauses: clausesOf(rules, ids),
  });
  const contradicted = [facts.sensitive, facts.property, facts.myNumberSystem].includes('yes');
  if (facts.personal === 'no' && facts.myNumber === 'no' && !contradicted) return not('noPersonalData', []);
  if (facts.owner === 'entrusted' && told) return not('entrustorTold', ['entrusted']);
  if (facts.encrypted === 'yes') return not('encrypted', ['encrypted']);
  return facts.recovered === 'yes' ? not('recovered', ['recovered']) : undefined;
};

type Known = BreachFacts & { /** The entrustor has been told, by the record. */ entrustorTold?: boolean };

/**
 * Holds a leak against the rules of the day on which any unit first knew: whose data, マイナンバー, encrypted, recovered, then the thresholds.
 * A ground that is certain decides; without one, anything unknown needs review. Only all answers being "no" ends in "not needed".
 */
export const assess = (facts: Known, rules: readonly LawRule[], on: JstDate): Assessment => {
  const held = rulesOn(rules, on);
  if (!held) return { is: 'needsReview', open: ['rules'], clauses: [] };
  const without = freed(facts, facts.entrustorTold === true, held);
  if (without) return without;
  const weighed = weigh(facts, held);
  const grounds = weighed.filter(({ answer }) => answer === 'yes').map(({ ground }) => ground);
  const open = openIn(facts, weighed);
  if (grounds.length > 0) {
    const told = facts.entrustorTold === true;
    const to = recipients(facts).filter((each) => !(each === 'entrustor' && told));
    const also: RuleId[] = facts.owner === 'entrusted' || facts.owner === 'both' ? ['entrusted'] : [];
    return { is: 'reportable', to, grounds, open, clauses: clausesOf(held, [...also, ...grounds]) };
  }
  if (open.length > 0) return { is: 'needsReview', open, clauses: clausesOf(held, weighedBy(weighed)) };
  return { is: 'notNeeded', reason: 'noGround', clauses: clausesOf(held, weighedBy(weighed)) };
};

const weighedBy = (weighed: readonly Weighed[]): Ground[] => weighed.map(({ ground }) => ground);

/** Whose data it is decides to whom, never whether: it is open only where it is asked at all. */
const openIn = (facts: BreachFacts, weighed: readonly Weighed[]): Open[] => {
  const unknown: Open[] = weighed.filter(({ answer }) => answer === 'unknown').map(({ asked }) => asked);
  const first: Open[] = (['owner', 'personal', 'myNumber'] as const).filter((name) => facts[name] === 'unknown');
  return [...new Set([...first, ...unknown])];
};

/** Whether 60 days hold for the 確報. Where it is not known, the shorter time does. */
export const isWrongful = (assessment: Assessment): boolean =>
  assessment.is === 'reportable' &&
  assessment.grounds.some((ground) => ground === 'wrongful' || ground === 'myNumberWrongful');
