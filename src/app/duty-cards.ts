import type { Block, Card } from '../core/card.ts';
import { mayLead } from '../core/duties/charge.ts';
import { type Asked, digestCard } from '../core/duties/digest.ts';
import { seenByOf } from '../core/duties/duty.ts';
import type { Running } from '../core/duties/finish.ts';
import { managersOf } from '../core/duties/managers.ts';
import { overviewCard, type View } from '../core/duties/overview.ts';
import { mayRun } from '../core/duties/propose.ts';
import { shippedDuties } from '../core/duties/shipped.ts';
import type { Digest, Task } from '../core/duties/task.ts';
import { ownBlocks, type Share } from '../core/duties/task-parts.ts';
import type { Ctx } from '../core/feature.ts';
import type { PersonId } from '../core/outbound.ts';
import type { UnitId } from '../core/people/directory.ts';
import { rolesOf } from '../core/people/roles.ts';
import { jstDate } from '../core/time.ts';
import type { Duties } from './duties.ts';
import type { Store } from './ports.ts';

const asked = ['open', 'shown'] as const;
/** More names than these no card shows; they are counted all the same. */
const mostNamed = 20;

/** What one person reads about duties: their messages of a morning, and the 実施状況 of what is in their charge. */
export const createDutyCards = (store: Pick<Store, 'tasks'>, duties: Duties) => {
  const ownOf = async (person: PersonId): Promise<Share[]> => {
    const tasks = await store.tasks.find({ people: [person], statuses: asked });
    return duties.sharesOf(tasks.filter(({ reminded }) => reminded !== null));
  };

  const shown = async (ctx: Ctx, person: PersonId, units: readonly UnitId[]): Promise<Share[]> => {
    if (units.length === 0) return [];
    const tasks = await store.tasks.find({ units, statuses: ['shown'] });
    return duties.sharesOf(tasks.filter((task) => managersOf(ctx, task).includes(person)));
  };

  const lateIn = async (ctx: Ctx, plan: Running, me: Charge): Promise<Asked['late']> => {
    const hears = hearsOf(plan, me);
    if (hears === 'nothing') return [];
    const filter = { plan: plan.id, statuses: asked, limit: 5_000, ...(hears === 'all' ? {} : { units: me.units }) };
    const on = jstDate(ctx.now);
    const tasks = (await store.tasks.find(filter)).filter((task) => task.due < on && task.person !== me.person);
    const { tell } = plan.state.duty;
    return tasks.length > 0 ? [{ plan, people: namesIn(ctx, tasks, me.units, tell), count: tasks.length }] : [];
  };

  /** Late, as far as each duty says that this person hears of it. */
  const late = async (ctx: Ctx, person: PersonId, units: readonly UnitId[]): Promise<Asked['late']> => {
    const roles: string[] = rolesOf(ctx.dir, person, jstDate(ctx.now)).map(({ role }) => role);
    // Most people lead nothing: their morning does not wait for every plan to be looked at.
    if (units.length === 0 && roles.length === 0) return [];
    const plans = await duties.running();
    return (await Promise.all(plans.map((plan) => lateIn(ctx, plan, { person, units, roles })))).flat();
  };

  const digest = async (ctx: Ctx, one: Digest, posted: boolean): Promise<Card | undefined> => {
    const units = mayLead(ctx, one.person);
    const own = await ownOf(one.person);
    const days = own.map(({ task }) => task.reminded ?? '').toSorted((a, b) => (a < b ? -1 : 1));
    const whole: Asked = {
      own,
      confirm: await shown(ctx, one.person, units),
      late: await late(ctx, one.person, units),
      newest: days.at(-1),
    };
    return digestCard(ctx, one, whole, posted);
  };

  const viewOf = async (ctx: Ctx, person: PersonId, plan: Running): Promise<View> => {
    const leads = mayLead(ctx, person);
    const runs = mayRun(ctx, plan.state.duty, person);
    const roles = rolesOf(ctx.dir, person, jstDate(ctx.now)).map(({ role }) => role);
    const all = runs || seenByOf(plan.state.duty).some((role) => roles.some((held) => held === role));
    const counts = await store.tasks.counts(plan.id);
    const open = leads.length > 0 ? await store.tasks.find({ plan: plan.id, units: leads, statuses: asked }) : [];
    return {
      plan,
      runs,
      leads,
      counts: all ? counts : counts.filter(({ unit }) => leads.includes(unit)),
      open: open.filter((task) => task.person !== person),
    };
  };

  const overview = async (ctx: Ctx, person: PersonId): Promise<Card> => {
    const alive = await duties.alive();
    const running = alive.filter(({ state }) => state.status === 'running');
    const others = alive.filter(({ state }) => state.status !== 'running' && mayRun(ctx, state.duty, person));
    const views = await Promise.all([...running, ...others].map((plan) => viewOf(ctx, person, plan)));
    const begun = new Set(alive.map(({ state }) => state.duty.name));
    const startable = shippedDuties.filter((duty) => !begun.has(duty.name) && mayRun(ctx, duty, person));
    return overviewCard(
      ctx,
      views.filter(({ runs, counts }) => runs || counts.length > 0),
      startable,
    );
  };

  /** For lists of one's own. */
  const own = async (ctx: Ctx, person: PersonId): Promise<readonly Block[]> =>
    ownBlocks(await ownOf(person), jstDate(ctx.now));

  return { digest, overview, own };
};

type Charge = { person: PersonId; units: readonly UnitId[]; roles: readonly string[] };

/** Which late ones of a duty somebody hears of: all of them by a role of the whole foundation, or those of their units. */
const hearsOf = ({ state }: Running, { units, roles }: Charge): 'all' | 'units' | 'nothing' => {
  const tells = state.duty.tell.map(({ role }) => role);
  if (tells.some((role) => role !== 'informationManager' && roles.includes(role))) return 'all';
  return units.length > 0 && tells.includes('informationManager') ? 'units' : 'nothing';
};

export type DutyCards = ReturnType<typeof createDutyCards>;

/** Names only to the 情報管理者 of the unit, or where the duty sends them there by itself. */
const namesIn = (
  ctx: Ctx,
  tasks: readonly Task[],
  units: readonly UnitId[],
  tell: readonly { role: string }[],
): string[] => {
  const byName = tell.every(({ role }) => role !== 'informationManager');
  return tasks
    .filter(({ unit }) => byName || units.includes(unit))
    .slice(0, mostNamed)
    .map(({ person }) => ctx.dir.person(person)?.name ?? person);
};
