import { type Card, text } from '../../card.ts';
import type { Case } from '../../case.ts';
import type { Decision } from '../../feature.ts';
import type { Outbound } from '../../outbound.ts';
import { ok } from '../../result.ts';
import type { Report } from '../report.ts';
import { type Decided, fact, type Run, ring, told } from '../run.ts';
import { peopleOf, standingsOf } from '../standing.ts';
import { numberOf } from '../words.ts';
import type { Crowd } from './crowd.ts';
import { type Main, mainFor } from './find-main.ts';

const crowdCard = (id: string, report: Report): Card => {
  const title = `${numberOf(id, report)} 同じような報告が続いています`;
  return {
    title,
    tone: 'attention',
    notice: title,
    blocks: [
      text(
        'このあとに届く同じような報告は、1件ずつは鳴らしません。件数はこの件のカードに出ます。「まとめて対応する」を押すと、報告した方みなさんに、この件の進み方が伝わります。',
      ),
      {
        kind: 'buttons',
        buttons: [{ label: 'カードを開く', style: 'primary', action: { do: 'press', verb: 'show', case: id } }],
      },
    ],
  };
};

/** Once for the whole crowd, to everybody the first report had reached. */
const crowdRings = (run: Run, main: Main): Outbound[] =>
  [...peopleOf(run.ctx.dir, main.report, run.on)]
    .filter(([person, as]) => as.has('receiver') && person !== main.report.reporter)
    .map(([person]) => ring(main.id, person, 'crowd', crowdCard(main.id, main.report), 'urgent'));

const grown = (run: Run, { report }: Main): Crowd => ({
  ...report.crowd,
  members: [...(report.crowd?.members ?? []), { id: run.id, reporter: run.by, at: run.ctx.now }],
});

/**
 * A report that belongs to one that is already with its people: kept and acknowledged like any other, and counted there instead of ringing every
 * phone once more (200 in a minute would hold back everything else). It stays a case of its own, and can stand by itself again.
 */
export const foldedInto = (run: Run, decided: Decided, related: readonly Case[]): Decided => {
  if (!decided.ok || decided.value.next === undefined) return decided;
  const { next, facts } = decided.value;
  const main = mainFor(next, related);
  if (!main) return decided;
  const crowd = grown(run, main);
  const joined = crowd.joined ? { joined: { by: crowd.joined.by, at: run.ctx.now } } : {};
  const folded: Report = {
    ...next,
    seen: [],
    follows: { main: main.id, ...joined },
    history: told(next, run, '同じような報告とまとめて受け取りました'),
  };
  const present = standingsOf(peopleOf(run.ctx.dir, folded, run.on));
  const first = crowd.members.length === 1;
  const decision: Decision<Report> = {
    next: { ...folded, present },
    facts: [
      ...facts.filter(({ type }) => type !== 'report.reached'),
      fact(run, 'report.folded', { main: main.id, joined: crowd.joined !== undefined }),
      {
        ...fact(run, 'report.crowdGrew', { report: run.id, members: crowd.members.length }),
        chain: main.id,
        subject: main.id,
      },
    ],
    also: [{ id: main.id, next: { ...main.report, crowd } }],
    pings: first ? crowdRings(run, main) : [],
    reply: { kind: 'done' },
  };
  return ok(decision);
};
