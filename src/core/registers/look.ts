import { z } from 'zod';
import type { Case } from '../case.ts';
import type { Ctx } from '../feature.ts';
import { choice, person, text } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { readForm } from '../form-schema.ts';
import type { Directory } from '../people/lookup.ts';
import { resolvePerson } from '../people/resolve.ts';
import { ok, type Result, refuse } from '../result.ts';
import { fiscalYear, jstDate } from '../time.ts';
import { isOwn, type Reach } from './may-read.ts';
import { numberIn, type Register } from './register.ts';
import { registerOf, registers } from './registers.ts';
import { sortable } from './style.ts';
import { unitList, unitsNamed } from './units-named.ts';

/** What somebody looks for in a register. Empty texts ask for nothing. */
export const Look = z.object({
  name: z.string().max(60),
  /** 年度; null for all of them. */
  year: z.number().int().nullable(),
  unit: z.string().max(100),
  /** A person's id. */
  person: z.string().max(60),
  number: z.string().max(20),
  words: z.string().max(100),
});
export type Look = z.infer<typeof Look>;

const CarriedLook = Look.partial();
type CarriedLook = z.infer<typeof CarriedLook>;

/** Registers about how decisions were made are for those who read all of them. */
export const readable = (reach: Reach): readonly Register[] =>
  registers.filter(({ only }) => only === undefined || only === reach.see);

const yearsBack = 10;

export const lookFields = (ctx: Ctx, reach: Reach) => {
  const now = fiscalYear(jstDate(ctx.now));
  const years = Array.from({ length: yearsBack }, (_, back) => String(now - back));
  return {
    name: choice<string>({
      label: '台帳',
      options: readable(reach).map(({ name, label }) => ({ value: name, label })),
    }),
    year: choice<string>({
      label: '年度',
      options: [...years.map((year) => ({ value: year, label: `${year}年度` })), { value: 'all', label: 'すべて' }],
    }),
    unit: text({ label: '部署', hint: '部、または「部 グループ」。空なら全部署', required: false, max: 100 }),
    person: person({ label: '申請した方・報告した方', hint: '氏名か職員番号。空なら全員', required: false }),
    number: text({ label: '番号', hint: '「2026-0012」か「12」', required: false, max: 20 }),
    words: text({
      label: 'ことば',
      hint: '台帳に書かれたことば。空白で区切ると、すべてを含むもの',
      required: false,
      max: 100,
    }),
  };
};

/** The form as it opens: this year, and what a button has carried along. */
export const lookRaw = (ctx: Ctx, given: CarriedLook): RawValues => ({
  name: given.name ?? 'takeout',
  year: given.year === null ? 'all' : String(given.year ?? fiscalYear(jstDate(ctx.now))),
  unit: given.unit ?? '',
  person: given.person ?? '',
  number: given.number ?? '',
  words: given.words ?? '',
});

/** What a button carries; whatever does not fit is nothing. */
export const carriedLook = (arg: string | undefined): CarriedLook => {
  try {
    return CarriedLook.parse(JSON.parse(arg ?? '{}'));
  } catch {
    return {};
  }
};

export const readLook = (ctx: Ctx, reach: Reach, raw: RawValues): Result<Look> => {
  const read = readForm(lookFields(ctx, reach), raw);
  if (!read.ok) return read;
  const { name, year, unit, person: typed, number, words } = read.value;
  if (unit !== '' && unitsNamed(ctx.dir, unit).length === 0) {
    const sentence = `「${unit}」という部署はありません。${unitList(ctx.dir)}`;
    return refuse('invalid', sentence, { unit: sentence });
  }
  const found = typed === '' ? ok('') : resolvePerson(ctx.dir, typed);
  if (!found.ok) return refuse('invalid', found.refusal.text, { person: found.refusal.text });
  return ok({ name, year: year === 'all' ? null : Number(year), unit, person: found.value, number, words });
};

const squeeze = (value: string): string => value.normalize('NFKC').toLowerCase();

/** A share is found by the number of its duty. */
const hasNumber = (line: string, typed: string): boolean => {
  const id = line.split('/')[0] ?? '';
  const digits = squeeze(typed).replace(/[^\d-]/g, '');
  const number = numberIn(id);
  return digits.includes('-')
    ? number === digits || id.endsWith(`-${digits}`)
    : Number(number.slice(5)) === Number(digits);
};

/** Whether a case is among what is looked for. Whose name stays from a register is not found by it either. */
export const looksFor = (look: Look, dir: Directory): ((register: Register, found: Case) => boolean) => {
  const units = look.unit === '' ? undefined : unitsNamed(dir, look.unit);
  const words = squeeze(look.words)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return (register, found) => {
    if (units && !units.includes(found.unit)) return false;
    if (look.number !== '' && !hasNumber(found.id, look.number)) return false;
    if (look.person !== '' && (register.hidesOwner(found) || !isOwn(look.person, found))) return false;
    if (words.length === 0) return true;
    const row = squeeze(register.row({ found, dir, style: sortable, position: undefined }).join('\n'));
    return words.every((word) => row.includes(word));
  };
};

/** 「持ち出し台帳、2026年度、事業部、「鞄」を含む」 */
export const lookLine = ({ dir }: Pick<Ctx, 'dir'>, { name, year, unit, person: who, number, words }: Look): string =>
  [
    `${registerOf(name)?.label ?? name}台帳`,
    year === null ? '全年度' : `${year}年度`,
    unit === '' ? '' : unit,
    who === '' ? '' : `${dir.person(who)?.name ?? who}さんの分`,
    number === '' ? '' : `番号 ${number}`,
    words === '' ? '' : `「${words}」を含む`,
  ]
    .filter((part) => part !== '')
    .join('、');
