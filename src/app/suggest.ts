import type { Reply } from '../core/ask.ts';
import { jstDate } from '../core/time.ts';
import type { Desk } from './desk.ts';
import type { Seen } from './who.ts';

const most = 20;

/** Colleagues whose name, number or unit holds what has been typed so far. */
export const suggestPeople = (desk: Desk, who: Seen, query: string): Reply => {
  if (who.actor.is !== 'person') return { kind: 'options', options: [] };
  const { dir, now } = desk.ctx(who.actor, who.dir);
  const on = jstDate(now);
  const unit = (person: string): string => dir.unitName(dir.postsOf(person, on)[0]?.unit ?? '');
  const found = dir.suggest(query, on, most);
  return {
    kind: 'options',
    options: found.map(({ id, name }) => ({ value: id, label: `${name}(${unit(id)} ${id})` })),
  };
};
