import type { ClauseAction } from '../digest.ts';
import type { SearchIndex } from './build-index.ts';
import type { Features } from './features.ts';
import type { Intent } from './intent.ts';
import type { Ranked } from './rank.ts';

export const OFFERS = [
  'incident_report',
  'misdirected_mail',
  'violation_report',
  'takeout_request',
  'remote_work_request',
  'byod_request',
  'external_provision_request',
  'disposal_request',
  'software_request',
  'device_connect_request',
  'mail_address_request',
  'exception_request',
  'none',
] as const;
export type Offer = (typeof OFFERS)[number];

/** The bot's own actions under the names the outside knows; what is absent offers nothing. */
const OFFER_OF: Partial<Record<ClauseAction, Offer>> = {
  takeout: 'takeout_request',
  remoteWork: 'remote_work_request',
  byod: 'byod_request',
  externalProvision: 'external_provision_request',
  copySend: 'external_provision_request',
  disposal: 'disposal_request',
  software: 'software_request',
  deviceChange: 'device_connect_request',
  networkConnect: 'device_connect_request',
  mailAddress: 'mail_address_request',
  exception: 'exception_request',
  incident: 'incident_report',
  malware: 'incident_report',
  lostDevice: 'incident_report',
  passwordCompromise: 'incident_report',
  misdirectedMail: 'misdirected_mail',
  violation: 'violation_report',
};

const REPORTS: ReadonlySet<Offer> = new Set(['incident_report', 'misdirected_mail', 'violation_report']);

/** What has happened when people say that something has, by what they name; the first that holds. */
const EVENTS: readonly { offer: Offer; all: readonly (readonly string[])[] }[] = [
  { offer: 'misdirected_mail', all: [['missend']] },
  { offer: 'incident_report', all: [['passwordleaked', 'takeover']] },
  { offer: 'incident_report', all: [['lost', 'stolen', 'leak', 'virus', 'attack', 'popup']] },
  { offer: 'incident_report', all: [['suspiciousmail', 'attachment', 'link'], ['openfile']] },
  {
    offer: 'violation_report',
    all: [
      ['coworker', 'violation'],
      ['violation', 'private', 'sharepassword', 'ownsoftware', 'license', 'install', 'takehome', 'workpurpose'],
    ],
  },
];

const eventIn = ({ found }: Features): Offer | undefined => {
  const named = new Set(found.map(({ concept }) => concept));
  return EVENTS.find(({ all }) => all.every((some) => some.some((concept) => named.has(concept))))?.offer;
};

/** What the best clauses speak for: each votes with its distance to the last of them. */
const votes = (index: SearchIndex, ranked: readonly Ranked[]): Map<Offer, number> => {
  const counted = new Map<Offer, number>();
  const few = ranked.slice(0, 4);
  const floor = (few.at(-1)?.score ?? 0) * 0.8;
  for (const { clause, score } of few) {
    const action = index.entries[clause]?.action ?? null;
    const offer = (action && OFFER_OF[action]) ?? 'none';
    counted.set(offer, (counted.get(offer) ?? 0) + score - floor);
  }
  return counted;
};

const winner = (counted: ReadonlyMap<Offer, number>, allowed: (offer: Offer) => boolean): Offer => {
  let best: Offer = 'none';
  for (const [offer, weight] of counted) if (allowed(offer) && weight > (counted.get(best) ?? 0)) best = offer;
  return best;
};

/** Something happened: a report. Allowed with permission, or "may I": that request. Else nothing. */
export const decideOffer = (
  index: SearchIndex,
  features: Features,
  intent: Intent,
  ranked: readonly Ranked[],
): Offer => {
  const event = eventIn(features);
  if (intent.happened && event) return event;
  const counted = votes(index, ranked);
  if (intent.whatIs && !intent.mayI) return 'none';
  if (intent.happened && !intent.mayI) {
    const report = winner(counted, (offer) => REPORTS.has(offer));
    if (report !== 'none') return report;
  }
  return winner(counted, () => true);
};
