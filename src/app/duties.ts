import { setImmediate as breathe } from 'node:timers/promises';
import { nextOfficeTime } from '../core/calendar.ts';
import type { Running } from '../core/duties/finish.ts';
import { Plan } from '../core/duties/plan.ts';
import { shareOut } from '../core/duties/share.ts';
import type { Task } from '../core/duties/task.ts';
import type { Share } from '../core/duties/task-parts.ts';
import { remind } from '../core/duties/wave.ts';
import type { Ctx } from '../core/feature.ts';
import type { PersonId } from '../core/outbound.ts';
import { nothing } from './change-of.ts';
import type { Desk } from './desk.ts';
import type { Log } from './log.ts';

/** Tasks of one commit: enough to share its fsync, few enough that nobody's click waits behind it. */
const page = 500;

// A stale version means that the chart or a share changed meanwhile: made anew from what stands now.
const mostTries = 20;

type Parts = { desk: Desk; clock: () => Promise<Ctx>; log: Log };

/** What runs by itself for duties: shares made when a plan or the chart changes, reminders when they are due. */
export const createDuties = ({ desk, clock, log }: Parts) => {
  const { store } = desk;

  const planOf = async (id: string): Promise<Running | undefined> => {
    const row = await store.loadCase(id);
    return row?.kind === 'duty' ? { id, state: Plan.parse(row.state) } : undefined;
  };

  const running = async (): Promise<Running[]> => {
    const found: Running[] = [];
    for await (const cases of desk.pages({ kind: 'duty', open: true })) {
      found.push(...cases.map(({ id, state }) => ({ id, state: Plan.parse(state) })));
    }
    return found.filter(({ state }) => state.status === 'running');
  };

  /** One page of people: their shares as they should be today. False when somebody was faster. */
  const sharePage = async (ctx: Ctx, plan: Running, people: readonly PersonId[]): Promise<boolean> => {
    const tasks = await store.tasks.find({ plan: plan.id, people, limit: people.length });
    const changes = shareOut(ctx, plan, people, new Map(tasks.map((task) => [task.person, task])));
    if (changes.length === 0) return true;
    const key = `share/${plan.id}/${people[0]}/${ctx.dir.version}/${ctx.now}`;
    const change = { ...nothing, key, at: ctx.now, expectDirectory: ctx.dir.version, facts: [], tasks: changes };
    return (await store.commit(change)) !== 'stale';
  };

  const share = async (plan: Running): Promise<void> => {
    const people = (await clock()).dir.data.people.map(({ id }) => id);
    for (let from = 0; from < people.length; from += page) {
      const some = people.slice(from, from + page);
      let tries = 0;
      while (!(await sharePage(await clock(), plan, some))) {
        if (++tries === mostTries) throw new Error('the chart kept changing while shares were made');
      }
      await breathe();
    }
  };

  /** A plan has begun or ended. */
  const shareOf = async (id: string, timer: string): Promise<void> => {
    const plan = await planOf(id);
    if (plan) await share(plan);
    const now = desk.now();
    await store.commit({ ...nothing, key: `${timer}/${now}`, at: now, facts: [], fired: timer });
  };

  /** The day or the chart has changed: newcomers get their share, whoever left loses theirs. */
  const shareAll = async (): Promise<void> => {
    for (const plan of await running()) {
      await share(plan).catch((error: unknown) => log.error('duties.not-shared', {}, error));
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

  return { shareOf, shareAll, remindDue, sharesOf, running };
};

export type Duties = ReturnType<typeof createDuties>;
