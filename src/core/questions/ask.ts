import type { Ctx, Decision } from '../feature.ts';
import type { RawValues } from '../form.ts';
import { readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { readClauseId } from '../policies/clause-id.ts';
import { ok, type Result, refuse } from '../result.ts';
import { askFields, unitsOf } from './forms.ts';
import { levelsOf, type Question } from './question.ts';

export const askerIn = (ctx: Ctx): Result<PersonId> =>
  ctx.actor.is === 'person'
    ? ok(ctx.actor.person.id)
    : refuse(
        'unknown-person',
        'このチャットのアカウントが職員名簿と結び付いていないため、情報管理者に送れません。総務部に連絡してください。',
      );

/** The clause somebody named, when the policy has it. Nobody is turned away for a number that is none. */
const namedClause = (ctx: Ctx, typed: string): string => {
  const id = readClauseId(typed);
  return id !== undefined && ctx.clauseMark?.(id) !== undefined ? id : '';
};

/** A question on its way to the asker's own 情報管理者. */
export const ask = (ctx: Ctx, values: RawValues, fresh: string): Result<Decision<Question>> => {
  const by = askerIn(ctx);
  if (!by.ok) return by;
  const asker = by.value;
  const read = readForm(askFields(ctx, asker), values);
  if (!read.ok) return read;
  const { question: text, clause: typed, unit: chosen } = read.value;
  const unit = chosen ?? unitsOf(ctx, asker)[0];
  if (!unit) return refuse('no-post', 'いまの所属が名簿にありません。総務部に名簿を確かめるよう頼んでください。');
  const told = [...(levelsOf(ctx, asker, unit)[0]?.approvers ?? [])];
  const clause = namedClause(ctx, typed);
  const seen = told.map(({ person }) => person);
  return ok({
    next: {
      status: 'asked',
      asker,
      unit,
      text,
      clause,
      askedAt: ctx.now,
      told,
      seen,
      level: 0,
      since: ctx.now,
      reminded: false,
    },
    facts: [
      {
        chain: fresh,
        type: 'question.asked',
        actor: asker,
        subject: fresh,
        data: { unit, clause, told: seen },
        details: { question: text },
      },
    ],
    reply: { kind: 'done' },
  });
};
