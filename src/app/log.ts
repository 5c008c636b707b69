import { createHmac, randomBytes } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';

/** Flat values only: what a line may hold is chosen at each call, never a whole object somebody typed into. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;
type Write = (event: string, fields?: Fields, error?: unknown) => void;
export type Log = { debug: Write; info: Write; warn: Write; error: Write };

type SafeError = { type: string; code?: string; at: readonly string[]; cause?: SafeError };

const word = /^[\w.:/-]{1,80}$/;
const ownCode = (error: Error): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && word.test(code) ? code : undefined;
};

/** The stack begins with the message, which may itself look like frames: both go. */
const framesOf = ({ stack = '', message }: Error): string[] =>
  stack
    .slice(message === '' ? 0 : stack.indexOf(message) + message.length)
    .split('\n')
    .flatMap((line) => /^ {4}at (.{1,200}:\d+:\d+\)?)$/.exec(line)?.[1] ?? []);

/**
 * An error as the log may show it: kind, code and where. Never its message: those of databases and SDKs quote
 * parameters, which are what people typed, and addresses with tokens in them.
 */
export const safeError = (error: unknown, depth = 0): SafeError => {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const code = ownCode(error);
  return {
    type: word.test(error.name) ? error.name : 'Error',
    ...(code === undefined ? {} : { code }),
    at: framesOf(error).slice(0, 8),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: safeError(error.cause, depth + 1) }),
  };
};

/** Control characters would forge lines in a terminal even inside JSON; a token never belongs here. */
const clean = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .replace(/\b(xox[a-z]|xapp)-[\w-]+/g, '[token]')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
        .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
        .slice(0, 500)
    : value;

// Staff numbers are few: a plain hash could be looked up. The key lives as long as the process.
const nameKey = randomBytes(32);

/** A person's or account's id as logs show it: the same through one run, and not to be traced back. */
export const hashed = (id: string): string => createHmac('sha256', nameKey).update(id).digest('hex').slice(0, 12);

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** One JSON line an event, to standard output unless told otherwise. */
export const createLog = (level: LogLevel, to?: DestinationStream): Log => {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'event',
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const out = to ? pino(options, to) : pino(options);
  const write =
    (method: keyof Log): Write =>
    (event, fields = {}, error) => {
      const shown = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, clean(value)]));
      out[method](error === undefined ? shown : { ...shown, error: safeError(error) }, event);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
};

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
