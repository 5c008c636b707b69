import { nobodyDecidesNotice } from '../notices.ts';
import type { Outbound } from '../outbound.ts';
import { runnerOf } from '../people/runner.ts';
import type { AnyKind } from './kind.ts';
import { note } from './notes.ts';
import type { Request } from './request.ts';
import type { Run } from './run.ts';
import type { route } from './seats.ts';
import { numberOf } from './words.ts';

/** Whoever runs the bot learns where a request can't go on: nobody may decide it, or nobody further up answers. */
export const tellRunner = (run: Run, kind: AnyKind, request: Request, why: 'unroutable' | 'unanswered'): Outbound[] => {
  const { dir } = run.ctx;
  const runner = runnerOf(dir, run.on, request.requester);
  if (!runner) return [];
  const card = nobodyDecidesNotice({ number: numberOf(kind, run.id), unit: dir.unitName(request.unit), why });
  return [note(run.id, runner, why, card)];
};

export const unroutableNotes = (run: Run, kind: AnyKind, routed: ReturnType<typeof route>): Outbound[] =>
  routed.facts.some(({ type }) => type === 'request.unroutable')
    ? tellRunner(run, kind, routed.request, 'unroutable')
    : [];
