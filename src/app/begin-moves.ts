import type { Case } from '../core/case.ts';
import { duties } from '../core/duties/feature.ts';
import { proposedFact, proposedPlan } from '../core/duties/propose.ts';
import { shippedDuties } from '../core/duties/shipped.ts';
import type { Ctx } from '../core/feature.ts';
import { type Going, goingKey, goingsIn } from '../core/moves/chart.ts';
import { begun, moves } from '../core/moves/feature.ts';
import type { Move } from '../core/moves/move.ts';
import type { PersonId } from '../core/outbound.ts';
import { roleHolders } from '../core/people/roles.ts';
import { daysBetween, jstDate, plusDays } from '../core/time.ts';
import { changeOf, newCaseId } from './change-of.ts';
import type { Desk } from './desk.ts';
import type { Duties } from './duties.ts';
import type { Log } from './log.ts';

type Parts = { desk: Desk; duties: Duties; clock: () => Promise<Ctx>; log: Log };

const clockIntent = (key: string) => ({ key, actor: 'clock' as const, ask: { type: 'home' as const } });

/** What a changed chart begins by itself: somebody goes, or the first newcomer of a kind of duty comes. */
export const createBeginMoves = ({ desk, duties: running, clock, log }: Parts) => {
  const { store } = desk;

  const casesOf = async (person: PersonId): Promise<Case[]> => {
    const all: Case[] = [];
    for await (const page of desk.pages({ involving: person })) all.push(...page);
    return all;
  };

  /** Devices they have shown in a device check. */
  const devicesOf = async (person: PersonId): Promise<Move['devices']> => {
    const tasks = await store.tasks.find({ people: [person] });
    const shares = await running.sharesOf(tasks.filter(({ doneAt }) => doneAt !== null));
    return shares
      .filter(({ plan }) => plan.state.duty.done === 'both')
      .map(({ plan, task }) => ({ label: plan.state.duty.label, seenOn: jstDate(task.doneAt ?? '') }));
  };

  const begin = async (going: Going): Promise<void> => {
    const cases = await casesOf(going.person);
    const known = cases.filter(({ kind }) => kind === 'move').map(({ state }) => moves.read(state));
    if (known.some((move) => move.status !== 'void' && goingKey(move as Going) === goingKey(going))) return;
    const ctx = { ...(await clock()), related: cases };
    const id = await newCaseId(store, 'move', ctx.now);
    const decision = begun(ctx, id, going, await devicesOf(going.person));
    const key = `move/${goingKey(going)}/${known.length}`;
    await store.commit(changeOf({ intent: clockIntent(key), ctx, loaded: { feature: moves }, id, decision }));
  };

  /** Duties of newcomers are offered to the 情報セキュリティ管理者 when the first one comes; from then on they run by themselves. */
  const offerJoining = async (ctx: Ctx): Promise<void> => {
    const on = jstDate(ctx.now);
    const [owner] = roleHolders(ctx.dir, 'securityManager', undefined, on);
    if (!owner || !ctx.dir.data.people.some(({ id }) => isNew(ctx, id, on))) return;
    const known = new Set<string>();
    for await (const page of desk.pages({ kind: 'duty' }))
      for (const { state } of page) known.add(duties.read(state).duty.name);
    for (const duty of shippedDuties.filter(({ every, name }) => every.kind === 'joining' && !known.has(name))) {
      const id = await newCaseId(store, 'duty', ctx.now);
      const next = proposedPlan(ctx, { duty, due: plusDays(on, 30) }, owner.person);
      const decision = { next, facts: [proposedFact(id, next, 'clock')], reply: { kind: 'done' as const } };
      const intent = clockIntent(`joining/${duty.name}`);
      await store.commit(changeOf({ intent, ctx, loaded: { feature: duties }, id, decision }));
    }
  };

  return async (): Promise<void> => {
    const ctx = await clock();
    for (const going of goingsIn(ctx.dir, jstDate(ctx.now))) {
      await begin(going).catch((error: unknown) => log.error('move.not-begun', {}, error));
    }
    await offerJoining(await clock()).catch((error: unknown) => log.error('joining.not-offered', {}, error));
  };
};

/** Came within the last days, and not with everybody else on the chart's first day. */
const isNew = ({ dir }: Ctx, person: PersonId, on: string): boolean => {
  const [first] = dir
    .allPostsOf(person)
    .map(({ from }) => from)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const days = first === undefined ? -1 : daysBetween(first, on);
  return days >= 0 && days <= 30;
};
