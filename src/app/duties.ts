import { setImmediate as breathe } from 'node:timers/promises';
import { nextOfficeTime } from '../core/calendar.ts';
import type { Case } from '../core/case.ts';
import { duties as feature } from '../core/duties/feature.ts';
import { digestsOf, type Running } from '../core/duties/finish.ts';
import { nextYears } from '../core/duties/next-year.ts';
import { Plan } from '../core/duties/plan.ts';
import { proposedFact } from '../core/duties/propose.ts';
import { shareOut } from '../core/duties/share.ts';
import { isAsked, type Task } from '../core/duties/task.ts';
import type { Share } from '../core/duties/task-parts.ts';
import { remind } from '../core/duties/wave.ts';
import type { Fact } from '../core/facts.ts';
import type { Ctx } from '../core/feature.ts';
import type { PersonId } from '../core/outbound.ts';
import { changeOf, newCaseId, nothing } from './change-of.ts';
import type { Desk } from './desk.ts';
import type { Log } from './log.ts';

/** Tasks of one commit: enough to share its fsync, few enough that nobody's click waits behind it. */
const page = 500;

// A stale version means that the chart or a share changed meanwhile: made anew from what stands now.
const mostTries = 20;

/** A plan is read again only when it has changed: a morning draws thousands of messages about the same few. */
const readOnce = (): ((row: Case) => Running) => {
  const known = new Map<string, { version: number; plan: Running }>();
  return ({ id, version, state }) => {
    const before = known.get(id);
    if (before?.version === version) return before.plan;
    const plan = { id, state: Plan.parse(state) };
    if (known.size > 2_000) known.clear();
    known.set(id, { version, plan });
    return plan;
  };
};

type Parts = { desk: Desk; clock: () => Promise<Ctx>; log: Log };

/** What runs by itself for duties: shares made when a plan or the chart changes, reminders when they are due. */
export const createDuties = ({ desk, clock, log }: Parts) => {
  const { store } = desk;

  const read = readOnce();

  const planOf = async (id: string): Promise<Running | undefined> => {
    const row = await store.loadCase(id);
    return row?.kind === 'duty' ? read(row) : undefined;
  };

  /** Everything that is not over, what was only proposed too. */
  const alive = async (): Promise<Running[]> => {
    const found: Running[] = [];
    for await (const cases of desk.pages({ kind: 'duty', open: true })) found.push(...cases.map(read));
    return found;
  };

  const running = async (): Promise<Running[]> => (await alive()).filter(({ state }) => state.status === 'running');

  /** One page of people: their shares as they should be today. False when somebody was faster. */
  const sharePage = async (
    ctx: Ctx,
    plan: Running,
    people: readonly PersonId[],
    follows: boolean,
  ): Promise<boolean> => {
    const tasks = await store.tasks.find({ plan: plan.id, people, limit: people.length });
    const changes = shareOut(ctx, plan, people, new Map(tasks.map((task) => [task.person, task])), follows);
    // What a message of a morning says about a plan that has changed or ended is drawn anew.
    const stale = follows ? tasks.filter(isAsked) : changes.flatMap(({ expected, next }) => (expected > 0 ? next : []));
    const digests = digestsOf(...stale);
    if (changes.length === 0 && digests.length === 0) return true;
    const key = `share/${plan.id}/${plan.state.revision}/${people[0]}/${ctx.dir.version}/${ctx.now}`;
    const facts: Fact[] = [];
    const change = { ...nothing, key, at: ctx.now, expectDirectory: ctx.dir.version, facts, tasks: changes, digests };
    return (await store.commit(change)) !== 'stale';
  };

  const share = async (plan: Running, follows: boolean): Promise<void> => {
    const people = (await clock()).dir.data.people.map(({ id }) => id);
    for (let from = 0; from < people.length; from += page) {
      const some = people.slice(from, from + page);
      let tries = 0;
      while (!(await sharePage(await clock(), plan, some, follows))) {
        if (++tries === mostTries) throw new Error('the chart kept changing while shares were made');
      }
      await breathe();
    }
  };

  /** A plan has begun or ended. */
  const shareOf = async (id: string, timer: string): Promise<void> => {
    const plan = await planOf(id);
    if (plan) await share(plan, true);
    const now = desk.now();
    await store.commit({ ...nothing, key: `${timer}/${now}`, at: now, facts: [], fired: timer });
  };

  /** Before a 年度 begins, what comes round each year is offered again, to be looked over and started. */
  const offerNext = async (id: string, timer: string): Promise<void> => {
    const [row, ctx] = [await store.loadCase(id), await clock()];
    const plan = row?.kind === 'duty' ? read(row) : undefined;
    const next = plan && plan.state.offered === undefined ? nextYears(ctx, plan.state) : undefined;
    if (!row || !plan || !next) {
      const key = `${timer}/${ctx.now}`;
      await store.commit({ ...nothing, key, at: ctx.now, facts: [], fired: timer });
      return;
    }
    const fresh = await newCaseId(store, 'duty', ctx.now);
    const intent = { key: `${timer}/offer`, actor: 'clock' as const, ask: { type: 'home' as const } };
    const reply = { kind: 'done' as const };
    const offered: Plan = { ...plan.state, offered: fresh, revision: plan.state.revision + 1 };
    const parts = { intent, ctx, loaded: { feature } };
    const one = changeOf({
      ...parts,
      id: fresh,
      decision: { next, facts: [proposedFact(fresh, next, 'clock')], reply },
    });
    const old = changeOf({ ...parts, loaded: { feature, row }, id, decision: { next: offered, facts: [], reply } });
    await store.commit({
      ...one,
      cases: [...one.cases, ...old.cases],
      slots: [...one.slots, ...old.slots],
      timers: [...one.timers, ...old.timers],
      fired: timer,
    });
  };

  /** The day or the chart has changed: newcomers get their share, whoever left loses theirs. */
  const shareAll = async (): Promise<void> => {
    for (const plan of await running()) {
      await share(plan, false).catch((error: unknown) => log.error('duties.not-shared', {}, error));
    }
  };

  const remindPage = async (ctx: Ctx, due: readonly Task[], plans: Map<string, Plan>): Promise<boolean> => {
    for (const id of new Set(due.map(({ plan }) => plan))) {
      const plan = plans.has(id) ? undefined : await planOf(id);
      if (plan) plans.set(id, plan.state);
    }
    const wave = remind(ctx, plans, due);
    const [first] = due;
    const key = `remind/${first?.id}/${first?.version}/${ctx.now}`;
    return (await store.commit({ ...nothing, key, at: ctx.now, ...wave })) === 'committed';
  };

  /** Everybody who is due, page by page; outside office hours nobody. Answers how many. */
  const remindDue = async (): Promise<number> => {
    const ctx = await clock();
    if (nextOfficeTime(ctx.now, ctx.settings) !== ctx.now) return 0;
    const plans = new Map<string, Plan>();
    let told = 0;
    for (;;) {
      const due = await store.tasks.due(ctx.now, page);
      if (due.length === 0 || !(await remindPage(ctx, due, plans))) return told;
      told += due.length;
      await breathe();
    }
  };

  const sharesOf = async (tasks: readonly Task[]): Promise<Share[]> => {
    const plans = new Map<string, Running | undefined>();
    for (const { plan } of tasks) if (!plans.has(plan)) plans.set(plan, await planOf(plan));
    return tasks.flatMap((task) => {
      const plan = plans.get(task.plan);
      return plan?.state.status === 'running' ? [{ plan, task }] : [];
    });
  };

  return { shareOf, shareAll, offerNext, remindDue, sharesOf, running, alive };
};

export type Duties = ReturnType<typeof createDuties>;
