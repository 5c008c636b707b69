import type { Catalog } from './catalog.ts';
import { parentId } from './clause-id.ts';

/** Clauses that bid or forbid the holder of a role something; of a heading and what stands under it only the latter. */
export const clausesFor = (catalog: Catalog, role: string): { id: string; title: string; plain: string }[] => {
  const bound = [...catalog.clauses.values()].flatMap(({ id, title, digest }) => {
    const asks = digest && (digest.force === 'must' || digest.force === 'mustNot');
    return asks && digest.binds.some((each) => each === role) ? [{ id, title, plain: digest.plain }] : [];
  });
  const parents = new Set(bound.map(({ id }) => parentId(id)));
  return bound.filter(({ id }) => !parents.has(id));
};
