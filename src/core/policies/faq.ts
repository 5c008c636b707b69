import type { JstDate } from '../people/directory.ts';

/** A question somebody asked, with the answer a 情報管理者 gave and kept for others. */
export type Faq = {
  clause: string;
  question: string;
  answer: string;
  /** Who looked it over, by name, and when. */
  reviewer: string;
  on: JstDate;
  /** The mark of the clause as it read then; another one by now means that the clause has changed. */
  mark: string;
};

/** Whose cases a clause finds its kept answers by: the index from people to their cases serves clauses too. */
export const clauseSubject = (clause: string): string => `clause:${clause}`;
