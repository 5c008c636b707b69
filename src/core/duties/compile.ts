import { type Block, type Card, text } from '../card.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { text as textField } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { readForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { roleHolders } from '../people/roles.ts';
import { ok, refuse } from '../result.ts';
import { jstDate, showDate } from '../time.ts';
import { titleOf } from './duty.ts';
import type { Running } from './finish.ts';
import { resultWords } from './inspection.ts';
import { mayRun, nobody } from './propose.ts';
import { type Step, said } from './step.ts';

export const compileFields = {
  words: textField({ label: 'まとめ', hint: '全体の傾向と、直すことの方針', max: 1000, lines: true }),
};

const unitLines = (ctx: Ctx, { state }: Running): Block[] =>
  Object.entries(state.inspections ?? {})
    .filter(([, { sentAt }]) => sentAt !== undefined)
    .flatMap(([person, inspection]): Block[] => [
      text(
        `${ctx.dir.unitName(inspection.unit)}(${ctx.dir.person(person)?.name ?? person}): ${resultWords(inspection)}`,
        'strong',
      ),
      ...(inspection.findings.length > 0
        ? [
            {
              kind: 'list' as const,
              items: inspection.findings.map(
                ({ title, clause, measure, due, mendedAt }) =>
                  `${title}(${showClause(clause)}): ${measure ?? ''} ${due ? showDate(due) : ''}まで${mendedAt ? ' 済み' : ''}`,
              ),
            },
          ]
        : []),
    ]);

/** What the 情報管理者 have sent, put together for the 責任者 (2-11(2)(イ)②, (ウ)). It can be sent again when more have come. */
export const compile = (ctx: Ctx, plan: Running, me: PersonId, values: RawValues): Step => {
  if (!mayRun(ctx, plan.state.duty, me)) return nobody;
  const read = readForm(compileFields, values);
  if (!read.ok) return read;
  const all = Object.values(plan.state.inspections ?? {}).filter(({ sentAt }) => sentAt !== undefined);
  if (all.length === 0) return refuse('nothing-yet', 'まだ、どの部署からも報告がありません。');
  const chiefs = roleHolders(ctx.dir, 'chiefOfficer', undefined, jstDate(ctx.now)).map(({ person }) => person);
  if (chiefs.length === 0)
    return refuse('no-chief', 'いま、届け先の情報セキュリティ責任者がいません。総務部に連絡してください。');
  const findings = all.reduce((sum, one) => sum + one.findings.length, 0);
  const card: Card = {
    title: `自己点検のまとめ ${titleOf(plan.state.duty)}`,
    tone: 'plain',
    notice: '自己点検のまとめが届きました',
    blocks: [
      text(read.value.words),
      text(`${all.length}人の情報管理者から報告があり、直すところは${findings}件です。(対策基準 11(2))`),
      ...unitLines(ctx, plan).slice(0, 30),
    ],
  };
  const { state } = plan;
  const times = (state.compiled?.times ?? 0) + 1;
  return ok({
    next: { ...state, compiled: { at: ctx.now, by: me, times }, revision: state.revision + 1 },
    facts: [
      {
        chain: plan.id,
        type: 'duty.compiled',
        actor: me,
        subject: plan.id,
        data: { units: all.length, findings },
        details: { words: read.value.words },
      },
    ],
    pings: chiefs.map((person) => ({
      slot: `compiled/${plan.id}/${times}/${person}`,
      to: { person },
      lane: 'note',
      card,
    })),
    reply: {
      kind: 'say',
      card: said('送りました', `${all.length}人分の自己点検を、情報セキュリティ責任者に送りました。`),
    },
  });
};
