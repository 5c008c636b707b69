import { text } from '../card.ts';
import type { Ctx, Found } from '../feature.ts';
import { choice, text as textField } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { type Fields, viewForm } from '../form-schema.ts';
import type { PersonId } from '../outbound.ts';
import { citation } from '../policies/clause-blocks.ts';
import type { Refusal } from '../result.ts';
import { clip } from '../text.ts';
import { jstDate } from '../time.ts';
import type { Question } from './question.ts';

const clauseField = (about: { label: string; hint: string }) => textField({ ...about, max: 40, required: false });

export const unitsOf = (ctx: Ctx, person: PersonId): string[] => [
  ...new Set(ctx.dir.postsOf(person, jstDate(ctx.now)).map(({ unit }) => unit)),
];

/** The unit is asked for only where there are two. */
export const askFields = (ctx: Ctx, person: PersonId) => {
  const units = unitsOf(ctx, person);
  const options = units.map((id) => ({ value: id, label: ctx.dir.unitName(id) }));
  return {
    question: textField({
      label: '質問',
      hint: 'パスワードや、個人情報そのものは書かないでください。',
      max: 1000,
      lines: true,
    }),
    clause: clauseField({ label: '近いきまり', hint: '分かるときだけ。例: 対策基準 7(1)(エ)' }),
    ...(units.length > 1 ? { unit: choice({ label: 'どちらの所属の情報管理者に聞きますか', options }) } : {}),
  } satisfies Fields;
};

export const answerFields = {
  answer: textField({ label: '回答', max: 2000, lines: true }),
  keep: choice({
    label: 'よくある質問に残す',
    options: [
      { value: 'no', label: '残さない' },
      { value: 'yes', label: '残す', hint: 'きまりの下に、あなたの名前と日付つきで全員に表示します。' },
    ],
  }),
  clause: clauseField({ label: '残す先のきまり', hint: '残すときだけ。例: 対策基準 7(1)(エ)' }),
  asked: textField({
    label: '残すときの質問文',
    hint: '名前など、だれのことか分かる部分は消してください。',
    max: 300,
    lines: true,
    required: false,
  }),
} satisfies Fields;

type Drawing = { context: FormContext; raw: RawValues; refusal?: Refusal | undefined };

const draw = (
  about: Pick<Form, 'name' | 'title' | 'intro'> & { fields: Fields },
  { context, raw, refusal }: Drawing,
): Form => ({
  ...about,
  submit: '送信',
  context,
  intro: [...(refusal ? [text(refusal.text, 'strong')] : []), ...about.intro],
  fields: viewForm(about.fields, raw, { errors: refusal?.fields ?? {}, shown: (id) => id }),
});

export const askForm = (ctx: Ctx, person: PersonId, drawing: Drawing): Form =>
  draw(
    {
      name: 'question/new',
      title: '情報管理者に聞く',
      intro: [text('所属の情報管理者に届きます。答えはチャットでお知らせします。(対策基準 7(1)(ア))')],
      fields: askFields(ctx, person),
    },
    drawing,
  );

/** What was heard in the question is offered for keeping, for the 情報管理者 to look over. */
export const answerForm = ({ state }: Found<Question>, drawing: Drawing): Form => {
  const clause = state.clause ? citation(state.clause) : '';
  const raw = { keep: 'no', clause, asked: clip(state.text, 300), ...drawing.raw };
  return draw(
    { name: 'question/answer', title: '質問への回答', intro: [text(state.text, 'strong')], fields: answerFields },
    { ...drawing, raw },
  );
};
