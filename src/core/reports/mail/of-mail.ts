import { isOver, type Report } from '../report.ts';
import type { As } from '../standing.ts';
import { type Mail, noMail } from './mail.ts';
import { mostPersons } from './taps.ts';

/** Who follows up a misdirected mail, and who may see the addresses: nobody else. */
export const followers: readonly As[] = ['reporter', 'unitManager', 'manager'];

export const isMail = (report: Report): boolean => report.kind === 'misdirectedMail' && !isOver(report);

export const mailOf = (report: Report): Mail => report.mail ?? noMail;

/** What was tapped, as the state keeps it. */
export const tapOf = (report: Report, name: 'mistake' | 'place' | 'recipients' | 'personal'): string =>
  String(report.values[name] ?? '');

/** What the taps already say to the law's question how many persons are concerned at most; for the form that asks it. */
export const mailPersons = ({ kind, values }: Report): { persons?: string } => {
  const persons = kind === 'misdirectedMail' ? mostPersons(values) : undefined;
  return persons ? { persons: String(persons) } : {};
};
