import { z } from 'zod';
import { fold } from './normalise.ts';

const Patterns = z.array(z.string());

/** How people say that something happened, ask for leave, ask what a word means: patterns over folded text. */
export const IntentData = z.object({
  happened: Patterns,
  happenedEn: Patterns,
  past: Patterns,
  pastEn: Patterns,
  tell: Patterns,
  tellEn: Patterns,
  mayI: Patterns,
  mayIEn: Patterns,
  plan: Patterns,
  planEn: Patterns,
  whatIs: Patterns,
  whatIsEn: Patterns,
  who: Patterns,
  whoEn: Patterns,
  how: Patterns,
  howEn: Patterns,
  /** Taken out before texts are compared: it says that somebody asks, not about what. */
  asking: Patterns,
});
export type IntentData = z.infer<typeof IntentData>;

export type Intent = {
  /** Something happened, or may have. */
  happened: boolean;
  /** Told in the past: with the name of a mishap that is a report. */
  past: boolean;
  /** Somebody wants to know whom to tell. */
  tell: boolean;
  mayI: boolean;
  /** Somebody is about to do something. */
  plan: boolean;
  whatIs: boolean;
  who: boolean;
  how: boolean;
};

export type IntentReader = { read: (folded: string) => Intent; asking: RegExp };

const any = (...lists: readonly (readonly string[])[]): RegExp => new RegExp(lists.flat().join('|'), 'u');

/** Patterns are written as people write; the long vowel mark is gone from folded text, so it goes from them too. */
const folded = (patterns: readonly string[]): string[] =>
  patterns.map((pattern) => (/[\u3041-\u30ff]/u.test(pattern) ? fold(pattern) : pattern));

export const buildIntents = (data: IntentData): IntentReader => {
  const matchers = {
    happened: any(folded(data.happened), data.happenedEn),
    past: any(folded(data.past), data.pastEn),
    tell: any(folded(data.tell), data.tellEn),
    plan: any(folded(data.plan), data.planEn),
    mayI: any(folded(data.mayI), data.mayIEn),
    whatIs: any(folded(data.whatIs), data.whatIsEn),
    who: any(folded(data.who), data.whoEn),
    how: any(folded(data.how), data.howEn),
  };
  return {
    asking: new RegExp(folded(data.asking).join('|'), 'gu'),
    read: (text) => ({
      happened: matchers.happened.test(text),
      past: matchers.past.test(text),
      tell: matchers.tell.test(text),
      plan: matchers.plan.test(text),
      mayI: matchers.mayI.test(text),
      whatIs: matchers.whatIs.test(text),
      who: matchers.who.test(text),
      how: matchers.how.test(text),
    }),
  };
};
