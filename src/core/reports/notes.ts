import { buttons, type Card, text } from '../card.ts';
import type { Outbound, PersonId } from '../outbound.ts';
import type { Report } from './report.ts';
import { type Run, ring } from './run.ts';
import { type As, peopleOf } from './standing.ts';
import { numberOf } from './words.ts';

/** Everybody who is this to the report now. */
export const everyAs = (run: Run, report: Report, ...wanted: readonly As[]): PersonId[] =>
  [...peopleOf(run.ctx.dir, report, run.on)]
    .filter(([, as]) => wanted.some((each) => as.has(each)))
    .map(([person]) => person);

type Said = { name: string; title: string; lines: readonly string[]; tone?: Card['tone'] };

/** A short message that rings, with the way to the card; the lock screen shows number and title alone. */
export const tell = (run: Run, report: Report, to: readonly PersonId[], said: Said): Outbound[] => {
  const title = `${numberOf(run.id, report)} ${said.title}`;
  const card: Card = {
    title,
    tone: said.tone ?? 'attention',
    notice: title,
    blocks: [
      ...said.lines.map((line) => text(line)),
      buttons({ label: 'カードを開く', style: 'primary', action: { do: 'press', verb: 'show', case: run.id } }),
    ],
  };
  const lane = report.severe ? 'urgent' : 'card';
  return [...new Set(to)]
    .filter((person) => person !== run.by)
    .map((person) => ring(run.id, person, `${said.name}/${report.history.length}`, card, lane));
};
