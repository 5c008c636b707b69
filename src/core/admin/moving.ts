import type { Ctx } from '../feature.ts';
import type { JstDate } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { type PreviewSection, routePreview } from '../people/preview.ts';
import { routeChanges } from '../people/routes.ts';
import { kinds } from '../requests/kinds.ts';
import { Request } from '../requests/request.ts';
import { pendingAsks } from '../requests/seats.ts';
import type { ShownSection } from './subject.ts';

/** Which requests under way would wait for other people. */
export const movedRequests = (ctx: Ctx, after: Directory, dates: readonly JstDate[]): readonly PreviewSection[] => {
  const pending = (ctx.related ?? [])
    .filter(({ kind }) => kinds.some(({ name }) => name === kind))
    .flatMap(({ id, state }) => pendingAsks(Request.parse(state)).map((ask) => ({ id, ask })));
  return routePreview(routeChanges(ctx.dir, after, pending, dates));
};

export const shownSections = (sections: readonly PreviewSection[]): ShownSection[] =>
  sections.map(({ title, lines }) => ({ title, lines: [...lines] }));
