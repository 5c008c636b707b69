import { text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { choice, number, text as textField } from '../fields.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { readForm, viewForm } from '../form-schema.ts';
import { carriedLook, lookFields, lookRaw, readLook } from '../registers/look.ts';
import type { Reach } from '../registers/may-read.ts';
import { ok, type Refusal, type Result } from '../result.ts';
import { fiscalYear, jstDate } from '../time.ts';
import type { What } from './copy.ts';

/** One thing that can be asked for as a file: its form, and what is read from it. */
type Kind = {
  title: string;
  intro: string;
  fields(ctx: Ctx, reach: Reach): Parameters<typeof viewForm>[0];
  raw(ctx: Ctx, arg: string | undefined): RawValues;
  /** `fresh`: drawn for this case alone, where nobody names a seed. */
  read(ctx: Ctx, reach: Reach, raw: RawValues, fresh: string): Result<What>;
  /** Only for those who audit (2-3(1)(オ), 2-11(1)). */
  audit: boolean;
};

const how = {
  format: choice({
    label: 'ファイルの種類',
    options: [
      { value: 'xlsx', label: 'Excel(印刷の形)' },
      { value: 'csv', label: 'CSV' },
    ],
  }),
  era: choice({
    label: '日付の書き方',
    options: [
      { value: 'seireki', label: '西暦' },
      { value: 'wareki', label: '和暦' },
    ],
  }),
};

const year = (ctx: Ctx, reach: Reach) => ({ year: lookFields(ctx, reach).year });

const readYear = (typed: string): number | null => (typed === 'all' ? null : Number(typed));

/** As many decisions as one reads with care. */
export const mostSampled = 100;

const drawing = {
  count: number({ label: '件数', hint: `1〜${mostSampled}`, min: 1, max: mostSampled }),
  seed: textField({
    label: 'くじの種',
    hint: '空なら守りが決めます。同じ種なら同じ決定が選ばれます',
    required: false,
    max: 40,
  }),
};

const thisYear = (ctx: Ctx): string => String(fiscalYear(jstDate(ctx.now)));

export const copyKinds: Readonly<Record<string, Kind>> = {
  copy: {
    title: '台帳を書き出す',
    intro:
      'あなたが読める分だけが入ります。ファイルは、あなただけに届くリンクから1回だけ受け取れます。受け取ったことは記録に残ります。',
    fields: (ctx, reach) => ({ ...lookFields(ctx, reach), ...how }),
    raw: (ctx, arg) => ({ ...lookRaw(ctx, carriedLook(arg)), format: 'xlsx', era: 'seireki' }),
    read: (ctx, reach, raw) => {
      const look = readLook(ctx, reach, raw);
      const said = readForm(how, raw);
      if (!look.ok) return look;
      if (!said.ok) return said;
      const { format, era } = said.value;
      return ok({ is: 'register', look: look.value, format, wareki: era === 'wareki' });
    },
    audit: false,
  },
  auditSample: {
    title: '監査の抽出',
    intro: '決定をくじで選び、証拠をすべて1つのPDFにします。選び方とくじの種はPDFと記録に残ります。',
    fields: (ctx, reach) => ({ ...year(ctx, reach), ...drawing }),
    raw: (ctx) => ({ year: thisYear(ctx), count: '25', seed: '' }),
    read: (ctx, reach, raw, fresh) => {
      const read = readForm({ ...year(ctx, reach), ...drawing }, raw);
      if (!read.ok) return read;
      const { count = 1, seed, year: typed } = read.value;
      return ok({ is: 'sample', year: readYear(typed), count, seed: seed || fresh });
    },
    audit: true,
  },
  auditReport: {
    title: '職務の分離と期限の点検',
    intro: 'だれがだれの何を決めたか、代行と「上位者がいないため」の決定、過ぎた期限を1つのPDFにします。',
    fields: year,
    raw: (ctx) => ({ year: thisYear(ctx) }),
    read: (ctx, reach, raw) => {
      const read = readForm(year(ctx, reach), raw);
      return read.ok ? ok({ is: 'conduct', year: readYear(read.value.year) }) : read;
    },
    audit: true,
  },
};

export const copyForm = (
  ctx: Ctx,
  reach: Reach,
  name: string,
  about: { context: FormContext; raw?: RawValues; refusal?: Refusal | undefined },
): Form | undefined => {
  const kind = Object.hasOwn(copyKinds, name) ? copyKinds[name] : undefined;
  if (!kind) return undefined;
  const { context, refusal } = about;
  return {
    name: `${name}/new`,
    title: kind.title,
    submit: '送信',
    context,
    intro: [...(refusal ? [text(refusal.text, 'strong')] : []), text(kind.intro)],
    fields: viewForm(kind.fields(ctx, reach), about.raw ?? kind.raw(ctx, context.arg), {
      errors: refusal?.fields ?? {},
      shown: (id) => ctx.dir.person(id)?.name ?? id,
    }),
  };
};
