import { z } from 'zod';

/** How far one recipient is: not asked yet, asked, deleted unread, opened, no answer. */
export const tickWords = {
  listed: 'まだ依頼していない',
  asked: '依頼した',
  unread: '開かずに削除',
  opened: '開かれた',
  silent: '返事なし',
} as const;
export type TickState = keyof typeof tickWords;

const Recipient = z.object({
  no: z.number().int().positive(),
  /** Erasable, and shown in a private view alone. */
  address: z.string(),
  is: z.enum(['listed', 'asked', 'unread', 'opened', 'silent']),
  by: z.string(),
  at: z.string(),
});
export type Recipient = z.infer<typeof Recipient>;

const Done = z.object({ by: z.string(), at: z.string() });

/** What a misdirected mail keeps beyond a report's common life (2-8(1)(タ)④). */
export const Mail = z.object({
  recipients: z.array(Recipient),
  /** 取り消し was tried inside the organization. */
  recalled: Done.optional(),
  /** The link was closed. */
  closed: Done.optional(),
  /** Everybody was asked to delete. */
  requested: Done.optional(),
});
export type Mail = z.infer<typeof Mail>;

export const noMail: Mail = { recipients: [] };

/** More are counted, not listed: nobody ticks off a thousand one by one. */
export const mostRecipients = 300;

type By = { by: string; at: string };

/** The list with those that are new at its end; who is on it already stays as they are. */
export const listed = (mail: Mail, addresses: readonly string[], { by, at }: By): Mail => {
  const known = new Set(mail.recipients.map(({ address }) => address));
  const fresh = addresses.filter((address) => !known.has(address));
  const next = mail.recipients.length;
  const recipients = fresh.map((address, n): Recipient => ({ no: next + n + 1, address, is: 'listed', by, at }));
  return { ...mail, recipients: [...mail.recipients, ...recipients] };
};

/** What changes by these ticks, by number; saying the same again changes nothing. */
export const changesIn = (mail: Mail, ticks: ReadonlyMap<number, TickState>): Map<number, TickState> => {
  const is = new Map(mail.recipients.map((recipient) => [recipient.no, recipient.is]));
  return new Map([...ticks].filter(([no, state]) => is.has(no) && is.get(no) !== state));
};

export const ticked = (mail: Mail, ticks: ReadonlyMap<number, TickState>, { by, at }: By): Mail => {
  const changed = changesIn(mail, ticks);
  return {
    ...mail,
    recipients: mail.recipients.map((recipient) => {
      const is = changed.get(recipient.no);
      return is ? { ...recipient, is, by, at } : recipient;
    }),
  };
};

/** Everybody not asked so far is asked now; an answer that came before stays. */
export const allAsked = (mail: Mail, by: By): Mail => {
  const waiting = mail.recipients.filter(({ is }) => is === 'listed').map(({ no }) => [no, 'asked'] as const);
  return { ...ticked(mail, new Map(waiting), by), requested: mail.requested ?? by };
};

export const countsOf = (mail: Mail): Record<TickState, number> => {
  const counts = { listed: 0, asked: 0, unread: 0, opened: 0, silent: 0 };
  for (const { is } of mail.recipients) counts[is]++;
  return counts;
};

/** Still to be followed up. */
export const isSettled = ({ is }: Recipient): boolean => is === 'unread' || is === 'opened';

/** As many as a form holds on a phone. */
export const pageSize = 10;

/** The recipients a form shows: from this number on, or else the first that are not settled. */
export const pageFrom = (mail: Mail, from: number | undefined): readonly Recipient[] => {
  if (from !== undefined) return mail.recipients.filter(({ no }) => no >= from).slice(0, pageSize);
  const waiting = mail.recipients.filter((recipient) => !isSettled(recipient));
  return (waiting.length > 0 ? waiting : mail.recipients).slice(0, pageSize);
};
