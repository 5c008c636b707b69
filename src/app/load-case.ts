import type { Case } from '../core/case.ts';
import type { CaseAsk, Ctx, FormAsk, Found, Related } from '../core/feature.ts';
import { type AnyFeature, featureOf } from '../core/features.ts';
import type { FormContext } from '../core/form.ts';
import type { Desk } from './desk.ts';
import { houseOf } from './house.ts';
import type { CaseFilter, Store } from './ports.ts';

export type Loaded = { feature: AnyFeature; row?: Case; found?: Found<unknown>; related?: readonly Case[] };

/** The case an ask is about; none for one that begins a case. */
export const subjectOf = (ask: CaseAsk): string | undefined => {
  if (ask.type === 'wake') return ask.subject;
  return ask.type === 'submit' ? ask.context.case : ask.case;
};

/** The case as it stands, with the other cases its feature wants to look at. */
export const loadCase = async (store: Store, feature: AnyFeature, ctx: Ctx, ask: CaseAsk): Promise<Loaded> => {
  const subject = subjectOf(ask);
  const row = subject ? await store.loadCase(subject) : undefined;
  if (!row) {
    const wanted = await relatedTo(store, feature.related?.(ctx, ask, undefined));
    return { feature, ...wanted, ...(await besideOf(store, feature, ask, ctx.now)) };
  }
  const state: unknown = feature.read(row.state);
  const found = { id: row.id, version: row.version, state };
  return { feature, row, found, ...(await relatedTo(store, feature.related?.(ctx, ask, state))) };
};

/** More than these of one hour say nothing more. */
const mostBeside = 500;

const besideOf = async (store: Store, feature: AnyFeature, ask: CaseAsk, now: string): Promise<Partial<Loaded>> => {
  const wanted = feature.beside?.(ask, now);
  return wanted ? { related: await store.findCases({ ...wanted, open: true, limit: mostBeside }) } : {};
};

const relatedTo = async (store: Store, wanted: Related | undefined): Promise<Pick<Loaded, 'related'>> => {
  if (!wanted) return {};
  if ('involving' in wanted || 'open' in wanted) return { related: await everyCase(store, wanted) };
  if ('ids' in wanted) {
    const found = await Promise.all(wanted.ids.map((id) => store.loadCase(id)));
    return { related: found.flatMap((row) => row ?? []) };
  }
  const { newest, ...which } = wanted;
  return { related: await store.newestCases({ ...which, limit: newest }) };
};

/** The policy's clauses as they stand, for features that read them. */
export type Words = () => Promise<Pick<Ctx, 'clauseMark' | 'clauseWords' | 'clausesFor'>>;

/** With everything else a feature wants to look at. */
export const wholeCtx = async (
  { desk: { store, emailDomains }, words }: { desk: Pick<Desk, 'store' | 'emailDomains'>; words: Words },
  ctx: Ctx,
  ask: CaseAsk | FormAsk,
  { feature, found, related }: Pick<Loaded, 'feature' | 'found' | 'related'>,
): Promise<Ctx> => {
  const wanted = feature.tasks?.(ctx, ask, found);
  return {
    ...ctx,
    ...(related ? { related } : {}),
    ...(wanted ? { tasks: await store.tasks.find(wanted) } : {}),
    ...(feature.readsPolicy ? await words() : {}),
    ...(feature.readsHouse ? { house: await houseOf(store, emailDomains) } : {}),
    ...(feature.keepsPolicy ? { policyVersion: (await store.policies.versions()).at(-1)?.number ?? 0 } : {}),
    ...(feature.readsContacts ? { contacts: await store.contacts() } : {}),
  };
};

/** The store answers in pages: somebody who has decided for years has more cases than one. */
const everyCase = async (store: Store, which: CaseFilter): Promise<Case[]> => {
  const all: Case[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await store.findCases({ ...which, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return all;
    all.push(...page);
  }
};

const foundOf = (feature: AnyFeature, row: Case): Found<unknown> => ({
  id: row.id,
  version: row.version,
  state: feature.read(row.state) as unknown,
});

/** The case a form is about; undefined when it names one that is not there, or is no form of such a case. */
export const loadContext = async (
  store: Store,
  feature: AnyFeature,
  form: string,
  context: FormContext,
): Promise<{ found?: Found<unknown> } | undefined> => {
  if (!fits(form, context.case)) return undefined;
  if (context.case === undefined) return {};
  const row = await store.loadCase(context.case);
  return row ? { found: foundOf(feature, row) } : undefined;
};

const kindOfCase = (id: string): string => id.split('-')[0] ?? '';

/** A form that begins a case names none, any other one a case of its own kind: what comes back from a platform may be forged. */
export const fits = (form: string, id: string | undefined): boolean =>
  id === undefined ? form.endsWith('/new') : form.startsWith(`${kindOfCase(id)}/`) && !form.endsWith('/new');

/** The feature an ask belongs to: by its case, or by the form that begins one. */
export const featureFor = (ask: CaseAsk): AnyFeature | undefined => {
  const subject = subjectOf(ask);
  if (ask.type !== 'submit') return featureOf(kindOfCase(subject ?? ''));
  return fits(ask.form, subject) ? featureOf(ask.form) : undefined;
};
