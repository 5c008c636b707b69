import { randomUUID } from 'node:crypto';
import type { Ask, Reply } from '../core/ask.ts';
import type { Card } from '../core/card.ts';
import {
  formCard,
  helpCard,
  menuCard,
  refusalCard,
  requestsCard,
  strangerCard,
  unclearCard,
} from '../core/desk/cards.ts';
import { holding, homeCard, listCard, mine, turns } from '../core/desk/home.ts';
import { type Heard, hear } from '../core/desk/words.ts';
import { featureOf } from '../core/features.ts';
import type { FormContext } from '../core/form.ts';
import { jstDate } from '../core/time.ts';
import type { Desk } from './desk.ts';
import { loadContext } from './load-case.ts';
import type { Seen } from './who.ts';

const gone = 'この操作は、いまはできません。メニューから開き直してください。';

type Drawn = Extract<Ask, { type: 'open' | 'redraw' }>;

/** Everything that is answered without changing anything: forms to open, lists, help. */
export const createAnswer = (desk: Desk) => {
  const lists = async (who: Seen, want: 'turns' | 'mine'): Promise<Card> => {
    if (who.actor.is !== 'person') return strangerCard();
    const { id } = who.actor.person;
    const [title, sections] = want === 'turns' ? ['私の番', [turns]] : ['申請状況', [mine, holding]];
    return listCard(
      desk.ctx(who.actor, who.dir),
      await desk.casesOf(id),
      id,
      title as string,
      sections as (typeof turns)[],
    );
  };

  const menu = async (who: Seen, want: string): Promise<Card> => {
    switch (want) {
      case 'turns':
      case 'mine':
        return lists(who, want);
      case 'requests':
        return requestsCard();
      case 'help':
        return helpCard();
      case 'menu':
        return menuCard();
      default:
        return unclearCard();
    }
  };

  /** The form with what is known; a refusal here is a sentence before anything is typed. */
  const form = async (who: Seen, ask: Drawn): Promise<Reply> => {
    const feature = featureOf(ask.form);
    const loaded = feature ? await loadContext(desk.store, feature, ask.context) : undefined;
    if (!feature || !loaded) return say(refusalCard(gone));
    const ctx = desk.ctx(who.actor, who.dir);
    const context = once(ask.context);
    const drawn =
      ask.type === 'open'
        ? feature.open(ctx, ask.form, context, loaded.found)
        : feature.redraw(ctx, { ...ask, context }, loaded.found);
    return drawn.ok ? { kind: 'form', form: drawn.value } : say(refusalCard(drawn.refusal.text));
  };

  /** The person's own card of a case, drawn from what stands now. */
  const show = async (who: Seen, id: string): Promise<Card> => {
    const row = await desk.store.loadCase(id);
    const feature = row ? featureOf(row.kind) : undefined;
    const own = who.actor.is === 'person' ? `case/${id}/${who.actor.person.id}` : '';
    const card =
      row &&
      feature
        ?.project(desk.ctx(who.actor, who.dir), id, row.version, feature.read(row.state))
        .slots.find(({ slot }) => slot === own)?.card;
    return card ?? refusalCard('この件は見つからないか、あなたが見られるものではありません。');
  };

  const heard = async (who: Seen, said: Heard, canOpen: boolean): Promise<Reply> => {
    if (who.actor.is !== 'person' && !(said.want === 'form' && said.form === 'incident/new'))
      return say(strangerCard());
    if (said.want !== 'form') return say(await menu(who, said.want));
    const arg = Object.keys(said.raw).length > 0 ? { arg: JSON.stringify({ raw: said.raw }) } : {};
    return canOpen ? form(who, { type: 'open', form: said.form, context: arg }) : say(formCard(said));
  };

  return {
    form,
    show,
    menu,
    say: (who: Seen, ask: Extract<Ask, { type: 'say' }>): Promise<Reply> => heard(who, hear(ask.text), ask.canOpen),
    home: async (who: Seen): Promise<Card> =>
      who.actor.is === 'person'
        ? homeCard(desk.ctx(who.actor, who.dir), await desk.casesOf(who.actor.person.id), who.actor.person.id)
        : strangerCard(),
    suggest: async (who: Seen, query: string): Promise<Reply> => {
      if (who.actor.is !== 'person') return { kind: 'options', options: [] };
      const { dir, now } = desk.ctx(who.actor, who.dir);
      const on = jstDate(now);
      const unit = (person: string): string => dir.unitName(dir.postsOf(person, on)[0]?.unit ?? '');
      return {
        kind: 'options',
        options: dir.suggest(query, on, 20).map(({ id, name }) => ({ value: id, label: `${name}(${unit(id)} ${id})` })),
      };
    },
  };
};

/** A form that begins a case gets its own token when it is opened. */
const once = (context: FormContext): FormContext =>
  context.case || context.once ? context : { ...context, once: randomUUID() };

const say = (card: Card): Reply => ({ kind: 'say', card });
