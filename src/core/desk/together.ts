import { type Button, type Card, text } from '../card.ts';
import type { Case } from '../case.ts';
import type { Ctx } from '../feature.ts';
import { choices } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { viewForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { oneLiner } from '../requests/approver-card.ts';
import { kinds } from '../requests/kinds.ts';
import { Request } from '../requests/request.ts';
import { seatFor } from '../requests/seats.ts';
import { plain } from '../requests/together.ts';
import { clip } from '../text.ts';
import { jstDate } from '../time.ts';

/** As many as fit one look; the rest comes the next time. */
const most = 10;

type Waiting = { id: string; request: Request };

/** What waits for somebody and holds no 機密性2, oldest first. */
const waitingFor = (ctx: Ctx, cases: readonly Case[], person: PersonId): Waiting[] =>
  cases.flatMap((found): Waiting[] => {
    const kind = kinds.find(({ name }) => name === found.kind);
    if (!kind || !found.involved.some((one) => one.person === person && one.as === 'approver')) return [];
    const request = Request.parse(found.state);
    const sits = seatFor(ctx.dir, request, person, jstDate(ctx.now)) !== undefined;
    return sits && plain(kind, request) ? [{ id: found.id, request }] : [];
  });

const named = (ctx: Ctx, { id, request }: Waiting) => ({
  value: `${id}@${request.revision}`,
  label: clip(oneLiner(ctx, id, request), 70),
  hint: clip(
    kinds
      .find(({ name }) => name === request.kind)
      ?.risks(request.values)
      .join(' ') ?? '',
    70,
  ),
});

/** Offered where there is more than one. */
export const togetherButton = (ctx: Ctx, cases: readonly Case[], person: PersonId): Button[] =>
  waitingFor(ctx, cases, person).length > 1
    ? [{ label: 'まとめて承認', action: { do: 'open', form: 'together/new' } }]
    : [];

const fieldsFor = (ctx: Ctx, cases: readonly Case[], person: PersonId) => ({
  chosen: choices({
    label: '承認するもの',
    hint: '選んだ1件ごとに、承認として記録に残ります。',
    options: waitingFor(ctx, cases, person)
      .slice(0, most)
      .map((each) => named(ctx, each)),
  }),
});

/** 「まとめて承認」: a list to tick. */
export const togetherForm = (
  ctx: Ctx,
  cases: readonly Case[],
  person: PersonId,
  about: { context: FormContext; raw: RawValues; error?: string },
): Form => ({
  name: 'together/new',
  title: 'まとめて承認',
  submit: '送信',
  context: about.context,
  intro: [
    text(
      '機密性2にかかわるものは、ここには出ません。1件ずつカードで決めてください。条件を付けるとき、差し戻すときも、カードから選びます。',
    ),
  ],
  fields: viewForm(fieldsFor(ctx, cases, person), about.raw, {
    ...(about.error ? { errors: { chosen: about.error } } : {}),
    shown: (id) => id,
  }),
});

/** What was ticked: case and the revision that was shown. Whether it may be approved is decided one by one. */
export const readTogether = (raw: RawValues): { id: string; version: number }[] => {
  const ticked = raw.chosen;
  const list = typeof ticked === 'string' ? ticked.split(',') : (ticked ?? []);
  const read = list.flatMap((each) => {
    const [, id = '', version = ''] = /^([a-zA-Z]{1,30}-\d{4}-\d{1,9})@(\d{1,6})$/.exec(each) ?? [];
    return id ? [{ id, version: Number(version) }] : [];
  });
  return [...new Map(read.map((each) => [each.id, each])).values()].slice(0, most);
};

export const chooseOne = '承認するものを1件以上選んでください。';

/** Nothing there to be approved beside others. */
export const nothingTogether = 'まとめて承認できるものは、いまありません。カードを開いて、1件ずつ決めてください。';

/** What became of each. */
export const togetherCard = (results: readonly { line: string; why: string | undefined }[]): Card => {
  const done = results.filter(({ why }) => why === undefined).length;
  const title = `${done}件を承認しました`;
  return {
    title,
    tone: done === results.length ? 'good' : 'attention',
    notice: title,
    blocks: [
      { kind: 'list', items: results.map(({ line, why }) => (why ? `${line}: ${why}` : `${line}: 承認しました。`)) },
    ],
  };
};
