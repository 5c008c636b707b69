import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whatLine } from '../core/copies/cards.ts';
import type { Copy, What } from '../core/copies/copy.ts';
import { copies as feature, mayTake, taken } from '../core/copies/feature.ts';
import type { Ctx, Found } from '../core/feature.ts';
import type { Directory } from '../core/people/lookup.ts';
import { looksFor, readable } from '../core/registers/look.ts';
import { byNumber } from '../core/registers/register.ts';
import { auditConduct, auditSample, type PrintPaper } from './audit.ts';
import { changeOf } from './change-of.ts';
import { copyRegister, type PrintRegister } from './copy-register.ts';
import type { Desk } from './desk.ts';
import type { Links } from './links.ts';
import type { Loaded } from './load-case.ts';
import { lookedFor } from './looking.ts';
import { readerOf } from './reading.ts';
import { sourceOf } from './register-source.ts';

type Parts = {
  desk: Desk;
  directory: () => Promise<Directory>;
  links: Links;
  printRegister: PrintRegister;
  printPaper: PrintPaper;
};

type File = { name: string; type: string; bytes: Buffer };

/** `gone`: taken, too late, or never there: who asks is not told which. */
export type Taking = { is: 'file'; file: File } | { is: 'gone' } | { is: 'tooMany'; most: number };

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

/** More than these are for the command line: a workbook of 1,000 takes most of a second, and nobody else is served meanwhile. */
const most = { csv: 20_000, xlsx: 1_000, pdf: 100 } as const;

const endingOf = (what: What): keyof typeof types => (what.is === 'register' ? what.format : 'pdf');

const readAs = { all: '全部署', units: '読める部署とご自分の分', own: 'ご自分の分' } as const;

type Register = Extract<What, { is: 'register' }>;

type Stands = { ctx: Ctx; loaded: Loaded; found: Found<Copy> };

type Made = { name: string; number: number; facts: Parameters<typeof taken>[3] };

/** Hands over files that were asked for in chat: each once, to whoever is entitled at that moment, on record before it leaves. */
export const createCopies = ({ desk, directory, links, printRegister, printPaper }: Parts) => {
  const waiting = async (token: string): Promise<Stands | undefined> => {
    const id = links.caseIn(token);
    const row = id === undefined ? undefined : await desk.store.loadCase(id);
    if (!row || !feature.kinds.includes(row.kind)) return undefined;
    const state = feature.read(row.state);
    const found = { id: row.id, version: row.version, state };
    if (!links.fits(token, row.id, state.askedAt, state.person)) return undefined;
    const ctx = desk.ctx({ is: 'clock' }, await directory());
    return mayTake(ctx, state) ? { ctx, loaded: { feature, row, found }, found } : undefined;
  };

  const register = async (ctx: Ctx, { person }: Copy, what: Register, file: string): Promise<Made | 'tooMany'> => {
    const { look, format } = what;
    const reader = readerOf(desk, ctx.dir, person);
    const wanted = readable(reader.reach).find(({ name }) => name === look.name);
    if (!wanted) return { name: '', number: 0, facts: [] };
    const ids: string[] = [];
    for await (const { id } of lookedFor(desk, reader, { register: wanted, look, fits: looksFor(look, ctx.dir) })) {
      ids.push(id);
      if (ids.length > most[format]) return 'tooMany';
    }
    const narrowed = look.person !== '' || look.number !== '' || look.words !== '';
    const unit = `${look.unit || readAs[reader.reach.see]}${narrowed ? '(条件で絞り込み)' : ''}`;
    const source = sourceOf(desk, wanted);
    const asked = {
      ...{
        store: desk.store,
        dir: ctx.dir,
        at: ctx.now,
        actor: person,
        source,
        register: wanted,
        ids: ids.sort(byNumber),
      },
      ...{ year: look.year ?? undefined, unit, format, wareki: what.wareki, file },
    };
    const { about, fact } = await copyRegister(asked, printRegister);
    return { name: `${about.title}-${about.number}.${format}`, number: about.number, facts: [fact] };
  };

  const audit = async (ctx: Ctx, { person }: Copy, what: Exclude<What, Register>, file: string): Promise<Made> => {
    const asked = { desk, dir: ctx.dir, at: ctx.now, actor: person, year: what.year };
    const { number, paper, fact } = what.is === 'sample' ? await auditSample(asked, what) : await auditConduct(asked);
    const { pages } = await printPaper(file, paper, ctx.now);
    return { name: `${paper.title}-${number}.pdf`, number, facts: [{ ...fact, data: { ...fact.data, pages } }] };
  };

  const make = (ctx: Ctx, copy: Copy, file: string): Promise<Made | 'tooMany'> =>
    copy.what.is === 'register' ? register(ctx, copy, copy.what, file) : audit(ctx, copy, copy.what, file);

  /** On record before it leaves; the second of two at once gets nothing. */
  const recorded = async ({ ctx, loaded, found }: Stands, { number, facts }: Made) => {
    const intent = { key: `copy/${found.id}/taken`, actor: 'clock' as const, ask: { type: 'home' as const } };
    const decision = taken(ctx, found, number, facts);
    return desk.store.commit(changeOf({ intent, ctx, loaded, id: found.id, decision }));
  };

  const handOver = async (token: string, file: string): Promise<Taking> => {
    const stands = await waiting(token);
    if (!stands) return { is: 'gone' };
    const ending = endingOf(stands.found.state.what);
    const made = await make(stands.ctx, stands.found.state, file);
    if (made === 'tooMany') return { is: 'tooMany', most: most[ending] };
    const outcome = await recorded(stands, made);
    // The chart has changed meanwhile: asked anew whether it is still theirs.
    if (outcome === 'stale') return handOver(token, file);
    if (outcome === 'duplicate') return { is: 'gone' };
    return { is: 'file', file: { name: made.name, type: types[ending], bytes: await readFile(file) } };
  };

  return {
    /** What waits under this address, without taking it: chat programs open links by themselves. */
    waitsAt: async (token: string): Promise<string | undefined> => {
      const stands = await waiting(token);
      return stands && whatLine(stands.ctx, stands.found.state.what);
    },
    take: async (token: string): Promise<Taking> => {
      const folder = await mkdtemp(join(tmpdir(), 'mamori-copy-'));
      try {
        return await handOver(token, join(folder, 'copy'));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
};

export type Copies = ReturnType<typeof createCopies>;
