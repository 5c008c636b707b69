import { sealCard } from '../core/audit/seal-card.ts';
import type { Ctx } from '../core/feature.ts';
import { roleHolders } from '../core/people/roles.ts';
import { jstDate } from '../core/time.ts';
import { nothing } from './change-of.ts';
import type { Store } from './ports.ts';
import { sealMark } from './register-copy.ts';

/** Once a month the last seal goes to the 監査責任者, outside the reach of whoever holds the database. */
export const createSealNotice =
  (store: Store, clock: () => Promise<Ctx>, keyMark: string) => async (): Promise<void> => {
    const { dir, now } = await clock();
    const month = jstDate(now).slice(0, 7);
    if ((await store.mark('seal-shown')) === month) return;
    const seal = await store.ledger.lastSeal();
    const mark = sealMark(seal);
    const [lead] = roleHolders(dir, 'auditLead', undefined, jstDate(now));
    // Nobody to tell, or nothing yet: tomorrow.
    if (!seal || !mark || !lead) return;
    const data = { ...mark, month, to: lead.person };
    await store.commit({
      ...nothing,
      key: `seal/${month}/${lead.person}`,
      at: now,
      facts: [{ chain: 'org', type: 'seal.shown', actor: 'clock', subject: lead.person, data }],
      slots: [
        {
          slot: `seal/${month}/${lead.person}`,
          to: { person: lead.person },
          lane: 'note',
          card: sealCard({ ...mark, at: seal.at }, keyMark),
        },
      ],
    });
    await store.setMark('seal-shown', month);
  };
