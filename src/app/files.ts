import { administrator } from '../core/admin/asks.ts';
import { fileTroubleCard, formForTable, unreadableTableCard, wrongFileCard } from '../core/admin/files.ts';
import type { Ask, Reply } from '../core/ask.ts';
import type { Card } from '../core/card.ts';
import { refusalCard } from '../core/desk/cards.ts';
import { problemLine } from '../core/people/preview.ts';
import type { Desk } from './desk.ts';
import type { Intent } from './intents.ts';
import type { ChatAdapter, FileRead } from './ports.ts';
import type { createRunCase } from './run-case.ts';
import { sheetText } from './sheet.ts';
import type { Seen } from './who.ts';

type Sent = Intent & { ask: Extract<Ask, { type: 'file' }> };

type Parts = {
  desk: Desk;
  adapters: readonly ChatAdapter[];
  runCase: ReturnType<typeof createRunCase>;
  /** Puts an attempt on record. */
  refused: (who: Seen, code: string, what: string, key: string) => Promise<void>;
};

/** A staff of several thousand. */
const mostBytes = 1024 * 1024;
/** Both platforms want their answer within a few seconds, and send again what had none. */
const patienceMs = 2_000;

const say = (card: Card): Reply => ({ kind: 'say', card });

/** A table sent as a file goes the way of a pasted one. Nobody else's file is even fetched. */
export const createFiles = ({ desk, adapters, runCase, refused }: Parts) => {
  const read = async ({ actor, ask: { at, size } }: Sent): Promise<FileRead> => {
    if (size > mostBytes) return { trouble: 'too-large' };
    const adapter = actor === 'clock' ? undefined : adapters.find(({ platform }) => platform === actor.platform);
    const late = new Promise<FileRead>((resolve) => {
      setTimeout(resolve, patienceMs, { trouble: 'unreadable' }).unref();
    });
    const file = adapter?.readFile?.(at, mostBytes).catch((): FileRead => ({ trouble: 'unreadable' }));
    return file ? Promise.race([file, late]) : { trouble: 'unreadable' };
  };

  return async (intent: Sent, seen: () => Promise<Seen>): Promise<Reply> => {
    const who = await seen();
    const may = administrator(desk.ctx(who.actor, who.dir));
    if (!may.ok) {
      await refused(who, may.refusal.code, 'file', intent.key);
      return say(refusalCard(may.refusal.text));
    }
    if (/\.xlsx?$/iu.test(intent.ask.name)) return say(fileTroubleCard('workbook'));
    const file = await read(intent);
    if ('trouble' in file) return say(fileTroubleCard(file.trouble));
    const table = sheetText(Buffer.from(file.bytes));
    if (typeof table !== 'string') return say(unreadableTableCard(problemLine(table)));
    const ask = {
      type: 'submit' as const,
      form: formForTable(table),
      context: { once: intent.key },
      values: { whole: table },
    };
    const reply = await runCase({ ...intent, ask }, seen);
    return reply.kind === 'errors' ? say(wrongFileCard(reply.form)) : reply;
  };
};
