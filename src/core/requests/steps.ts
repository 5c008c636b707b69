import type { Case } from '../case.ts';
import type { Ctx } from '../feature.ts';
import { oneLiner } from './approver-card.ts';
import { kinds } from './kinds.ts';
import { Request, type Step } from './request.ts';

/** The steps of a case that is a request, each with the line that names the request; none for any other case. */
export const requestSteps = (ctx: Ctx, found: Case): (Step & { line: string })[] => {
  if (!kinds.some((kind) => kind.name === found.kind)) return [];
  const request = Request.parse(found.state);
  const line = oneLiner(ctx, found.id, request);
  return request.history.map((step) => ({ ...step, line }));
};
