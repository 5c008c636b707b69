import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Card } from '../../src/core/card.ts';

type Standing = { ref: string; person: string; seq: number; at: string };

/** One line of somebody's chat: a card of the bot, or a sentence of their own. */
export type Message =
  | (Standing & { by: 'bot'; card: Card; key: string; changes: number; updatedAt?: string })
  | (Standing & { by: 'person'; text: string });

const Line = z.object({ ref: z.string(), person: z.string(), seq: z.number() });

/** Kept per person when the file is rewritten at start; older ones are gone from the page, never from the ledger. */
const keptEach = 300;

/** A line cut short by a crash was never answered as delivered: it is left out and delivered again. */
const readLines = (file: string): Message[] =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '').split('\n').flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line);
      return Line.safeParse(value).success ? [value as Message] : [];
    } catch {
      return [];
    }
  });

const writeAll = (fd: number, lines: string): void => {
  const bytes = Buffer.from(lines);
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
  fdatasyncSync(fd);
};

/**
 * What stands in everybody's chat. Slack and Teams keep their messages themselves; the console has no server
 * behind it, so it keeps them in a file of JSON lines, newest state of a message last, and writes before it answers.
 */
export const openMessageLog = (file: string) => {
  const byRef = new Map(readLines(file).map((message) => [message.ref, message]));
  let last = Math.max(0, ...[...byRef.values()].map((message) => message.seq));

  const of = (person: string): Message[] =>
    [...byRef.values()].filter((message) => message.person === person).sort((a, b) => a.seq - b.seq);

  const people = new Set([...byRef.values()].map((message) => message.person));
  const kept = [...people].flatMap((person) => of(person).slice(-keptEach));
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = openSync(`${file}.new`, 'w', 0o600);
  writeAll(fresh, kept.map((message) => `${JSON.stringify(message)}\n`).join(''));
  closeSync(fresh);
  renameSync(`${file}.new`, file);
  byRef.clear();
  for (const message of kept) byRef.set(message.ref, message);
  const fd = openSync(file, 'a', 0o600);

  return {
    of,
    get: (ref: string): Message | undefined => byRef.get(ref),
    /** A card delivered before under the same key: the answer was lost, not the card. */
    byKey: (person: string, key: string): Message | undefined =>
      of(person).find((message) => message.by === 'bot' && message.key === key),
    /** The next place in the order of all messages. */
    nextSeq: (): number => {
      last += 1;
      return last;
    },
    put: (message: Message): void => {
      writeAll(fd, `${JSON.stringify(message)}\n`);
      byRef.set(message.ref, message);
    },
    close: (): void => closeSync(fd),
  };
};
export type MessageLog = ReturnType<typeof openMessageLog>;
