import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { carried } from '../carried.ts';
import type { Case } from '../case.ts';
import type { Ctx } from '../feature.ts';
import type { Form, FormContext, RawValues } from '../form.ts';
import { viewForm } from '../form-schema.ts';
import type { Refusal } from '../result.ts';
import { caseLine } from './cards.ts';
import { carriedLook, Look, lookFields, lookLine, lookRaw } from './look.ts';
import type { Reach } from './may-read.ts';
import type { Register } from './register.ts';

/** Lines shown at once, and how far one may leaf. */
export const foundShown = 10;
const farthest = 990;

/** 「探す」: what somebody looks for in a register. */
export const lookForm = (
  ctx: Ctx,
  reach: Reach,
  about: { context: FormContext; raw?: RawValues | undefined; refusal?: Refusal | undefined },
): Form => ({
  name: 'look/new',
  title: '台帳を探す',
  submit: '送信',
  context: about.context,
  intro: [
    ...(about.refusal ? [text(about.refusal.text, 'strong')] : []),
    text('あなたが読める分だけから探します。ほかの方の分を見たことは、記録に残ります。'),
  ],
  fields: viewForm(lookFields(ctx, reach), about.raw ?? lookRaw(ctx, carriedLook(about.context.arg)), {
    errors: about.refusal?.fields ?? {},
    shown: (id) => ctx.dir.person(id)?.name ?? id,
  }),
});

const openLook = (label: string, look: Partial<Look>): Button => ({
  label,
  action: { do: 'open', form: 'look/new', arg: carried(look) },
});

const openCopy = (label: string, look: Partial<Look>): Button => ({
  label,
  action: { do: 'open', form: 'copy/new', arg: carried(look) },
});

type Leaf = { look: Look; from: number };

/** What 「次の10件」 carries; undefined when it is none of ours. */
export const readLeaf = (arg: string | undefined): Leaf | undefined => {
  try {
    const { from, ...look } = JSON.parse(arg ?? '') as { from?: unknown };
    const read = Look.safeParse(look);
    const fits = Number.isInteger(from) && Number(from) >= 0 && Number(from) <= farthest;
    return read.success && fits ? { look: read.data, from: Number(from) } : undefined;
  } catch {
    return undefined;
  }
};

const leaf = (label: string, look: Look, from: number): Button[] => {
  const arg = JSON.stringify({ ...look, from });
  return from >= 0 && from <= farthest && arg.length <= 1000
    ? [{ label, action: { do: 'press', verb: 'found', arg } }]
    : [];
};

type Found = { count: number; from: number; shown: readonly Case[] };

const openCase = (place: number, id: string): Button => ({
  label: `${place} を開く`,
  action: { do: 'press', verb: 'show', case: id },
});

const hits = (ctx: Ctx, register: Register, { count, from, shown }: Found): Block[] => {
  if (shown.length === 0) return [text('当てはまるものはありません。条件を減らして、もう一度探してください。')];
  return [
    text(`${count}件のうち${from + 1}〜${from + shown.length}件目(新しい順)`, 'strong'),
    { kind: 'list', items: shown.map((found, at) => `${from + at + 1}. ${caseLine(ctx, register, found)}`) },
    ...(register.shares ? [] : [buttons(...shown.map(({ id }, at) => openCase(from + at + 1, id)))]),
  ];
};

/** What was found in a register, newest first, with the ways on. */
export const foundCard = (ctx: Ctx, register: Register, look: Look, found: Found): Card => {
  const { count, from, shown } = found;
  const title = `${register.label}の台帳から探した結果`;
  return {
    title,
    tone: 'plain',
    notice: '台帳から探した結果',
    blocks: [
      text(lookLine(ctx, look), 'subtle'),
      ...hits(ctx, register, found),
      buttons(
        ...(from > 0 ? leaf('前の10件', look, Math.max(0, from - foundShown)) : []),
        ...(from + shown.length < count ? leaf('次の10件', look, from + foundShown) : []),
        openLook('条件を変える', look),
        openCopy('この条件で書き出す', look),
      ),
    ],
  };
};
