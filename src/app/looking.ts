import { setImmediate as breathe } from 'node:timers/promises';
import type { Ask, Reply } from '../core/ask.ts';
import type { Card } from '../core/card.ts';
import type { Case } from '../core/case.ts';
import { auditCard, notForAudit } from '../core/copies/audit-card.ts';
import type { Form, FormContext, RawValues } from '../core/form.ts';
import { foundCard, foundShown, lookForm, type readLeaf } from '../core/registers/found-card.ts';
import { type Look, looksFor, readable, readLook } from '../core/registers/look.ts';
import { mayAudit } from '../core/registers/may-read.ts';
import type { Register } from '../core/registers/register.ts';
import { yearSpan } from '../core/registers/year.ts';
import type { Desk } from './desk.ts';
import { asksOf, isKept, isOpenTo, namesOf, type Reader, readerOf } from './reading.ts';
import { sourceOf } from './register-source.ts';
import { type createRegisters, type Hits, newestOf, putOn } from './registers.ts';
import type { Seen } from './who.ts';

type Leaf = NonNullable<ReturnType<typeof readLeaf>>;
type Sent = Extract<Ask, { type: 'submit' }>;
type Record = ReturnType<typeof createRegisters>['record'];

/** Every case of a register that fits a look and is the reader's to see. */
export const lookedFor = async function* (
  desk: Pick<Desk, 'pages' | 'store'>,
  reader: Reader,
  { register, look, fits }: { register: Register; look: Look; fits: (register: Register, found: Case) => boolean },
): AsyncGenerator<Case> {
  const span = look.year === null ? {} : yearSpan(look.year);
  const source = sourceOf(desk, register);
  const named = register.shares ? namesOf(reader) : () => true;
  for (const { filter, fits: mine } of asksOf(reader, span))
    for await (const page of source.pages(filter)) {
      yield* page.filter(
        (found) =>
          mine(found) &&
          !isKept(reader.person, found) &&
          isOpenTo(reader, register, found) &&
          named(found) &&
          fits(register, found),
      );
      await breathe();
    }
};

/** Registers searched on screen, by those entitled. */
export const createLooking = (desk: Desk, record: Record) => {
  /** What fits, newest first, from the given place on. */
  const search = async (reader: Reader, who: Seen, register: Register, { look, from }: Leaf): Promise<Hits> => {
    const hits: Hits = { count: 0, newest: [] };
    const most = from + foundShown;
    for await (const found of lookedFor(desk, reader, { register, look, fits: looksFor(look, who.dir) }))
      putOn(hits, found, most);
    return { ...hits, newest: newestOf(hits.newest, most).slice(from) };
  };

  /** 「探す」, and leafing through what was found. */
  const found = async (who: Seen, leaf: Leaf | undefined, key: string): Promise<Card | undefined> => {
    if (who.actor.is !== 'person' || !leaf) return undefined;
    const reader = readerOf(desk, who.dir, who.actor.person.id);
    const register = readable(reader.reach).find(({ name }) => name === leaf.look.name);
    if (!register) return undefined;
    const { count, newest } = await search(reader, who, register, leaf);
    const { name, year, ...typed } = leaf.look;
    const { see } = reader.reach;
    if (see !== 'own') await record(reader, key, 'org', { name, year, see, found: count }, typed);
    return foundCard(desk.ctx(who.actor, who.dir), register, leaf.look, { count, from: leaf.from, shown: newest });
  };

  /** The form to look with, as far as somebody may read. */
  const form = (who: Seen, context: FormContext, raw?: RawValues): Form | undefined => {
    if (who.actor.is !== 'person') return undefined;
    const ctx = desk.ctx(who.actor, who.dir);
    return lookForm(ctx, readerOf(desk, who.dir, who.actor.person.id).reach, { context, raw });
  };

  /** The form as it was sent: what fits it, or the form again. */
  const looked = async (who: Seen, { context, values }: Sent, key: string): Promise<Reply | undefined> => {
    if (who.actor.is !== 'person') return undefined;
    const ctx = desk.ctx(who.actor, who.dir);
    const { reach } = readerOf(desk, who.dir, who.actor.person.id);
    const read = readLook(ctx, reach, values);
    if (!read.ok)
      return { kind: 'errors', form: lookForm(ctx, reach, { context, raw: values, refusal: read.refusal }) };
    const card = await found(who, { look: read.value, from: 0 }, key);
    return card && { kind: 'say', card };
  };

  /** Whoever does not audit is told what they may read. */
  const audit = ({ actor, dir }: Seen): Card | undefined => {
    if (actor.is !== 'person') return undefined;
    return mayAudit(readerOf(desk, dir, actor.person.id).reach) ? auditCard() : notForAudit();
  };

  return { found, form, looked, audit };
};
