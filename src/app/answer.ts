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
import { type Heard, hear, standIn } from '../core/desk/words.ts';
import { featureOf } from '../core/features.ts';
import type { Form, FormContext } from '../core/form.ts';
import { registerOf } from '../core/registers/registers.ts';
import { jstDate } from '../core/time.ts';
import type { Desk } from './desk.ts';
import { loadContext } from './load-case.ts';
import { createRegisters } from './registers.ts';
import type { Seen } from './who.ts';

const unseen = 'この件は見つからないか、あなたが見られるものではありません。';
const gone = 'この操作は、いまはできません。メニューから開き直してください。';

type AskOf<T> = Extract<Ask, { type: T }>;
type Drawn = AskOf<'open' | 'redraw'>;

/** Everything that is answered without changing a case: forms to open, lists, registers, help. `key` names what was asked. */
export const createAnswer = (desk: Desk) => {
  const registers = createRegisters(desk);

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

  const registerCard = async (who: Seen, name: string, key: string): Promise<Card> => {
    const register = registerOf(name);
    const card = register && (await registers.card(who, register, key));
    return card ?? (who.actor.is === 'person' ? unclearCard() : strangerCard());
  };

  const menu = async (who: Seen, want: string, key: string): Promise<Card> => {
    if (want.startsWith('register/')) return registerCard(who, want.slice('register/'.length), key);
    switch (want) {
      case 'turns':
      case 'mine':
        return lists(who, want);
      case 'requests':
        return requestsCard();
      case 'registers':
        return registerCard(who, 'takeout', key);
      case 'help':
        return helpCard();
      case 'menu':
        return menuCard();
      default:
        return unclearCard();
    }
  };

  /** The form with what is known; a refusal here is a sentence before anything is typed. */
  const form = async (who: Seen, asked: Drawn): Promise<Reply> => {
    const other = standIn(asked.form);
    const ask = other
      ? { ...asked, form: other.form, context: { ...asked.context, arg: JSON.stringify({ raw: other.raw }) } }
      : asked;
    const feature = featureOf(ask.form);
    const loaded = feature ? await loadContext(desk.store, feature, ask.form, ask.context) : undefined;
    if (!feature || !loaded) return say(refusalCard(gone));
    const ctx = desk.ctx(who.actor, who.dir);
    const context = once(ask.context);
    const drawn =
      ask.type === 'open'
        ? feature.open(ctx, ask.form, context, loaded.found)
        : feature.redraw(ctx, { ...ask, context }, loaded.found);
    return drawn.ok ? { kind: 'form', form: withoutArg(drawn.value) } : say(refusalCard(drawn.refusal.text));
  };

  /** The person's own card of a case, drawn from what stands now; a reader of the register sees others' too. */
  const show = async (who: Seen, id: string, key: string): Promise<Card> => {
    const row = await desk.store.loadCase(id);
    const feature = row ? featureOf(row.kind) : undefined;
    if (!row || !feature || who.actor.is !== 'person') return refusalCard(unseen);
    const { id: person } = who.actor.person;
    const { slots, involved } = feature.project(desk.ctx(who.actor, who.dir), id, row.version, feature.read(row.state));
    const own = slots.find(({ slot }) => slot === `case/${id}/${person}`)?.card;
    const concerned = involved.some((one) => one.person === person && one.as !== 'reader');
    if (own && concerned) return own;
    const card = (await registers.reader(who, row, feature, own, key)) ?? own;
    if (!card) await registers.refused(who, id, key);
    return card ?? refusalCard(unseen);
  };

  const heard = async (who: Seen, said: Heard, canOpen: AskOf<'say'>['canOpen'], key: string): Promise<Reply> => {
    if (who.actor.is !== 'person' && !(said.want === 'form' && said.form === 'incident/new'))
      return say(strangerCard());
    if (said.want !== 'form') return say(await menu(who, said.want, key));
    const arg = Object.keys(said.raw).length > 0 ? { arg: JSON.stringify({ raw: said.raw }) } : {};
    const opens = canOpen === 'always' || (canOpen === 'words' && Object.keys(said.raw).length === 0);
    return opens ? form(who, { type: 'open', form: said.form, context: arg }) : say(formCard(said));
  };

  return {
    form,
    show,
    menu,
    say: (who: Seen, ask: AskOf<'say'>, key: string): Promise<Reply> => heard(who, hear(ask.text), ask.canOpen, key),
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

/** What filled the form stands in its fields by now: a platform need not carry it twice. */
const withoutArg = ({ context: { arg: _, ...context }, ...form }: Form): Form => ({ ...form, context });

const say = (card: Card): Reply => ({ kind: 'say', card });
