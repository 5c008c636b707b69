const STOP = new Set(
  `a an the is are am was were be been being do does did done i me my we us our you your he she it its they them their this that these those
  to of in on at for from by with as and or but if so than then there here what when where who whom which why how can could may might shall
  should will would must have has had not no yes please thanks about into out up down over just any some all also too very get got need want
  like let us ok okay allowed allow possible im i'm i've i'd it's don't can't is there something someone somebody anyone anybody one
  go going put use using used thing things`.split(/\s+/u),
);

const IRREGULAR: Readonly<Record<string, string>> = {
  lost: 'lose',
  stolen: 'steal',
  stole: 'steal',
  took: 'take',
  taken: 'take',
  taking: 'take',
  brought: 'bring',
  sent: 'send',
  gave: 'give',
  given: 'give',
  left: 'leave',
  leaving: 'leave',
  wrote: 'write',
  written: 'write',
  writing: 'write',
  told: 'tell',
  bought: 'buy',
  broke: 'break',
  broken: 'break',
  kept: 'keep',
  hid: 'hide',
  threw: 'throw',
  thrown: 'throw',
  known: 'know',
  knew: 'know',
  seen: 'see',
  saw: 'see',
  children: 'child',
  people: 'person',
  saved: 'save',
  saving: 'save',
  storage: 'store',
  stored: 'store',
  storing: 'store',
  sharing: 'share',
  shared: 'share',
  using: 'use',
  used: 'use',
  lying: 'lie',
  dies: 'die',
  mistakenly: 'mistake',
  accidentally: 'mistake',
  accident: 'mistake',
}; // prettier-ignore

/** Cuts an English word to what its forms share; rough, the same on both sides. */
export const stem = (word: string): string => {
  const plain = word.replace(/'s$|'$/u, '');
  const irregular = IRREGULAR[plain];
  if (irregular) return irregular;
  if (plain.length <= 3) return plain;
  let cut = plain
    .replace(/(?:ies)$/u, 'y')
    .replace(/(?:sses)$/u, 'ss')
    .replace(/(?<!s|u|i)s$/u, '');
  if (cut.length > 5)
    cut = cut.replace(/(?:ization|isation|ation|ition|ion|al)$/u, '').replace(/(?:ments?|ness|ings?|edly|ed|ly)$/u, '');
  else if (cut.length > 4) cut = cut.replace(/(?:ed|ing)$/u, '');
  return cut.replace(/([bdgmnprt])\1$/u, '$1').replace(/e$/u, '') || plain;
};

export const englishWords = (folded: string): string[] => folded.match(/[a-z][a-z0-9'-]*[a-z0-9]|[a-z0-9]{2,}/gu) ?? [];

/** The words that carry meaning, cut to their stems. */
export const englishStems = (folded: string): string[] =>
  englishWords(folded)
    .filter((word) => !STOP.has(word))
    .map(stem);
