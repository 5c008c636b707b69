import { z } from 'zod';
import type { Vocabulary } from './advisor.ts';
import type { Marks } from './catalog.ts';
import chapter1 from './digest/1.json' with { type: 'json' };
import organisation from './digest/2-1.json' with { type: 'json' };
import classification from './digest/2-4.json' with { type: 'json' };
import physical from './digest/2-5.json' with { type: 'json' };
import people from './digest/2-7.json' with { type: 'json' };
import machines from './digest/2-8-1.json' with { type: 'json' };
import access from './digest/2-8-2.json' with { type: 'json' };
import operation from './digest/2-9.json' with { type: 'json' };
import outside from './digest/2-10.json' with { type: 'json' };
import review from './digest/2-11.json' with { type: 'json' };
import fingerprints from './digest/fingerprints.json' with { type: 'json' };
import { Digest, type DigestEntry } from './digest.ts';
import { IntentData } from './search/intent.ts';
import intents from './search/intents.json' with { type: 'json' };
import acts from './search/lexicon/acts.json' with { type: 'json' };
import otherOffices from './search/lexicon/other-offices.json' with { type: 'json' };
import peopleAndRules from './search/lexicon/people-and-rules.json' with { type: 'json' };
import readings from './search/lexicon/readings.json' with { type: 'json' };
import things from './search/lexicon/things.json' with { type: 'json' };
import { Concept } from './search/lexicon.ts';

const FILES: readonly unknown[] = [
  chapter1,
  organisation,
  classification,
  physical,
  people,
  machines,
  access,
  operation,
  outside,
  review,
];

/** The digest that comes with the project, in the order of the policy. */
export const shippedDigest = (): DigestEntry[] => FILES.flatMap((file) => Digest.parse(file));

/** Marks of the official words the digest was written from: without them nobody could tell that a clause has changed. */
export const shippedMarks: Marks = fingerprints;

/** The vocabulary that comes with the project. */
export const shippedVocabulary = (): Vocabulary => ({
  concepts: z.array(Concept).parse([...things, ...acts, ...peopleAndRules]),
  outside: z.array(Concept).parse(otherOffices),
  readings,
  intents: IntentData.parse(intents),
});
