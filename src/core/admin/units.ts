import type { Ctx } from '../feature.ts';
import { choice, text } from '../fields.ts';
import type { AnyField } from '../form-schema.ts';
import type { UnitId } from '../people/directory.ts';
import { ok, type Result, refuse } from '../result.ts';

/** Slack lists no more than this; a larger house types the name. */
const most = 100;

const current = (ctx: Ctx) => ctx.dir.data.units.filter(({ until }) => until === undefined);

export const unitField = (ctx: Ctx, label: string): AnyField => {
  const units = current(ctx);
  return units.length <= most
    ? choice<string>({ label, options: units.map(({ id }) => ({ value: id, label: ctx.dir.unitName(id) })) })
    : text({ label, hint: '例: 総務部 総務グループ', max: 120 });
};

const squeeze = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '');

export const resolveUnit = (ctx: Ctx, typed: string, field: string): Result<UnitId> => {
  const found = current(ctx).find(({ id }) => id === typed || squeeze(ctx.dir.unitName(id)) === squeeze(typed));
  if (found) return ok(found.id);
  const say = 'この名前の部署は名簿にありません。「総務部 総務グループ」のように入れてください。';
  return refuse('unknown-unit', say, { [field]: say });
};
