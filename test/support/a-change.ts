import type { Change } from '../../src/app/ports.ts';
import type { Card } from '../../src/core/card.ts';
import type { Case } from '../../src/core/case.ts';
import type { Outbound } from '../../src/core/outbound.ts';

let made = 0;

export const aCard = (over: Partial<Card> = {}): Card => ({
  title: '持ち出しの申請',
  tone: 'attention',
  notice: '持ち出し 12',
  blocks: [{ kind: 'text', text: '内容をご確認ください。' }],
  ...over,
});

export const aSlot = (over: Partial<Outbound> = {}): Outbound => ({
  slot: 'case/takeout-2026-1/S002',
  to: { person: 'S002' },
  lane: 'card',
  card: aCard(),
  ...over,
});

export const aCase = (over: Partial<Case> = {}): Case => ({
  id: 'takeout-2026-1',
  kind: 'takeout',
  status: 'pending',
  version: 1,
  open: true,
  unit: 'u-general',
  owner: 'S001',
  openedAt: '2026-11-02T00:00:00.000Z',
  updatedAt: '2026-11-02T00:00:00.000Z',
  state: { purpose: '出張', items: ['ノートPC'] },
  involved: [
    { person: 'S001', as: 'owner' },
    { person: 'S002', as: 'approver' },
  ],
  ...over,
});

/** A change that does nothing but be done once, with a key of its own. */
export const aChange = (over: Partial<Change> = {}): Change => {
  made += 1;
  return {
    key: `console/${made}`,
    at: '2026-11-02T00:00:00.000Z',
    cases: [],
    facts: [],
    slots: [],
    timers: [],
    homes: [],
    ...over,
  };
};

/** Somebody asks to take something out: everything such a change carries. */
export const aRequest = (id: string, over: Partial<Change> = {}): Change =>
  aChange({
    cases: [{ next: aCase({ id }), expected: 0 }],
    facts: [
      {
        chain: id,
        type: 'request.submitted',
        actor: 'S001',
        subject: id,
        data: { version: 1 },
        details: { purpose: '出張' },
      },
    ],
    slots: [aSlot({ slot: `case/${id}/S002` })],
    timers: [
      { subject: id, timers: [{ id: `${id}/remind/1`, subject: id, what: 'remind', at: '2026-11-02T04:00:00.000Z' }] },
    ],
    ...over,
  });
