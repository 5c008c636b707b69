import { randomUUID } from 'node:crypto';
import type { Ask, Reply } from '../core/ask.ts';
import type { Block, Card } from '../core/card.ts';
import {
  formCard,
  helpCard,
  menuCard,
  refusalCard,
  reportsCard,
  requestsCard,
  strangerCard,
  unclearCard,
} from '../core/desk/cards.ts';
import { holding, homeCard, listCard, mine, turns } from '../core/desk/home.ts';
import { formWithPasswordWarning, withPasswordWarning } from '../core/desk/password-warning.ts';
import { askForm, readQuestion } from '../core/desk/policy-cards.ts';
import { type Heard, type HeardForm, hear } from '../core/desk/words.ts';
import type { Ctx } from '../core/feature.ts';
import { featureOf } from '../core/features.ts';
import type { Form, FormContext } from '../core/form.ts';
import { bccRuleCard } from '../core/mail-check/cards.ts';
import type { PersonId } from '../core/outbound.ts';
import { readLeaf } from '../core/registers/found-card.ts';
import { registerOf } from '../core/registers/registers.ts';
import { isReportForm, kindOf as reportKindOf } from '../core/reports/kinds.ts';
import { firstAidBlocks } from '../core/reports/telling.ts';
import { jstDate } from '../core/time.ts';
import { createAdmin } from './admin.ts';
import type { Desk } from './desk.ts';
import type { DutyCards } from './duty-cards.ts';
import { loadContext, wholeCtx } from './load-case.ts';
import { createLooking } from './looking.ts';
import type { PolicyDesk } from './policy.ts';
import { createRegisters } from './registers.ts';
import { suggestPeople } from './suggest.ts';
import { isTogether, openTogether } from './together.ts';
import type { Seen } from './who.ts';

const unseen = 'この件は見つからないか、あなたが見られるものではありません。';
const gone = 'この操作は、いまはできません。メニューから開き直してください。';

/** Forms that are answered and begin no case. */
export const onlyAnswers = (form: string): boolean => form === 'ask/new' || form === 'look/new';

/** `report`: it leads to the report of something that happened. */
type Said = { reply: Reply; english: boolean; report: boolean };
type AskOf<T> = Extract<Ask, { type: T }>;
type CanOpen = AskOf<'say'>['canOpen'];
type Drawn = AskOf<'open' | 'redraw'>;

/** Everything that is answered without changing a case: forms to open, lists, registers, help. `key` names what was asked. */
export const createAnswer = (desk: Desk, policy: PolicyDesk, dutyCards: DutyCards) => {
  const registers = createRegisters(desk);
  const admin = createAdmin(desk);
  const looking = createLooking(desk, registers.record);

  const lists = async (who: Seen, want: 'turns' | 'mine'): Promise<Card> => {
    if (who.actor.is !== 'person') return strangerCard();
    const { id } = who.actor.person;
    const [title, sections] = want === 'turns' ? ['私の番', [turns]] : ['申請状況', [mine, holding]];
    const ctx = desk.ctx(who.actor, who.dir);
    const list = listCard(ctx, await desk.casesOf(id), id, title as string, sections as (typeof turns)[]);
    const asked = want === 'turns' ? await dutyCards.own(ctx, id) : [];
    return { ...list, blocks: [...asked, ...list.blocks] };
  };

  const registerCard = async (who: Seen, name: string, key: string): Promise<Card> => {
    const register = registerOf(name);
    const card = register && (await registers.card(who, register, key));
    return card ?? (who.actor.is === 'person' ? unclearCard() : strangerCard());
  };

  const home = async (ctx: Ctx, person: PersonId): Promise<Card> =>
    homeCard(ctx, await desk.casesOf(person), person, await dutyCards.own(ctx, person));

  /** What a button without a case asks for. */
  const press = async (who: Seen, { verb, arg }: AskOf<'press'>, key: string): Promise<Reply> => {
    if (who.actor.is !== 'person') return say(strangerCard());
    if (verb === 'share') return policy.share(who, arg);
    if (verb === 'clause') return say(await policy.clause(who, arg));
    if (verb === 'found') return say((await looking.found(who, readLeaf(arg), key)) ?? unclearCard());
    const judged = verb === 'helpful' || verb === 'unhelpful';
    return say(judged ? await policy.feedback(who, verb, arg) : await menu(who, verb, key, arg));
  };

  const menu = async (who: Seen, want: string, key: string, arg?: string): Promise<Card> => {
    if (want.startsWith('register/')) return registerCard(who, want.slice('register/'.length), key);
    switch (want) {
      case 'turns':
      case 'mine':
        return lists(who, want);
      case 'requests':
        return requestsCard();
      case 'reports':
        return reportsCard();
      case 'registers':
        return registerCard(who, 'takeout', key);
      case 'duties':
        return who.actor.is === 'person'
          ? dutyCards.overview(desk.ctx(who.actor, who.dir), who.actor.person.id)
          : strangerCard();
      case 'audit':
        return looking.audit(who) ?? strangerCard();
      case 'help':
        return helpCard();
      case 'menu':
        return menuCard();
      default:
        return (await admin.card(who, want, key, arg)) ?? unclearCard();
    }
  };

  /** The form with what is known; a refusal here is a sentence before anything is typed. */
  const caseForm = async (who: Seen, ask: Drawn, key: string): Promise<Reply> => {
    const feature = featureOf(ask.form);
    const loaded = feature ? await loadContext(desk.store, feature, ask.form, ask.context) : undefined;
    if (!feature || !loaded) return say(refusalCard(gone));
    const ctx = await wholeCtx({ desk, words: policy.words }, desk.ctx(who.actor, who.dir), ask, {
      ...loaded,
      feature,
    });
    const context = once(ask.context);
    const drawn =
      ask.type === 'open'
        ? feature.open(ctx, ask.form, context, loaded.found)
        : feature.redraw(ctx, { ...ask, context }, loaded.found);
    if (drawn.ok) return { kind: 'form', form: withoutArg(drawn.value) };
    await admin.refused(who, drawn.refusal.code, ask.type, key);
    return say(refusalCard(drawn.refusal.text));
  };

  const answerForm = (who: Seen, { form, context, ...drawn }: Drawn): Form | undefined => {
    const typed = drawn.type === 'redraw' ? drawn.values : undefined;
    return form === 'ask/new' ? askForm(context, typed ?? {}) : looking.form(who, context, typed);
  };

  /** What was carried into the form or typed there may have held a password. */
  const form = async (who: Seen, asked: Drawn, masked: boolean, key: string): Promise<Reply> => {
    if (isTogether(asked.form)) return openTogether(desk, who, { context: once(asked.context), raw: {} });
    if (!onlyAnswers(asked.form)) return warned(await caseForm(who, asked, key), masked);
    const drawn = answerForm(who, asked);
    return warned(drawn ? { kind: 'form', form: drawn } : say(strangerCard()), masked);
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

  /** What to do before a report's form is even opened. */
  const firstAid = (who: Seen, form: string): Block[] =>
    isReportForm(form) ? firstAidBlocks(desk.ctx(who.actor, who.dir), reportKindOf(form.slice(0, -4))) : [];

  const heardForm = async (who: Seen, said: HeardForm, canOpen: CanOpen, key: string): Promise<Reply> => {
    const arg = Object.keys(said.raw).length > 0 ? { arg: JSON.stringify({ raw: said.raw }) } : {};
    const opens = canOpen === 'always' || (canOpen === 'words' && Object.keys(said.raw).length === 0);
    return opens
      ? form(who, { type: 'open', form: said.form, context: arg }, false, key)
      : say(formCard(said, firstAid(who, said.form)));
  };

  const forStranger = async (who: Seen, said: Heard, canOpen: CanOpen, key: string): Promise<Reply> =>
    said.want === 'form' && isReportForm(said.form) ? heardForm(who, said, canOpen, key) : say(strangerCard());

  const plainCard = (who: Seen, said: Heard, key: string): Card | Promise<Card> =>
    said.want === 'beforeMail' ? bccRuleCard(said) : menu(who, said.want, key);

  const reply = async (who: Seen, said: Heard, { canOpen, inChannel }: AskOf<'say'>, key: string): Promise<Said> => {
    const report = said.want === 'form' && isReportForm(said.form);
    if (who.actor.is !== 'person') return { reply: await forStranger(who, said, canOpen, key), english: false, report };
    const question = forThePolicy(said);
    if (question) {
      const mention = inChannel === 'aside' ? key : undefined;
      const answered = await policy.answer(who, question.text, { heard: question.heard, mention });
      return { ...answered, reply: say(answered.card) };
    }
    const plain =
      said.want === 'form' ? await heardForm(who, said, canOpen, key) : say(await plainCard(who, said, key));
    return { reply: plain, english: false, report };
  };

  /** Whoever wrote a password is warned before anything else: no form opens over the warning. */
  const heard = async (who: Seen, ask: AskOf<'say'>, masked: boolean, key: string): Promise<Said> => {
    const said = hear(ask.text, jstDate(desk.now()));
    const answered = await reply(who, said, masked ? { ...ask, canOpen: 'never' } : ask, key);
    const { reply: plain, english } = answered;
    return masked && plain.kind === 'say'
      ? { ...answered, reply: say(withPasswordWarning(plain.card, english)) }
      : answered;
  };

  return {
    form,
    refused: admin.refused,
    show,
    press,
    say: heard,
    /** A question sent from the form is answered like a sentence; a look at a register with what fits it. */
    asked: async (who: Seen, ask: AskOf<'submit'>, masked: boolean, key: string): Promise<Reply> => {
      if (ask.form === 'look/new') return (await looking.looked(who, ask, key)) ?? say(strangerCard());
      const { values, context } = ask;
      const read = readQuestion(values);
      if (!read.ok) return { kind: 'errors', form: askForm(context, values, read.refusal) };
      return (await heard(who, { type: 'say', text: `質問 ${read.value}`, canOpen: 'never' }, masked, key)).reply;
    },
    home: async (who: Seen): Promise<Card> =>
      who.actor.is === 'person' ? home(desk.ctx(who.actor, who.dir), who.actor.person.id) : strangerCard(),
    suggest: (who: Seen, query: string): Reply => suggestPeople(desk, who, query),
  };
};

/** A sentence that asks gets the policy's answer; one that tells of an accident gets first aid and the report with it. */
const forThePolicy = (said: Heard): { text: string; heard?: HeardForm } | undefined => {
  if (said.want === 'question') return { text: said.text };
  if (said.want !== 'form' || said.told === undefined) return undefined;
  const tells = isReportForm(said.form);
  return said.asks === true || tells ? { text: said.told, heard: said } : undefined;
};

/** A form that begins a case gets its own token when it is opened. */
const once = (context: FormContext): FormContext =>
  context.case || context.once ? context : { ...context, once: randomUUID() };

const warned = (drawn: Reply, masked: boolean): Reply =>
  masked && drawn.kind === 'form' ? { ...drawn, form: formWithPasswordWarning(drawn.form) } : drawn;

/** What filled a new form stands in its fields by now; in a step of a case it says what the step is about, and comes back. */
const withoutArg = ({ context, ...form }: Form): Form => {
  const { arg: _, ...rest } = context;
  return { ...form, context: context.case === undefined ? rest : context };
};

const say = (card: Card): Reply => ({ kind: 'say', card });
