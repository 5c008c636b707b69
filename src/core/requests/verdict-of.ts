import type { Verdict } from './request.ts';
import type { Run } from './run.ts';
import { postName, type Sitter } from './seats.ts';

export const verdictOf = (run: Run, as: Sitter): Verdict => ({
  by: run.by,
  ...(as.deputyFor ? { deputyFor: as.deputyFor } : {}),
  post: postName(run.ctx.dir, run.by, run.on),
  at: run.ctx.now,
  ...(run.ctx.policyVersion === undefined ? {} : { policy: run.ctx.policyVersion }),
  ...(as.note ? { note: as.note } : {}),
});

export const verdictData = (verdict: Verdict) => ({
  post: verdict.post,
  deputyFor: verdict.deputyFor ?? null,
  note: verdict.note ?? null,
  until: verdict.until ?? null,
  policy: verdict.policy ?? null,
});
