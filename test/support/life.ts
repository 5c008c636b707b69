import type { Card } from '../../src/core/card.ts';
import type { Fact } from '../../src/core/facts.ts';
import type { Actor, CaseAsk, Ctx, Found, Projection } from '../../src/core/feature.ts';
import type { Outbound } from '../../src/core/outbound.ts';
import type { DirectoryData } from '../../src/core/people/directory.ts';
import { type Directory, indexDirectory } from '../../src/core/people/lookup.ts';
import { requests } from '../../src/core/requests/feature.ts';
import { openSeats, type Request } from '../../src/core/requests/request.ts';
import { type Sitter, sittersNow } from '../../src/core/requests/seats.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { jstDate } from '../../src/core/time.ts';

export type Outcome = { refused?: string; facts: readonly Fact[]; pings: readonly Outbound[] };

/** One request in memory, through the real decisions, with a clock that fires its timers as the store would. */
export const aLife = (data: DirectoryData, id: string, start: string) => {
  let dir: Directory = indexDirectory(data);
  let now = start;
  let found: Found<Request> | undefined;
  let shown: Projection | undefined;
  const facts: Fact[] = [];
  const fired = new Set<string>();

  const ctx = (actor: Actor): Ctx => ({ now, dir, settings: defaultSettings, actor });

  const ask = (actor: Actor, asked: CaseAsk): Outcome => {
    const decided = requests.decide(ctx(actor), asked, found, id);
    if (!decided.ok) return { refused: decided.refusal.code, facts: [], pings: [] };
    const { next, pings = [] } = decided.value;
    facts.push(...decided.value.facts);
    if (next) {
      const version = (found?.version ?? 0) + 1;
      found = { id, version, state: requests.read(JSON.parse(JSON.stringify(next))) };
      shown = requests.project(ctx(actor), id, version, found.state);
    }
    return { facts: decided.value.facts, pings };
  };

  const as = (person: string): Actor => {
    const known = dir.person(person);
    const account = { platform: 'console' as const, space: 'console', user: person };
    return known ? { is: 'person', person: known, account } : { is: 'unknown', account };
  };

  const wake = (what: string): Outcome => ask({ is: 'clock' }, { type: 'wake', subject: id, what, timer: what });

  /** Fires what is due at this moment; the store drops a timer only when its firing is new. */
  const fireDue = (): Outcome[] => {
    const outcomes: Outcome[] = [];
    for (let rounds = 0; ; rounds++) {
      const due = (shown?.timers ?? []).filter(({ at }) => at <= now);
      if (due.length === 0) return outcomes;
      if (rounds > 10) throw new Error(`timers without end: ${JSON.stringify(due)}`);
      for (const timer of due) {
        const key = `${timer.id}/${timer.at}`;
        if (fired.has(key)) throw new Error(`fires a second time, and would stay for ever: ${key}`);
        const outcome = wake(timer.what);
        if (outcome.facts.length > 0) fired.add(key);
        outcomes.push(outcome);
      }
    }
  };

  return {
    as,
    ask,
    wake,
    fireDue,
    facts,
    now: () => now,
    dir: () => dir,
    state: () => found?.state,
    shown: () => shown,
    travel: (hours: number): void => {
      now = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
    },
    change: (next: DirectoryData): void => {
      dir = indexDirectory(next);
    },
    sitters: (): Sitter[] => {
      const state = found?.state;
      return state ? openSeats(state).flatMap((seat) => sittersNow(dir, state, seat, jstDate(now))) : [];
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
      case 'buttons':
        return block.buttons.flatMap(({ label, confirm }) => [label, ...(confirm ? Object.values(confirm) : [])]);
      default:
        return [];
    }
  }),
];

/** Typed words that must never stand where they would stay for ever or show on a lock screen. */
export const canary = '極秘カナリア';
