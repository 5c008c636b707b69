import type { Case } from '../core/case.ts';
import type { Actor, Ctx } from '../core/feature.ts';
import type { PersonId } from '../core/outbound.ts';
import type { Directory } from '../core/people/lookup.ts';
import type { Links } from './links.ts';
import type { CaseFilter, Store } from './ports.ts';

/** What every ask is answered with: the store, people's time, and the directory of this moment. */
export type Desk = {
  store: Store;
  /** The organization's own, from its configuration. */
  emailDomains: readonly string[];
  now: () => string;
  ctx(actor: Actor, dir: Directory): Ctx;
  /** Open cases that concern somebody, oldest first. */
  casesOf(person: PersonId): Promise<Case[]>;
  /** Every case that fits, page by page. */
  pages(filter: CaseFilter): AsyncGenerator<Case[]>;
};

type Known = { emailDomains?: readonly string[]; links?: Pick<Links, 'linkTo'> | undefined };

export const createDesk = (store: Store, now: () => string, { emailDomains = [], links }: Known = {}): Desk => ({
  store,
  emailDomains,
  now,
  ctx: (actor, dir) => {
    const linkTo = links?.linkTo();
    return { now: now(), dir, settings: dir.settings, actor, ...(linkTo ? { linkTo } : {}) };
  },
  casesOf: (person) => store.findCases({ involving: person, open: true }),
  pages: async function* (filter) {
    let after: string | undefined;
    for (;;) {
      const page: Case[] = await store.findCases({ ...filter, ...(after ? { after } : {}) });
      if (page.length === 0) return;
      yield page;
      after = page.at(-1)?.id;
    }
  },
});

/** As the ledger names whoever asked. */
export const actorName = (actor: Actor): string => {
  if (actor.is === 'clock') return 'clock';
  if (actor.is === 'person') return actor.person.id;
  const { platform, space, user } = actor.account;
  return `${platform}:${space}/${user}`;
};
