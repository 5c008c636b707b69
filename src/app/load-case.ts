import type { Case } from '../core/case.ts';
import type { CaseAsk, Found } from '../core/feature.ts';
import { type AnyFeature, featureOf } from '../core/features.ts';
import type { FormContext } from '../core/form.ts';
import type { Store } from './ports.ts';

export type Loaded = { feature: AnyFeature; row?: Case; found?: Found<unknown>; related?: readonly Case[] };

/** The case an ask is about; none for one that begins a case. */
export const subjectOf = (ask: CaseAsk): string | undefined => {
  if (ask.type === 'wake') return ask.subject;
  return ask.type === 'submit' ? ask.context.case : ask.case;
};

/** The case as it stands, with the other cases its feature wants to look at. */
export const loadCase = async (store: Store, feature: AnyFeature, ask: CaseAsk): Promise<Loaded> => {
  const subject = subjectOf(ask);
  const row = subject ? await store.loadCase(subject) : undefined;
  if (!row) return { feature };
  const state: unknown = feature.read(row.state);
  const found = { id: row.id, version: row.version, state };
  const wanted = feature.related?.(ask, state);
  return {
    feature,
    row,
    found,
    ...(wanted ? { related: await store.findCases({ involving: wanted.involving }) } : {}),
  };
};

const foundOf = (feature: AnyFeature, row: Case): Found<unknown> => ({
  id: row.id,
  version: row.version,
  state: feature.read(row.state) as unknown,
});

/** The case a form is about; undefined when it names one that is not there. */
export const loadContext = async (
  store: Store,
  feature: AnyFeature,
  context: FormContext,
): Promise<{ found?: Found<unknown> } | undefined> => {
  if (!context.case) return {};
  const row = await store.loadCase(context.case);
  return row ? { found: foundOf(feature, row) } : undefined;
};

/** The feature an ask belongs to: by its case, or by the form that begins one. */
export const featureFor = (ask: CaseAsk): AnyFeature | undefined =>
  featureOf(subjectOf(ask)?.split('-')[0] ?? (ask.type === 'submit' ? ask.form : ''));
