import { z } from 'zod';
import { text } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { choice, date, person } from '../../fields.ts';
import { type Fields, readForm } from '../../form-schema.ts';
import type { PersonId } from '../../outbound.ts';
import { applyChange } from '../../people/apply-change.ts';
import { changeDates, chartDiff } from '../../people/chart-diff.ts';
import type { Position, Post } from '../../people/directory.ts';
import { type Directory, holdsOn, indexDirectory, leadingPosition } from '../../people/lookup.ts';
import { chartPreview } from '../../people/preview.ts';
import { resolvePerson } from '../../people/resolve.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { jstDate, plusDays, showDate } from '../../time.ts';
import { movedRequests, shownSections } from '../moving.ts';
import type { Plan, Subject } from '../subject.ts';
import { resolveUnit, unitField } from '../units.ts';

const Input = z.object({
  unit: z.string(),
  next: z.string(),
  from: z.string(),
  now: z.enum(['stays', 'leaves', 'both']),
});
type Input = z.infer<typeof Input>;

const fieldsFor = (ctx: Ctx): Fields => ({
  unit: unitField(ctx, '部署'),
  next: person({ label: '新しい情報管理者', hint: '氏名か職員番号' }),
  from: date({ label: 'いつから' }),
  now: choice<Input['now']>({
    label: 'いまの方',
    options: [
      { value: 'stays', label: '役職を外れて、同じ部署に残る' },
      { value: 'leaves', label: 'この部署を離れる(ほかの所属がある方)' },
      { value: 'both', label: 'そのまま(2人で担当する)' },
    ],
  }),
});

const read = (ctx: Ctx, raw: Parameters<Subject['read']>[1]): Result<Input> => {
  const typed = readForm(fieldsFor(ctx), raw);
  if (!typed.ok) return typed;
  const values = typed.value as { unit: string; next: string; from: string; now: Input['now'] };
  const unit = resolveUnit(ctx, values.unit, 'unit');
  if (!unit.ok) return unit;
  const next = resolvePerson(ctx.dir, values.next);
  if (!next.ok) return refuse('invalid', next.refusal.text, { next: next.refusal.text });
  const past = `今日(${showDate(jstDate(ctx.now))})か、それより後にしてください。`;
  if (values.from < jstDate(ctx.now)) return refuse('past', past, { from: past });
  return ok({ ...values, unit: unit.value, next: next.value });
};

/** Ends what somebody leads in a unit the day before; what had not begun by then never was. */
const withoutLead = (posts: readonly Post[], unit: string, lead: Position, from: string, stays: boolean): Post[] =>
  posts.flatMap((post): Post[] => {
    if (post.unit !== unit || post.position !== lead || (post.until !== undefined && post.until < from)) return [post];
    const ended = post.from < from ? [{ ...post, until: plusDays(from, -1) }] : [];
    return stays ? [...ended, { ...post, position: '', from: post.from < from ? from : post.from }] : ended;
  });

/** Leads from that day on; a plain post in the same unit becomes the leading one. */
const withLead = (posts: readonly Post[], id: PersonId, unit: string, lead: Position, from: string): Post[] => {
  const plain = posts.find((post) => post.unit === unit && post.position === '' && holdsOn(post, from));
  const rest = posts.flatMap((post): Post[] => {
    if (post !== plain) return [post];
    return post.from < from ? [{ ...post, until: plusDays(from, -1) }] : [];
  });
  const employment = (plain ?? posts.find((post) => holdsOn(post, from)))?.employment ?? '';
  return [
    ...rest,
    { person: id, unit, position: lead, employment, from, ...(plain?.until ? { until: plain.until } : {}) },
  ];
};

const problemOf = (
  dir: Directory,
  { unit, next, from, now }: Input,
  heads: readonly PersonId[],
): Result<never> | undefined => {
  const name = (id: PersonId): string => `${dir.person(id)?.name ?? id}さん`;
  const at = (field: string, code: string, say: string) => refuse(code, say, { [field]: say });
  if (heads.includes(next)) return at('next', 'already', `${name(next)}は、その日にはもう担当です。`);
  if (dir.postsOf(next, from).length === 0)
    return at('next', 'out-of-post', `${name(next)}は${showDate(from)}に在籍していません。先に名簿を直してください。`);
  if (!dir.reachable(next))
    return at(
      'next',
      'no-account',
      `${name(next)}はチャットのアカウントがなく、承認の依頼が届きません。ほかの方を選んでください。`,
    );
  const lost = heads.find((id) => dir.postsOf(id, from).every((post) => post.unit === unit));
  return now === 'leaves' && lost
    ? at(
        'now',
        'no-other-post',
        `${name(lost)}は、ほかの所属がありません。離任の方は、名簿の取り込みで離任日を入れてください。`,
      )
    : undefined;
};

const plan = (ctx: Ctx, raw: unknown): Result<Plan> => {
  const input = Input.parse(raw);
  const { dir } = ctx;
  const { unit: id, next, from, now } = input;
  const unit = dir.unit(id);
  if (!unit) return refuse('unknown-unit', 'この部署は、もう名簿にありません。');
  const lead = leadingPosition(unit);
  const heads = dir.headsOf(id, from);
  const wrong = problemOf(dir, input, heads);
  if (wrong) return wrong;
  const leaving = now === 'both' ? [] : heads;
  const change = {
    posts: [
      ...leaving.map((one) => ({
        person: one,
        posts: withoutLead(dir.allPostsOf(one), id, lead, from, now === 'stays'),
      })),
      { person: next, posts: withLead(dir.allPostsOf(next), next, id, lead, from) },
    ],
  };
  const after = indexDirectory(applyChange(dir.data, change));
  const today = jstDate(ctx.now);
  const diff = chartDiff(dir, after, today);
  return ok({
    sections: shownSections([
      ...chartPreview({ ...diff, uncovered: [] }, after),
      ...movedRequests(ctx, after, changeDates(dir, after, today)),
    ]),
    change,
    data: { unit: id, position: lead, before: [...heads], after: [...after.headsOf(id, from)], from },
    vacancy: 'refuse',
  });
};

/** 人事異動 of one: who leads a unit, and so decides for it, from a day on. The chart is dated, so it holds by itself. */
export const head: Subject<Input> = {
  kind: 'adminHead',
  label: '情報管理者の交代',
  words: ['情報管理者の交代', '承認者の交代'],
  about: '部署の長(部長・グループリーダー)を、日付を決めて替えます',
  clause: '2-3(1)(ウ)',
  intro: () => [text('部署の長が、その部署の情報管理者です。まとめて替わるときは、名簿を取り込んでください。')],
  fields: fieldsFor,
  raw: (ctx) => ({ from: plusDays(jstDate(ctx.now), 1), now: 'stays' }),
  read,
  plan,
  moves: true,
};
