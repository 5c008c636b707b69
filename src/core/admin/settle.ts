import type { Json } from '../facts.ts';
import type { Ctx } from '../feature.ts';
import { ok, type Result } from '../result.ts';
import { defaultSettings, type OwnSettings, type Settings } from '../settings.ts';
import { type Plan, type ShownSection, unchanged } from './subject.ts';

type Values = { readonly [K in keyof Settings]?: Settings[K] };

const own = (ctx: Ctx, values: Values): OwnSettings =>
  Object.fromEntries(
    Object.entries({ ...ctx.dir.data.settings, ...values }).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaultSettings[name as keyof Settings]),
    ),
  );

/** New values of some settings; what is the default again is no setting of the organization's own any more. */
export const settle = (
  ctx: Ctx,
  values: Values,
  sections: readonly ShownSection[],
  kept?: { data: Readonly<Record<string, Json>>; details?: Readonly<Record<string, Json>> },
): Result<Plan> => {
  const names = (Object.keys(values) as (keyof Settings)[]).filter(
    (name) => JSON.stringify(values[name]) !== JSON.stringify(ctx.settings[name]),
  );
  if (names.length === 0) return unchanged();
  const pick = (from: Values): Json => Object.fromEntries(names.map((name) => [name, from[name] as Json]));
  return ok({
    sections,
    change: { settings: own(ctx, values) },
    ...(kept ?? { data: { before: pick(ctx.settings), after: pick(values) } }),
    vacancy: 'ask',
  });
};
