import type { Card } from '../../src/core/card.ts';

import type { DirectoryData } from '../../src/core/people/directory.ts';
import { requests } from '../../src/core/requests/feature.ts';
import { openSeats } from '../../src/core/requests/request.ts';
import { type Sitter, sittersNow } from '../../src/core/requests/seats.ts';
import { jstDate } from '../../src/core/time.ts';
import { aCaseLife } from './case-life.ts';

/** One request in memory, with whoever may fill its open seats. */
export const aLife = (data: DirectoryData, id: string, start: string) => {
  const life = aCaseLife(requests, data, id, start);
  return {
    ...life,
    sitters: (): Sitter[] => {
      const state = life.state();
      return state ? openSeats(state).flatMap((seat) => sittersNow(life.dir(), state, seat, jstDate(life.now()))) : [];
    },
  };
};

export type Life = ReturnType<typeof aLife>;

/** Everything a card says, text by text; none of it may be empty, and buttons must fit what platforms take. */
export const wordsOf = (card: Card): string[] => [
  card.title,
  card.notice,
  ...card.blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'text':
        return [block.text];
      case 'facts':
        return block.rows.flat();
      case 'list':
        return [...block.items];
      case 'bars':
        return block.rows.map(({ label }) => label);
      case 'link':
        return [block.label];
      case 'buttons':
        return block.buttons.flatMap(({ label, confirm }) => [label, ...(confirm ? Object.values(confirm) : [])]);
      default:
        return [];
    }
  }),
];

/** Typed words that must never stand where they would stay for ever or show on a lock screen. */
export const canary = '極秘カナリア';
