import type { CaseAsk } from '../../feature.ts';
import { plusMinutes } from '../../time.ts';
import { reportKinds } from '../kinds.ts';
import { crowdMinutes } from './crowd.ts';

/** What a new report is held against: those of its kind in the last hour, where many may tell of one event. */
export const besides = (ask: CaseAsk, now: string): { kind: string; openedFrom: string } | undefined => {
  if (ask.type !== 'submit' || ask.context.case) return undefined;
  const kind = reportKinds.find(({ name, crowds }) => crowds && ask.form === `${name}/new`);
  return kind ? { kind: kind.name, openedFrom: plusMinutes(now, -crowdMinutes) } : undefined;
};
