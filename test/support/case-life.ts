import type { Case } from '../../src/core/case.ts';
import type { Fact } from '../../src/core/facts.ts';
import type { Actor, CaseAsk, Ctx, Feature, Found, Projection } from '../../src/core/feature.ts';
import type { Outbound } from '../../src/core/outbound.ts';
import type { DirectoryData } from '../../src/core/people/directory.ts';
import { type Directory, indexDirectory } from '../../src/core/people/lookup.ts';
import { defaultSettings } from '../../src/core/settings.ts';

export type Outcome = { refused?: string; facts: readonly Fact[]; pings: readonly Outbound[] };

/** One case in memory, through the real decisions of its feature, with a clock that fires its timers as the store would. */
export const aCaseLife = <S>(feature: Feature<S>, data: DirectoryData, id: string, start: string) => {
  let dir: Directory = indexDirectory(data);
  let now = start;
  let found: Found<S> | undefined;
  let shown: Projection | undefined;
  const facts: Fact[] = [];
  const fired = new Set<string>();

  const row = (): Case[] =>
    found && shown
      ? [
          {
            ...shown,
            id,
            kind: id.split('-')[0] ?? '',
            version: found.version,
            openedAt: start,
            updatedAt: now,
            state: found.state,
          },
        ]
      : [];
  const ctx = (actor: Actor): Ctx => ({ now, dir, settings: defaultSettings, actor, related: row() });

  const ask = (actor: Actor, asked: CaseAsk): Outcome => {
    const decided = feature.decide(ctx(actor), asked, found, id);
    if (!decided.ok) return { refused: decided.refusal.code, facts: [], pings: [] };
    const { next, pings = [] } = decided.value;
    facts.push(...decided.value.facts);
    if (next) {
      const version = (found?.version ?? 0) + 1;
      found = { id, version, state: feature.read(JSON.parse(JSON.stringify(next))) };
      shown = feature.project(ctx(actor), id, version, found.state);
    }
    return { facts: decided.value.facts, pings };
  };

  const as = (person: string): Actor => {
    const bare = /^(slack|teams):(.+)\/(.+)$/.exec(person);
    if (bare)
      return {
        is: 'unknown',
        account: { platform: bare[1] as 'slack' | 'teams', space: bare[2] ?? '', user: bare[3] ?? '' },
      };
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
    ctx,
    fireDue,
    facts,
    now: () => now,
    dir: () => dir,
    found: () => found,
    state: () => found?.state,
    shown: () => shown,
    travel: (hours: number): void => {
      now = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
    },
    change: (next: DirectoryData): void => {
      dir = indexDirectory(next);
    },
  };
};
