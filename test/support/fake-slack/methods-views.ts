import { viewProblems } from './block-rules.ts';
import { type Answer, type Args, type Method, refuse, structured } from './methods-chat.ts';
import type { FakeView, World } from './world.ts';

// biome-ignore lint/suspicious/noExplicitAny: a view as it came over the wire; the rules have looked at it
type Drawn = any;

/** What stands in a fresh window: the initial values. */
const initialState = (blocks: Drawn[]): FakeView['state'] =>
  Object.fromEntries(
    blocks
      .filter((block) => block.type === 'input')
      .map((block) => {
        const { element } = block;
        const { type, initial_value, initial_date, initial_option, initial_options } = element;
        const chosen: Record<string, unknown> = { type };
        if (type === 'datepicker') chosen.selected_date = initial_date ?? null;
        else if (type === 'checkboxes' || type === 'multi_static_select')
          chosen.selected_options = initial_options ?? [];
        else if (type === 'plain_text_input' || type === 'number_input') chosen.value = initial_value ?? null;
        else chosen.selected_option = initial_option ?? null;
        return [block.block_id, { [element.action_id]: chosen }];
      }),
  );

/** Slack gives every block an id that has none, and every window a new hash. */
export const drawView = (world: World, user: string, drawn: Drawn, id: string): FakeView => {
  const blocks = drawn.blocks.map((block: Drawn) => ({ ...block, block_id: block.block_id ?? world.next('blk') }));
  return {
    id,
    user,
    hash: world.next('hash.'),
    type: drawn.type,
    callback_id: drawn.callback_id ?? '',
    private_metadata: drawn.private_metadata ?? '',
    title: drawn.title?.text ?? '',
    ...(drawn.submit ? { submit: drawn.submit.text } : {}),
    blocks,
    errors: {},
    state: initialState(blocks),
  };
};

const spend = (world: World, trigger: unknown): { user: string } | { error: string } => {
  const known = world.triggers.get(String(trigger));
  if (!known) return { error: 'invalid_trigger_id' };
  if (known.used) return { error: 'exchanged_trigger_id' };
  if (Date.now() - known.at > 3_000) return { error: 'expired_trigger_id' };
  known.used = true;
  return { user: known.user };
};

const refused = (drawn: unknown, kind: 'modal' | 'home'): Answer | undefined => {
  const problems = viewProblems(drawn, kind);
  return problems.length > 0 ? refuse('invalid_arguments', problems) : undefined;
};

const open =
  (keep: boolean) =>
  (world: World, args: Args): Answer => {
    const drawn = structured(args.view);
    const wrong = refused(drawn, 'modal');
    if (wrong) return wrong;
    const spent = spend(world, args.trigger_id);
    if ('error' in spent) return refuse(spent.error);
    const below = keep ? (world.modals.get(spent.user) ?? []) : [];
    if (below.length >= 3) return refuse('push_limit_reached');
    const view = drawView(world, spent.user, drawn, world.next('V'));
    world.modals.set(spent.user, [...below, view]);
    return { ok: true, view: { id: view.id, hash: view.hash } };
  };

/** What was typed under the same ids stays, as in Slack's clients. */
export const redraw = (world: World, view: FakeView, drawn: Drawn): FakeView => {
  const next = drawView(world, view.user, drawn, view.id);
  for (const [block, elements] of Object.entries(view.state))
    for (const [action, value] of Object.entries(elements)) {
      const now = next.state[block]?.[action] as { type?: string } | undefined;
      if (now && now.type === (value as { type?: string }).type)
        (next.state[block] as Record<string, unknown>)[action] = value;
    }
  const stack = world.modals.get(view.user) ?? [];
  world.modals.set(
    view.user,
    stack.map((one) => (one.id === view.id ? next : one)),
  );
  return next;
};

const update = (world: World, args: Args): Answer => {
  const view = [...world.modals.values()].flat().find(({ id }) => id === args.view_id);
  if (!view) return refuse('not_found');
  if (args.hash !== undefined && args.hash !== view.hash) return refuse('hash_conflict');
  const drawn = structured(args.view);
  const wrong = refused(drawn, 'modal');
  if (wrong) return wrong;
  const next = redraw(world, view, drawn);
  return { ok: true, view: { id: next.id, hash: next.hash } };
};

const publish = (world: World, args: Args): Answer => {
  const user = String(args.user_id ?? '');
  if (!world.members.has(user)) return refuse('user_not_found');
  if (args.hash !== undefined && args.hash !== world.homes.get(user)?.hash) return refuse('hash_conflict');
  const drawn = structured(args.view);
  const wrong = refused(drawn, 'home');
  if (wrong) return wrong;
  const view = drawView(world, user, drawn, world.next('V'));
  world.homes.set(user, view);
  return { ok: true, view: { id: view.id, hash: view.hash } };
};

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { scopes: [], run: open(false) },
  'views.push': { scopes: [], run: open(true) },
  'views.update': { scopes: [], run: update },
  'views.publish': { scopes: [], run: publish },
};
