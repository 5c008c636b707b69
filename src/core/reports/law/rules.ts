import type { JstDate } from '../../people/directory.ts';

/** Every rule here was read in secondary sources: it prepares, people decide, and cards say so. */
export const unconfirmed = '法務確認前';

type About = {
  /** The law's own words for where it stands, as people quote it. */
  clause: string;
  /** Where it was read. */
  source: string;
  /** First day (JST) on which it holds. A change of the law is a new entry of the same id with a later day. */
  validFrom: JstDate;
  status: typeof unconfirmed;
};

type Yes = { yes: true };
type MoreThan = { moreThan: number };
type Days = { days: number };

/** What each rule fixes besides its place in the law. */
type Terms = {
  entrusted: Yes;
  encrypted: Yes;
  recovered: Yes;
  sensitive: Yes;
  property: Yes;
  wrongful: Yes;
  persons: MoreThan;
  myNumberSystem: Yes;
  myNumberWrongful: Yes;
  myNumberPublic: Yes;
  myNumberPersons: MoreThan;
  /** Days of the 速報, the day on which any unit first knew being day 1: when to warn, and the last. */
  prompt: { warnOn: number; lastOn: number };
  final: Days;
  finalWrongful: Days;
  tellPersons: Yes;
};

export type RuleId = keyof Terms;
export type LawRule = { [I in RuleId]: About & Terms[I] & { id: I } }[RuleId];
/** The rules of one day, by id. */
export type InForce = { readonly [I in RuleId]: Extract<LawRule, { id: I }> };

const appi = '個人情報保護法';
const guide = 'e-Gov法令検索、個人情報保護委員会のガイドライン(通則編)3-5';
const numbers = '番号法29条の4の報告に関する規則';
const numberGuide = 'e-Gov法令検索、個人情報保護委員会の特定個人情報ガイドライン(事業者編)別添2';
const since2022 = { validFrom: '2022-04-01', status: unconfirmed } as const;

/**
 * The law's rules about a leak, dated: which hold is decided by the day on which any unit first knew. The amendment of 2026 is not among them
 * until the legal office has named its day and terms; then it is new entries here and nothing else.
 */
export const lawRules: readonly LawRule[] = [
  { id: 'entrusted', yes: true, clause: `${appi} 26条1項ただし書、施行規則9条`, source: guide, ...since2022 },
  { id: 'encrypted', yes: true, clause: '個人情報保護法施行規則7条1号(高度な暗号化等)', source: guide, ...since2022 },
  { id: 'recovered', yes: true, clause: 'ガイドライン(通則編)3-5-1(漏えいの考え方)', source: guide, ...since2022 },
  { id: 'sensitive', yes: true, clause: '個人情報保護法施行規則7条1号(要配慮個人情報)', source: guide, ...since2022 },
  { id: 'property', yes: true, clause: '個人情報保護法施行規則7条2号(財産的被害)', source: guide, ...since2022 },
  { id: 'wrongful', yes: true, clause: '個人情報保護法施行規則7条3号(不正の目的)', source: guide, ...since2022 },
  {
    id: 'persons',
    moreThan: 1000,
    clause: '個人情報保護法施行規則7条4号(1,000人を超える)',
    source: guide,
    ...since2022,
  },
  { id: 'myNumberSystem', yes: true, clause: `${numbers} 2条1号`, source: numberGuide, ...since2022 },
  { id: 'myNumberWrongful', yes: true, clause: `${numbers} 2条2号`, source: numberGuide, ...since2022 },
  { id: 'myNumberPublic', yes: true, clause: `${numbers} 2条3号`, source: numberGuide, ...since2022 },
  { id: 'myNumberPersons', moreThan: 100, clause: `${numbers} 2条4号`, source: numberGuide, ...since2022 },
  {
    id: 'prompt',
    warnOn: 3,
    lastOn: 5,
    clause: '個人情報保護法施行規則8条1項、ガイドライン 3-5-3-3',
    source: guide,
    ...since2022,
  },
  { id: 'final', days: 30, clause: '個人情報保護法施行規則8条2項、ガイドライン 3-5-3-4', source: guide, ...since2022 },
  { id: 'finalWrongful', days: 60, clause: '個人情報保護法施行規則8条2項(7条3号の場合)', source: guide, ...since2022 },
  { id: 'tellPersons', yes: true, clause: `${appi} 26条2項、施行規則10条`, source: guide, ...since2022 },
];

/** The rules of that day; undefined when none were in force for one of the questions. */
export const rulesOn = (rules: readonly LawRule[], on: JstDate): InForce | undefined => {
  const held = new Map<string, LawRule>();
  for (const rule of [...rules].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)))
    if (rule.validFrom <= on) held.set(rule.id, rule);
  const ids = new Set(lawRules.map(({ id }) => id));
  return [...ids].every((id) => held.has(id)) ? (Object.fromEntries(held) as unknown as InForce) : undefined;
};
