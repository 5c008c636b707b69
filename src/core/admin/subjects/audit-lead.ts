import { z } from 'zod';
import { text } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { date, person } from '../../fields.ts';
import { readForm } from '../../form-schema.ts';
import { applyChange } from '../../people/apply-change.ts';
import { indexDirectory } from '../../people/lookup.ts';
import { resolvePerson } from '../../people/resolve.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { jstDate, plusDays, showDate } from '../../time.ts';
import { holdersOf } from '../offices.ts';
import { auditConflicts } from '../second.ts';
import { type Plan, type Subject, unchanged } from '../subject.ts';

const Input = z.object({ next: z.string(), from: z.string() });
type Input = z.infer<typeof Input>;

const fields = {
  next: person({ label: '監査責任者', hint: '氏名か職員番号' }),
  from: date({ label: 'いつから' }),
};

const read = (ctx: Ctx, raw: Parameters<Subject['read']>[1]): Result<Input> => {
  const typed = readForm(fields, raw);
  if (!typed.ok) return typed;
  const next = resolvePerson(ctx.dir, typed.value.next);
  if (!next.ok) return refuse('invalid', next.refusal.text, { next: next.refusal.text });
  const past = `今日(${showDate(jstDate(ctx.now))})か、それより後にしてください。`;
  return typed.value.from < jstDate(ctx.now)
    ? refuse('past', past, { from: past })
    : ok({ next: next.value, from: typed.value.from });
};

const plan = (ctx: Ctx, raw: unknown): Result<Plan> => {
  const { next, from } = Input.parse(raw);
  const { dir } = ctx;
  const before = dir.data.roles.auditLead;
  if (before === next) return unchanged();
  const at = (code: string, say: string) => refuse(code, say, { next: say });
  const name = `${dir.person(next)?.name ?? next}さん`;
  if (dir.postsOf(next, from).length === 0) return at('out-of-post', `${name}は${showDate(from)}に在籍していません。`);
  if (!dir.reachable(next))
    return at('no-account', `${name}はチャットのアカウントがありません。ほかの方を選んでください。`);
  const change = { roles: { ...dir.data.roles, auditLead: next } };
  const [conflict] = auditConflicts(indexDirectory(applyChange(dir.data, change)), from);
  if (conflict) return at('separation', `${conflict}監査される役割を持たない方を選んでください。`);
  return ok({
    // The change of the role itself is shown for every subject alike.
    sections: [],
    change,
    data: { before: before ?? null, after: next, from },
    from,
    vacancy: 'refuse',
  });
};

/** Named by the 責任者 (2-3(1)(オ)): the 管理者 may prepare it, the 責任者 decides. */
export const auditLead: Subject<Input> = {
  kind: 'adminAudit',
  label: '監査責任者の指名',
  words: ['監査責任者の指名'],
  about: '責任者が指名します。管理者は用意だけができます',
  clause: '2-3(1)(オ)',
  intro: (ctx) => {
    const now = holdersOf(ctx.dir, 'auditLead', jstDate(ctx.now)).map((id) => `${ctx.dir.person(id)?.name ?? id}さん`);
    return [
      text(`いまの監査責任者: ${now.join('、') || '決まっていません'}`),
      text('監査される役割(責任者・管理者・基盤管理者)を持つ方は、指名できません。(対策基準 3(2)(カ)②)', 'subtle'),
    ];
  },
  fields: () => fields,
  raw: (ctx) => ({ from: plusDays(jstDate(ctx.now), 1) }),
  read,
  plan,
};
