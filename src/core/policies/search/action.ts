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

/** What a colleague can do that the policy forbids. */
const WRONGS = [
  'violation',
  'private',
  'sharepassword',
  'passwordmemo',
  'ownsoftware',
  'license',
  'install',
  'takehome',
  'workpurpose',
  'browse',
  'cleardesk',
  'autoforward',
  'sns',
];

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

type Event = { kind: ClauseAction; all: readonly (readonly string[])[]; none?: readonly string[] };

/** What has happened when people say that something has, by what they name; the first that holds. */
const EVENTS: readonly Event[] = [
  // A letter or fax to the wrong place is no mail: it is reported as an incident.
  { kind: 'misdirectedMail', all: [['missend']], none: ['mfp', 'paper'] },
  { kind: 'misdirectedMail', all: [['missend'], ['mail', 'attachment', 'bcc']] },
  { kind: 'incident', all: [['missend']] },
  { kind: 'passwordCompromise', all: [['passwordleaked']] },
  { kind: 'lostDevice', all: [['lost', 'stolen']] },
  { kind: 'malware', all: [['virus', 'popup']] },
  { kind: 'malware', all: [['suspiciousmail', 'attachment', 'link'], ['openfile']] },
  { kind: 'incident', all: [['leak', 'attack', 'takeover']] },
  // Seen by somebody who should not have.
  { kind: 'incident', all: [['peek'], ['personaldata', 'sensitive', 'citizen', 'mynumber']] },
  { kind: 'violation', all: [['coworker'], WRONGS] },
  { kind: 'violation', all: [['violation']] },
  { kind: 'incident', all: [['incident']] },
];

const eventIn = ({ found }: Features): ClauseAction | undefined => {
  const named = new Set(found.map(({ concept }) => concept));
  return EVENTS.find(
    ({ all, none }) =>
      all.every((some) => some.some((concept) => named.has(concept))) && !none?.some((concept) => named.has(concept)),
  )?.kind;
};

/** Something opened, with nothing said about what: taken for the worse. */
const OPENED = 'openfile';

const isTold = ({ happened, tell, past, mayI }: Intent): boolean => happened || tell || (past && !mayI);

/** What seems to have happened, whether or not the policy is sure to answer: first aid must not wait for that. */
export const happeningIn = (features: Features, intent: Intent): ClauseAction | undefined => {
  if (!isTold(intent) || (intent.whatIs && !intent.happened)) return undefined;
  const opened = intent.happened && features.found.some(({ concept }) => concept === OPENED);
  return eventIn(features) ?? (opened ? 'malware' : undefined);
};

type Candidate = { action: ClauseAction; offer: Offer; report: boolean; share: number; place: number };

/** Does the clause lead where somebody is going? */
export const leadsThere =
  (index: SearchIndex, { happened, mayI, plan }: Intent) =>
  (clause: number): boolean => {
    const action = index.entries[clause]?.action;
    const offer = action && OFFER_OF[action];
    if (!offer) return false;
    return REPORTS.has(offer) ? happened : mayI || plan;
  };

/** How far behind the best clause another may be and still decide what is offered. */
const NEAR = 0.7;

const candidates = (index: SearchIndex, ranked: readonly Ranked[]): Candidate[] => {
  const best = ranked[0]?.score ?? 0;
  return ranked.slice(0, 5).flatMap(({ clause, score }, place) => {
    const action = index.entries[clause]?.action;
    const offer = action && OFFER_OF[action];
    if (!action || !offer || score < best * NEAR) return [];
    return [{ action, offer, report: REPORTS.has(offer), share: score / best, place }];
  });
};

export type Decided = { offer: Offer; kind: ClauseAction | undefined };

export const NOTHING: Decided = { offer: 'none', kind: undefined };

const offered = (kind: ClauseAction): Decided => ({ offer: OFFER_OF[kind] ?? 'none', kind });

/** What happened is reported, whatever clause is nearest. */
const reportFor = (features: Features, intent: Intent, found: readonly Candidate[]): Decided | undefined => {
  const event = eventIn(features);
  const report = found.find((candidate) => candidate.report);
  if (event && isTold(intent)) return offered(event);
  if (report && (intent.happened || (intent.tell && report.place < 3))) return offered(report.action);
  return undefined;
};

const VOTERS = 4;
/** The nearest clause counts by far the most. */
const STEEP = 16;
const SILENCE = 0.6;

/** Requests that have no name outside: chat offers their form all the same. */
const OWN: ReadonlySet<ClauseAction> = new Set([
  'settingChange',
  'cloudService',
  'externalAccess',
  'exchange',
  'classify',
]);

/** The request a clause leads to; a report is no request. */
const requestOf = (action: ClauseAction | null | undefined): Decided => {
  const offer = action ? OFFER_OF[action] : undefined;
  if (action && offer && !REPORTS.has(offer)) return { offer, kind: action };
  return action && OWN.has(action) ? { offer: 'none', kind: action } : NOTHING;
};

/** What the nearest clauses want offered, each with its nearness; those that offer nothing vote for nothing. */
const voted = (index: SearchIndex, ranked: readonly Ranked[]): Decided => {
  const best = ranked[0]?.score ?? 0;
  const votes = new Map<string, { weight: number; decided: Decided }>();
  for (const { clause, score } of ranked.slice(0, VOTERS)) {
    const decided = requestOf(index.entries[clause]?.action);
    const weight = (score / best) ** STEEP * (decided === NOTHING ? SILENCE : 1);
    const name = decided.offer === 'none' ? (decided.kind ?? 'none') : decided.offer;
    const so = votes.get(name);
    votes.set(name, { weight: weight + (so?.weight ?? 0), decided: so?.decided ?? decided });
  }
  const [first] = [...votes.values()].sort((a, b) => b.weight - a.weight);
  return first?.decided ?? NOTHING;
};

/** Something happened: a report. Allowed with permission, or "may I": that request. Else nothing. */
export const decideOffer = (
  index: SearchIndex,
  features: Features,
  intent: Intent,
  ranked: readonly Ranked[],
): Decided => {
  if (intent.whatIs && !intent.mayI && !intent.happened) return NOTHING;
  const found = candidates(index, ranked);
  const report = reportFor(features, intent, found);
  if (report) return report;
  const top = found.find(({ place }) => place === 0);
  if (top?.report) return offered(top.action);
  return voted(index, ranked);
};
