import { type Shown, shown } from './look.ts';
import { channelOf, type World } from './world.ts';

/** Waits until something is there; a story's steps follow each other, whatever runs behind them. */
export const eventually = async <T>(look: () => T | undefined, what: string, ms = 3_000): Promise<T> => {
  const until = Date.now() + ms;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`${what} did not appear within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

export type Conversation = {
  cards(): Shown[];
  last(): Shown;
  /** The newest card that shows this text; waits for it. */
  card(text: string): Promise<Shown>;
};

export const conversationOf = (world: World, user: string): Conversation => {
  const cards = (): Shown[] =>
    (world.dms.get(user) ?? []).map(({ ts, blocks }) => shown(user, { message: ts, channel: channelOf(user) }, blocks));
  return {
    cards,
    last: () => {
      const card = cards().at(-1);
      if (!card) throw new Error(`${user} has no message`);
      return card;
    },
    card: (text) => eventually(() => cards().findLast((one) => one.text.includes(text)), `a card with 「${text}」`),
  };
};
