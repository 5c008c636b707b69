import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { Case } from '../core/case.ts';
import type { Running } from '../core/duties/finish.ts';
import { Plan } from '../core/duties/plan.ts';
import { type Round, readRoundId, roundsOf, type Told } from '../core/duties/round.ts';
import type { Task, TaskFilter } from '../core/duties/task.ts';
import { caseOfRound } from '../core/registers/duty-registers.ts';
import type { Register } from '../core/registers/register.ts';
import { instantAt } from '../core/time.ts';
import type { Desk } from './desk.ts';
import type { LedgerRecord } from './ledger-store.ts';
import type { CaseFilter, Store } from './ports.ts';
import type { RegisterSource } from './register-source.ts';

const page = 500;

const Values = z.record(z.string(), z.json());

/** Every share that fits, page by page. */
export async function* taskPages(store: Pick<Store, 'tasks'>, filter: TaskFilter): AsyncGenerator<Task[]> {
  let after: string | undefined;
  for (;;) {
    const tasks: Task[] = await store.tasks.find({ ...filter, limit: page, ...(after ? { after } : {}) });
    if (tasks.length === 0) return;
    yield tasks;
    after = tasks.at(-1)?.id;
    await breathe();
  }
}

/** Started plans whose shares stand in this register. */
export async function* plansOf(
  { pages }: Pick<Desk, 'pages'>,
  register: Register,
): AsyncGenerator<{ row: Case; plan: Running }> {
  for await (const rows of pages({ kind: 'duty' })) {
    for (const row of rows) {
      const plan = { id: row.id, state: Plan.parse(row.state) };
      if (plan.state.startedAt && register.shares?.(plan.state.duty)) yield { row, plan };
    }
  }
}

/** The chain of a plan, page by page: a large one is not held up in one piece. */
const recordsOf = async (store: Store, chain: string): Promise<LedgerRecord[]> => {
  const found: LedgerRecord[] = [];
  for (let seq = 0; ; ) {
    const records = await store.ledger.records({ chain, seq }, page);
    const own = records.filter((record) => record.chain === chain);
    found.push(...own);
    if (own.length < page) return found;
    seq = own.at(-1)?.seq ?? seq;
    await breathe();
  }
};

/** Only what names one person's share is read: a wave of reminders names everybody in it. */
const aboutShares = /^duty\.(?!reminded|nudged|reported|closed)/;

const toldIn = async (store: Store, chain: string): Promise<Told[]> => {
  const details = new Map((await store.ledger.detailsOf(chain)).map(({ seq, text }) => [seq, text]));
  return (await recordsOf(store, chain))
    .filter(({ type }) => aboutShares.test(type))
    .map(({ seq, hash, at, type, actor, data }) => {
      const text = details.get(seq);
      return {
        seq,
        hash,
        at,
        type,
        actor,
        data: Values.parse(JSON.parse(data)),
        details: text ? Values.parse(JSON.parse(text)) : {},
      };
    });
};

const fits =
  ({ openedFrom, openedUntil, units, involving }: Omit<CaseFilter, 'kind'>) =>
  (found: Case): boolean =>
    (openedFrom === undefined || found.openedAt >= openedFrom) &&
    (openedUntil === undefined || found.openedAt < openedUntil) &&
    (units === undefined || units.includes(found.unit)) &&
    (involving === undefined || found.owner === involving);

/** A share in the columns of a case: its 年度 is that of the day it is due. */
export const caseOf = (register: Register, round: Round): Case =>
  caseOfRound(register, round, instantAt(round.due, '00:00'));

/** The lines of a register of duties: every round of every share, as the ledger tells it. A plan is read once. */
export const createRounds = ({ pages, store }: Pick<Desk, 'pages' | 'store'>, register: Register): RegisterSource => {
  const known = new Map<string, Promise<Map<string, Round>>>();

  const read = async (plan: Running): Promise<Map<string, Round>> => {
    const tasks: Task[] = [];
    for await (const some of taskPages(store, { plan: plan.id })) tasks.push(...some);
    return new Map(roundsOf(plan, tasks, await toldIn(store, plan.id)).map((round) => [round.id, round]));
  };

  const roundsIn = (plan: Running): Promise<Map<string, Round>> => {
    const rounds = known.get(plan.id) ?? read(plan);
    known.set(plan.id, rounds);
    return rounds;
  };

  return {
    pages: async function* (filter) {
      for await (const { plan } of plansOf({ pages }, register)) {
        const rounds = [...(await roundsIn(plan)).values()];
        yield rounds.map((round) => caseOf(register, round)).filter(fits(filter));
      }
    },
    line: async (id) => {
      const plan = readRoundId(id)?.plan;
      const row = plan === undefined ? undefined : await store.loadCase(plan);
      if (row?.kind !== 'duty') return undefined;
      const round = (await roundsIn({ id: row.id, state: Plan.parse(row.state) })).get(id);
      return round && { found: caseOf(register, round), position: round.position };
    },
  };
};
