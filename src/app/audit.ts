import { setImmediate as breathe } from 'node:timers/promises';
import { type Conduct, conductOf, type Missed, missedIn } from '../core/audit/conduct.ts';
import { type Decision, decisionsOf, drawn } from '../core/audit/decisions.ts';
import { conductPaper, type Evidence, type LateShares, samplePaper } from '../core/audit/papers.ts';
import type { Case } from '../core/case.ts';
import type { Round } from '../core/duties/round.ts';
import type { Fact } from '../core/facts.ts';
import type { Directory } from '../core/people/lookup.ts';
import { registerOf, registers } from '../core/registers/registers.ts';
import { sortable } from '../core/registers/style.ts';
import { yearSpan } from '../core/registers/year.ts';
import { allKinds } from '../core/reports/kinds.ts';
import type { Paper } from '../core/reports/paper/paper.ts';
import { kinds } from '../core/requests/kinds.ts';
import { jstDate } from '../core/time.ts';
import { sha256 } from './canonical.ts';
import type { Desk } from './desk.ts';
import { checkDetails, checkRecord, digestIn } from './ledger.ts';
import type { LedgerDetails, LedgerRecord } from './ledger-store.ts';
import { sealMark } from './register-copy.ts';
import { sourceOf } from './register-source.ts';

export type PrintPaper = (file: string, paper: Paper, at: string) => Promise<{ pages: number }>;

type Asked = {
  desk: Pick<Desk, 'store' | 'pages'>;
  dir: Directory;
  /** Instant of people's time, ISO in UTC. */
  at: string;
  actor: string;
  year: number | null;
};

export type Audited = { number: number; paper: Paper; fact: Fact };

const spanOf = (year: number | null) => (year === null ? {} : yearSpan(year));
const spanWord = (year: number | null): string => (year === null ? '全年度' : `${year}年度`);

/** Cases of these kinds with their chains, page by page: an audit of ten years holds up nobody. */
const casesOf = async function* (
  { desk, year }: Asked,
  names: readonly string[],
): AsyncGenerator<{ found: Case; records: LedgerRecord[] }> {
  for (const kind of names) {
    for await (const page of desk.pages({ ...spanOf(year), kind })) {
      for (const found of page) yield { found, records: await desk.store.ledger.recordsOf(found.id) };
      await breathe();
    }
  }
};

const requestNames = kinds.map(({ name }) => name);
const reportNames = allKinds.map(({ name }) => name).filter((name) => name !== 'drill');

const decisionsIn = async (asked: Asked): Promise<Decision[]> => {
  const all: Decision[] = [];
  for await (const { found, records } of casesOf(asked, requestNames)) all.push(...decisionsOf(found, records));
  return all;
};

/** What can be said of a chain by itself; that it is the one that was sealed, `ledger verify` says. */
const verdictOf = (records: readonly LedgerRecord[], details: readonly LedgerDetails[]): string => {
  let last: LedgerRecord | undefined;
  for (const record of records) {
    const digest = digestIn(record);
    const its = details.find(({ seq }) => seq === record.seq);
    const broken = checkRecord(last, record) ?? (digest === undefined ? undefined : checkDetails(record, digest, its));
    if (broken) return `${broken.seq}番の記録が書き換えられています。ledger verify で確かめてください。`;
    last = record;
  }
  return `記録 ${records.length}件はすべてつながっています(最後のハッシュ ${last?.hash ?? ''})。`;
};

const evidenceOf = async ({ desk, dir }: Asked, decision: Decision): Promise<Evidence | undefined> => {
  const { store } = desk;
  const [found, records, details] = await Promise.all([
    store.loadCase(decision.id),
    store.ledger.recordsOf(decision.id),
    store.ledger.detailsOf(decision.id),
  ]);
  const register = registerOf(decision.kind);
  if (!found || !register) return undefined;
  const cells = register.row({ found, dir, style: sortable, position: undefined });
  const row = register.headings.flatMap(({ label }, at) => (cells[at] ? [[label, cells[at] ?? ''] as const] : []));
  const typed = new Map(details.map(({ seq, text }) => [seq, text ?? '']));
  return {
    decision,
    row,
    records: records.map((record) => ({ ...record, details: typed.get(record.seq) ?? '' })),
    verdict: verdictOf(records, details),
  };
};

const made = async ({ desk, dir, at, year }: Asked) => {
  const seal = sealMark(await desk.store.ledger.lastSeal());
  return { dir, now: at, number: await desk.store.nextNumber('audit-export'), span: spanWord(year), seal };
};

const factOf = ({ actor }: Asked, type: string, data: Fact['data']): Fact => ({
  chain: 'org',
  type,
  actor,
  subject: 'org',
  data,
});

/** Decisions drawn by lot with all evidence. The record names every case that is read in it, and the seed. */
export const auditSample = async (asked: Asked, lot: { count: number; seed: string }): Promise<Audited> => {
  const all = await decisionsIn(asked);
  const chosen = drawn(all, lot.count, lot.seed, sha256);
  const evidence = (await Promise.all(chosen.map((each) => evidenceOf(asked, each)))).flatMap((each) => each ?? []);
  const frame = await made(asked);
  const refs = evidence.map(({ decision }) => decision.ref);
  return {
    number: frame.number,
    paper: samplePaper(frame, { seed: lot.seed, asked: lot.count, population: all.length }, evidence),
    fact: factOf(asked, 'audit.sampled', {
      ...{ number: frame.number, year: asked.year, seed: lot.seed, asked: lot.count, population: all.length, refs },
    }),
  };
};

const conductIn = async (asked: Asked): Promise<Conduct> => {
  const decisions: Decision[] = [];
  const missed: Missed[] = [];
  for await (const { found, records } of casesOf(asked, [...requestNames, ...reportNames])) {
    decisions.push(...decisionsOf(found, records));
    missed.push(...missedIn(found, records));
  }
  return conductOf(decisions, missed);
};

const isLate = ({ status, due, doneAt }: Round, today: string): boolean =>
  status !== 'ended' && (doneAt ? jstDate(doneAt) > due : due < today);

const lateSharesIn = async ({ desk, at, year }: Asked): Promise<LateShares[]> => {
  const counts = new Map<string, LateShares>();
  for (const register of registers.filter(({ shares }) => shares)) {
    for await (const page of sourceOf(desk, register).pages(spanOf(year))) {
      for (const round of page.map(({ state }) => state as Round).filter((each) => isLate(each, jstDate(at)))) {
        const { label } = round.plan.state.duty;
        const key = JSON.stringify([label, round.unit]);
        counts.set(key, { label, unit: round.unit, count: (counts.get(key)?.count ?? 0) + 1 });
      }
    }
  }
  return [...counts.values()];
};

/** Separation of duties, and the times that were missed. */
export const auditConduct = async (asked: Asked): Promise<Audited> => {
  const conduct = await conductIn(asked);
  const shares = await lateSharesIn(asked);
  const frame = await made(asked);
  const { own, twice, deputised, nobodyAbove, missed } = conduct;
  const counted = Object.fromEntries(
    Object.entries({ decisions: conduct.decisions, own, twice, deputised, nobodyAbove, missed }).map(([name, list]) => [
      name,
      list.length,
    ]),
  );
  return {
    number: frame.number,
    paper: conductPaper(frame, conduct, shares),
    fact: factOf(asked, 'audit.reported', { number: frame.number, year: asked.year, ...counted }),
  };
};
