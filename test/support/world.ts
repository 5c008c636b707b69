import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../db/open.ts';
import { createCopies } from '../../src/app/copies.ts';
import { createDesk } from '../../src/app/desk.ts';
import { directoryOf } from '../../src/app/directory-of.ts';
import { createHandle } from '../../src/app/handle.ts';
import { createLinks } from '../../src/app/links.ts';
import type { Store } from '../../src/app/ports.ts';
import { createTick } from '../../src/app/tick.ts';
import { writeRegister } from '../../src/commands/register-write.ts';
import { writePdf } from '../../src/commands/report/pdf.ts';
import type { Ask, Reply } from '../../src/core/ask.ts';
import type { Button, Card } from '../../src/core/card.ts';
import { digestOf } from '../../src/core/duties/task.ts';
import type { RawValues } from '../../src/core/form.ts';
import type { DirectoryChange } from '../../src/core/people/directory.ts';
import { aConsoleAccount, type ChartChange, chartData } from './chart.ts';
import { placeAt } from './place.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Every text a card shows, for assertions about what people read. */
export const textOf = (card: Card): string =>
  [card.title, ...card.blocks.map((block) => JSON.stringify(block))].join('\n');

export const buttonsOf = (card: Card): Button[] =>
  card.blocks.flatMap((block) => (block.kind === 'buttons' ? [...block.buttons] : []));

/** A small organization with a real store, a real pipeline and a clock that a story sets; cards are read where delivery would take them. */
export const aWorld = async (start: { at?: string; chart?: ChartChange; store?: Store } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'mamori-'));
  const place = start.store ? undefined : await placeAt(join(folder, 'world.db'));
  const store = start.store ?? (await openStore(place?.url ?? '', { lock: false }));
  let at = new Date(start.at ?? '2026-06-01T10:00:00+09:00').toISOString();
  const now = (): string => at;
  const links = createLinks(generateKeyPairSync('ed25519').privateKey, () => 'https://mamori.example.jp/');
  const handle = createHandle({ store, adapters: [], emailDomains: ['example.jp'], now, log: silent, links });
  const copies = createCopies({
    desk: createDesk(store, now, { links }),
    directory: directoryOf(store),
    links,
    printRegister: writeRegister,
    printPaper: writePdf,
  });
  const tick = createTick({
    store,
    receive: handle.receive,
    remindDue: handle.remindDue,
    now,
    real: () => Date.parse(at),
    metrics: { timer: () => {} },
    log: silent,
  });
  const cards = new Map<string, Card>();
  const rung: { to: string; slot: string; card: Card }[] = [];
  let keys = 0;

  const change = async (directory: DirectoryChange): Promise<void> => {
    const key = `test/${keys++}`;
    await store.commit({ key, at, cases: [], directory, facts: [], slots: [], timers: [], homes: [] });
  };

  /** What delivery would do, at once. A slot seen for the first time rings. */
  const deliver = async (): Promise<void> => {
    for (;;) {
      const rows = await store.outbox.claim({ worker: 'w', now: Date.now(), leaseMs: 60_000, limit: 100 });
      if (rows.length === 0) return;
      for (const row of rows) {
        const to = 'person' in row.to ? row.to.person : `${row.to.account.platform}:${row.to.account.user}`;
        const digest = digestOf(row.slot);
        const card = row.card ?? (digest && (await handle.digestCard(digest, cards.has(row.slot))));
        if (card) {
          if (!cards.has(row.slot)) rung.push({ to, slot: row.slot, card });
          cards.set(row.slot, card);
        }
        await store.outbox.done(row, 'w', {
          account: { platform: 'console', space: 'console', user: to },
          ref: row.slot,
        });
      }
    }
  };

  const ask = async (user: string, asked: Ask, key = `k${keys++}`): Promise<Reply> => {
    const reply = await handle.receive({ key, actor: { platform: 'console', space: 'console', user }, ask: asked });
    await deliver();
    return reply;
  };

  const { people, units, posts, deputies, accounts, roles } = chartData(start.chart);
  const own = people.map(({ id }) => ({ person: id, posts: posts.filter((post) => post.person === id) }));
  await change({
    people,
    units,
    posts: own,
    deputies,
    accounts: accounts.length > 0 ? accounts : people.map(({ id }) => aConsoleAccount(id)),
    roles,
  });

  const card = (person: string, id: string): Card => {
    const found = cards.get(`case/${id}/${person}`);
    if (!found) throw new Error(`${person} has no card of ${id}; there are ${[...cards.keys()].join(' ')}`);
    return found;
  };

  const button = (person: string, id: string, label: string): Button => {
    const found = buttonsOf(card(person, id)).find((each) => each.label === label);
    if (!found) throw new Error(`${person} has no button ${label} on ${id}: ${textOf(card(person, id))}`);
    return found;
  };

  return {
    store,
    now,
    cards,
    rung,
    ask,
    change,
    card,
    homeCard: handle.homeCard,
    copies,
    has: (person: string, id: string, label: string): boolean =>
      buttonsOf(card(person, id)).some((each) => each.label === label),
    /** Everything that made a phone ring for somebody, newest last. */
    rings: (person: string): Card[] => rung.filter(({ to }) => to === person).map((each) => each.card),
    /** Presses a button that acts at once, as it stands on the person's card. */
    press: (person: string, id: string, label: string): Promise<Reply> => {
      const { action } = button(person, id, label);
      if (action.do !== 'press') throw new Error(`${label} opens a form`);
      const { do: _, ...what } = action;
      return ask(person, { type: 'press', ...what });
    },
    /** Opens the form behind a button and sends it with these values over what it is filled with. */
    fill: async (person: string, id: string, label: string, values: RawValues): Promise<Reply> => {
      const { action } = button(person, id, label);
      if (action.do !== 'open') throw new Error(`${label} opens no form`);
      const { do: _, form, ...context } = action;
      const opened = await ask(person, { type: 'open', form, context });
      if (opened.kind !== 'form') return opened;
      return ask(person, {
        type: 'submit',
        form,
        context: opened.form.context,
        values: { ...typedIn(opened.form.fields), ...values },
      });
    },
    /** Sent, and left for a test's own delivery. */
    submitOnly: (user: string, form: string, values: RawValues): Promise<Reply> =>
      handle.receive({
        key: `k${keys++}`,
        actor: { platform: 'console', space: 'console', user },
        ask: { type: 'submit', form, context: { once: `once${keys++}` }, values },
      }),
    submit: (person: string, form: string, values: RawValues): Promise<Reply> =>
      ask(person, { type: 'submit', form, context: { once: `once${keys++}` }, values }),
    /** Time goes on; whatever falls due on the way happens at its own time, at most an hour late. */
    travel: async (to: string): Promise<void> => {
      const end = Date.parse(to);
      while (Date.parse(at) < end) {
        at = new Date(Math.min(Date.parse(at) + 3_600_000, end)).toISOString();
        await tick();
        await deliver();
      }
    },
    /** The machine was off until then. */
    jump: async (to: string): Promise<void> => {
      at = new Date(to).toISOString();
      await tick();
      await deliver();
    },
    tick: async (): Promise<void> => {
      await tick();
      await deliver();
    },
    close: async (): Promise<void> => {
      await store.close();
      await place?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

type Fields = Extract<Reply, { kind: 'form' }>['form']['fields'];

/** What stands in the fields of an opened form. */
const typedIn = (fields: Fields): RawValues =>
  Object.fromEntries(
    fields
      .flatMap((field) => (field.kind === 'rows' ? field.rows.flat() : [field]))
      .map((field) => [field.name, field.value]),
  );

export type World = Awaited<ReturnType<typeof aWorld>>;

/** A takeout that every check lets through; a test states only what matters. */
export const aTakeout = (change: RawValues = {}): RawValues => ({
  'items.0.type': 'laptop',
  'items.0.name': '貸出用ノート',
  'items.0.asset': 'PC-0007',
  confidentiality: '1',
  integrity: '1',
  availability: '1',
  personal: 'no',
  personalKinds: '',
  personalCount: '',
  myNumber: 'no',
  purpose: '相談会で使うため',
  destination: '港町会館',
  route: '電車',
  from: '2026-06-02',
  until: '2026-06-03',
  protection: ['lockCase'],
  ...change,
});
