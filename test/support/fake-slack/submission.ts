import { viewProblems } from './block-rules.ts';
import { drawView, redraw } from './methods-views.ts';
import type { Sent } from './wire.ts';
import type { FakeView, World } from './world.ts';

/** What Slack does with the answer to a submission: keep the window with errors, change it, stack another, or close. */
export const takeAnswer = (world: World, user: string, view: FakeView, sent: Sent): void => {
  if (sent.status !== 200) return;
  const stack = world.modals.get(user) ?? [];
  const { response_action, errors, view: drawn } = sent.json ?? {};
  if (response_action === undefined) world.modals.set(user, stack.slice(0, -1));
  else if (response_action === 'clear') world.modals.set(user, []);
  else if (response_action === 'errors') {
    const unknown = Object.keys(errors).filter((id) => !view.state[id]);
    if (unknown.length > 0) throw new Error(`errors at no input: ${unknown.join(', ')}`);
    view.errors = errors;
  } else {
    const problems = viewProblems(drawn, 'modal');
    if (problems.length > 0) throw new Error(`a window Slack would refuse: ${problems.join('; ')}`);
    if (response_action === 'push') world.modals.set(user, [...stack, drawView(world, user, drawn, world.next('V'))]);
    else redraw(world, view, drawn);
  }
};
