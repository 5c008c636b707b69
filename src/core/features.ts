import { administration } from './admin/feature.ts';
import { copies } from './copies/feature.ts';
import { deputies } from './deputies/feature.ts';
import { duties } from './duties/feature.ts';
import type { Feature } from './feature.ts';
import { mailChecks } from './mail-check/feature.ts';
import { moves } from './moves/feature.ts';
import { questions } from './questions/feature.ts';
import { reading } from './reading/feature.ts';
import { reports } from './reports/feature.ts';
import { requests } from './requests/feature.ts';
import { retention } from './retention/feature.ts';

// biome-ignore lint/suspicious/noExplicitAny: each feature has a state of its own
export type AnyFeature = Feature<any>;

/** Every room of the desk: what `handle` knows of them is this list. */
export const features: readonly AnyFeature[] = [
  requests,
  reports,
  mailChecks,
  deputies,
  questions,
  reading,
  duties,
  moves,
  administration,
  copies,
  retention,
];

/** The feature that owns a kind of case; also for a form or verb that begins with it (`takeout/new`). */
export const featureOf = (name: string): AnyFeature | undefined => {
  const kind = name.split('/')[0] ?? '';
  return features.find((feature) => feature.kinds.includes(kind));
};
