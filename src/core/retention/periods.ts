import { z } from 'zod';
import type { JstDate } from '../people/directory.ts';
import { fiscalYear } from '../time.ts';

/** Who keeps a case from being erased, and why. */
const Hold = z.object({ why: z.string(), by: z.string(), at: z.string() });

/** What the organization has decided besides the years below. */
export const Rules = z.object({
  /** Years by kind of case. */
  years: z.record(z.string(), z.number().int().min(1).max(100)).default({}),
  /** 保全: by case. */
  holds: z.record(z.string(), Hold).default({}),
});
export type Rules = z.infer<typeof Rules>;

export const readRules = (mark: string | undefined): Rules => Rules.parse(JSON.parse(mark ?? '{}'));

const usual = 5;

/**
 * Full 年度 after the one in which a case was closed. The policy names none: these are where an organization begins,
 * longer where the law or somebody concerned may still ask, short where nothing depends on it.
 */
const shipped: Readonly<Record<string, number>> = {
  incident: 10,
  malware: 10,
  lostDevice: 10,
  misdirectedMail: 10,
  violation: 10,
  exception: 10,
  disposal: 10,
  externalProvision: 10,
  retention: 10,
  question: 3,
  mailCheck: 1,
  copy: 1,
};

export const yearsFor = (rules: Pick<Rules, 'years'>, kind: string): number =>
  rules.years[kind] ?? (Object.hasOwn(shipped, kind) ? shipped[kind] : undefined) ?? usual;

/** The first day on which it may be erased: 1 April, after the 年度 of its closing and `years` full ones. */
export const mayGoOn = (closedOn: JstDate, years: number): JstDate => `${fiscalYear(closedOn) + 1 + years}-04-01`;

/** Cases opened on this day or later are surely too young. */
export const openedBefore = (today: JstDate, years: number): JstDate => `${fiscalYear(today) - years}-04-01`;
