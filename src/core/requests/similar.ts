import type { Related } from '../feature.ts';
import type { UnitId } from '../people/directory.ts';
import type { Directory } from '../people/lookup.ts';
import { oneLine } from '../text.ts';
import { instantAt, plusMonths } from '../time.ts';
import type { AnyKind } from './kind.ts';
import type { Base, Request, Similar } from './request.ts';
import type { Run } from './run.ts';

/** As many as are looked at: more say nothing more, and nobody's click waits for them. */
const most = 40;
const conditionsShown = 2;

/** The 部 of a unit with all its groups. */
const wholeBu = (dir: Directory, id: UnitId): readonly UnitId[] => {
  const unit = dir.unit(id);
  return unit ? dir.data.units.filter(({ bu }) => bu === unit.bu).map((each) => each.id) : [];
};

/** Where to look: the newest requests of this kind from the same 部, of one year. */
export const similarIn = (run: Run, kind: AnyKind, unit: UnitId): Related => ({
  kind: kind.name,
  units: wholeBu(run.ctx.dir, unit),
  openedFrom: instantAt(plusMonths(run.on, -12), '00:00'),
  newest: most,
});

/** States as stored: they are counted, not acted on. */
type Stored = Pick<Request, 'values' | 'status'> & { verdicts?: unknown; conditions?: string };

const wentWell = ({ status }: Stored): boolean =>
  status === 'approved' || status === 'handedIn' || status === 'completed';

/** What was decided on requests like this one in the last year; undefined where there was none. */
export const similarDecisions = (run: Run, kind: AnyKind, base: Base): Similar | undefined => {
  if (kind.answer) return undefined;
  const like = kind.alike(base.values);
  const looked = (run.ctx.related ?? []).filter(({ id }) => id !== run.id);
  const stored = looked.map(({ state }) => state as Stored).filter(({ values }) => kind.alike(values) === like);
  const approved = stored.filter(wentWell);
  const refused = stored.filter(({ status }) => status === 'refused');
  if (approved.length + refused.length === 0) return undefined;
  const conditions = approved.flatMap((each) => (each.conditions ? [oneLine(each.conditions, 60)] : []));
  return {
    approved: approved.length,
    refused: refused.length,
    conditions: [...new Set(conditions)].slice(0, conditionsShown),
    more: looked.length >= most,
  };
};
