import { z } from 'zod';
import { text } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { choice, date } from '../../fields.ts';
import { type Fields, readForm } from '../../form-schema.ts';
import { applyChange } from '../../people/apply-change.ts';
import { indexDirectory } from '../../people/lookup.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { jstDate, plusDays, showDate } from '../../time.ts';
import { movedRequests, shownSections } from '../moving.ts';
import { holdersOf, officeWords } from '../offices.ts';
import { auditConflicts } from '../second.ts';
import { type Plan, type Subject, unchanged } from '../subject.ts';
import { resolveUnit, unitField } from '../units.ts';

const roles = ['securityManager', 'infrastructureManager'] as const;
const keys = { securityManager: 'securityManagerUnit', infrastructureManager: 'infrastructureManagerUnit' } as const;

const Input = z.object({ role: z.enum(roles), unit: z.string(), from: z.string() });
type Input = z.infer<typeof Input>;

const fieldsFor = (ctx: Ctx): Fields => ({
  role: choice<Input['role']>({ label: '役割', options: roles.map((value) => ({ value, label: officeWords[value] })) }),
  unit: unitField(ctx, 'どの部署の長が持つか'),
  from: date({ label: 'いつから' }),
});

const read = (ctx: Ctx, raw: Parameters<Subject['read']>[1]): Result<Input> => {
  const typed = readForm(fieldsFor(ctx), raw);
  if (!typed.ok) return typed;
  const values = typed.value as Input;
  const unit = resolveUnit(ctx, values.unit, 'unit');
  if (!unit.ok) return unit;
  const past = `今日(${showDate(jstDate(ctx.now))})か、それより後にしてください。`;
  return values.from < jstDate(ctx.now) ? refuse('past', past, { from: past }) : ok({ ...values, unit: unit.value });
};

const plan = (ctx: Ctx, raw: unknown): Result<Plan> => {
  const { role, unit, from } = Input.parse(raw);
  const { dir } = ctx;
  const at = (code: string, say: string) => refuse(code, say, { unit: say });
  if (dir.data.roles[keys[role]] === unit) return unchanged();
  if (dir.unit(unit)?.bu === '')
    return at('top', `${officeWords[role]}は、責任者とは別の方が持ちます。ほかの部署を選んでください。`);
  const holders = dir.headsOf(unit, from);
  if (!holders.some((person) => dir.reachable(person)))
    return at(
      'vacant',
      `${showDate(from)}に、${dir.unitName(unit)}の長がいないか、チャットのアカウントがありません。先に長を決めてください。`,
    );
  const change = { roles: { ...dir.data.roles, [keys[role]]: unit } };
  const after = indexDirectory(applyChange(dir.data, change));
  const [conflict] = auditConflicts(after, from);
  if (conflict) return at('separation', `${conflict}監査責任者ではない方の部署を選んでください。`);
  const before = dir.data.roles[keys[role]];
  return ok({
    sections: [
      {
        title: officeWords[role],
        lines: [`${before ? dir.unitName(before) : 'なし'}の長 → ${dir.unitName(unit)}の長`],
      },
      ...shownSections(movedRequests(ctx, after, [from])),
    ],
    change,
    data: { role, before: before ?? null, after: unit, holders: [...holders], from },
    from,
    vacancy: 'refuse',
  });
};

const nowLine = (ctx: Ctx, role: Input['role']): string => {
  const names = holdersOf(ctx.dir, role, jstDate(ctx.now)).map((id) => `${ctx.dir.person(id)?.name ?? id}さん`);
  const unit = ctx.dir.data.roles[keys[role]];
  return `${officeWords[role]}: ${unit ? `${ctx.dir.unitName(unit)}の長` : '決まっていません'}(いま ${names.join('、') || '空席'})`;
};

/** Which unit's head is 情報セキュリティ管理者 or 情報基盤管理者, from a day on. */
export const office: Subject<Input> = {
  kind: 'adminOffice',
  label: '財団全体の役割',
  words: ['役割の変更'],
  about: '情報セキュリティ管理者・情報基盤管理者を、どの部署の長が持つか',
  clause: '2-3(1)',
  intro: (ctx) => roles.map((role) => text(nowLine(ctx, role))),
  fields: fieldsFor,
  raw: (ctx) => ({ from: plusDays(jstDate(ctx.now), 1) }),
  read,
  plan,
  moves: true,
};
