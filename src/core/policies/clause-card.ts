import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { showRoles } from '../policies/roles.ts';
import { clip } from '../text.ts';
import type { Catalog, Clause } from './catalog.ts';
import { citation, clauseBlocks, headed } from './clause-blocks.ts';
import type { Faq } from './faq.ts';

/** As many neighbours as a reader looks over. */
const SHOWN = 12;

export const clauseButton = (label: string, id: string): Button => ({
  label: clip(label, 70),
  action: { do: 'press', verb: 'clause', arg: id },
});

const FORCE = { must: 'しなければならない', mustNot: 'してはならない', may: 'してよい', info: '説明' } as const;

const duties = ({ digest }: Clause): Block[] => {
  if (!digest) return [];
  const rows: [string, string][] = [['強さ', FORCE[digest.force]]];
  if (digest.binds.length > 0) rows.push(['対象', showRoles(digest.binds)]);
  if (digest.permission?.length) rows.push(['許可する人', showRoles(digest.permission)]);
  return [{ kind: 'facts', rows }];
};

/** Those around the clause itself; of a long list, its surroundings. */
const windowOf = (ids: readonly string[], id: string): readonly string[] => {
  const at = Math.max(0, Math.min(ids.indexOf(id) - SHOWN / 2, ids.length - SHOWN));
  return ids.slice(at, at + SHOWN);
};

const listed = (heading: string, clauses: readonly Clause[]): Block[] =>
  clauses.length === 0
    ? []
    : [
        text(heading, 'strong'),
        { kind: 'list', items: clauses.map((each) => headed(each, false)) },
        buttons(...clauses.map((each) => clauseButton(citation(each.id), each.id))),
      ];

/** くわしく: one clause, where it stands, what stands above, beside and below it. */
export const clauseCard = (clause: Clause, catalog: Catalog, faqs: readonly Faq[]): Card => {
  const of = (ids: readonly string[]): Clause[] => ids.flatMap((id) => catalog.clauses.get(id) ?? []);
  const parent = clause.parent === undefined ? undefined : catalog.clauses.get(clause.parent);
  const siblings = parent ? windowOf(parent.children, clause.id).filter((id) => id !== clause.id) : [];
  const cited = citation(clause.id);
  return {
    title: clip(`${cited} ${clause.title}`, 140),
    tone: 'plain',
    notice: cited,
    blocks: [
      text([...clause.path, clause.title].join(' > '), 'subtle'),
      ...clauseBlocks(clause, catalog, false, faqs),
      ...duties(clause),
      ...listed('上のきまり', parent ? [parent] : []),
      ...listed('前後のきまり', of(siblings)),
      ...listed('下のきまり', of(clause.children.slice(0, SHOWN))),
    ],
  };
};
