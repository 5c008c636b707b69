import { z } from 'zod';
import { byText } from '../../by-text.ts';
import { text as line } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { text } from '../../fields.ts';
import type { RawValues } from '../../form.ts';
import { readForm } from '../../form-schema.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { isDate, jstDate, plusMonths, showDate } from '../../time.ts';
import { settle } from '../settle.ts';
import type { Plan, ShownSection, Subject } from '../subject.ts';

const Input = z.object({ closedDays: z.array(z.string()), openDays: z.array(z.string()) });
type Input = z.infer<typeof Input>;

const hint = '1行に1日。例: 2026-12-28';

const fields = {
  closedDays: text({ label: '臨時休業の日', hint, max: 2000, lines: true, required: false }),
  openDays: text({ label: '開庁日(土日祝でも開いている日)', hint, max: 2000, lines: true, required: false }),
};

/** Days as people write them, one a line or with commas; what is no day is named. */
const readDays = (typed: string): { days: string[]; wrong: string[] } => {
  const parts = typed
    .normalize('NFKC')
    .split(/[\n,、]+/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const read = parts.map((part) => {
    const [, year = '', month = '', day = ''] =
      /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s*\(.\))?$/u.exec(part) ?? [];
    return { part, date: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
  });
  return {
    days: [...new Set(read.map(({ date }) => date).filter(isDate))].sort(byText),
    wrong: read.filter(({ date }) => !isDate(date)).map(({ part }) => part),
  };
};

const read = (ctx: Ctx, raw: RawValues): Result<Input> => {
  const typed = readForm(fields, raw);
  if (!typed.ok) return typed;
  const closed = readDays(typed.value.closedDays);
  const open = readDays(typed.value.openDays);
  const sentence = (wrong: readonly string[]): string =>
    `「${wrong.slice(0, 3).join('」「')}」は日付として読めません。${hint}`;
  const both = closed.days.filter((day) => open.days.includes(day));
  const far = plusMonths(jstDate(ctx.now), 36);
  const late = [...closed.days, ...open.days].find((day) => day > far);
  const errors = {
    ...(closed.wrong.length > 0 ? { closedDays: sentence(closed.wrong) } : {}),
    ...(open.wrong.length > 0 ? { openDays: sentence(open.wrong) } : {}),
    ...(both.length > 0 ? { openDays: `${showDate(both[0] ?? '')}が両方にあります。どちらかにしてください。` } : {}),
    ...(late ? { closedDays: `${showDate(late)}は先すぎます。3年以内の日を入れてください。` } : {}),
  };
  return Object.keys(errors).length > 0
    ? refuse('invalid', '日付を直して、もう一度送ってください。', errors)
    : ok({ closedDays: closed.days, openDays: open.days });
};

const plan = (ctx: Ctx, raw: unknown): Result<Plan> => {
  const input = Input.parse(raw);
  const difference = (title: string, was: readonly string[], now: readonly string[]): ShownSection[] => {
    const lines = [
      ...now.filter((day) => !was.includes(day)).map((day) => `${showDate(day)} 加える`),
      ...was.filter((day) => !now.includes(day)).map((day) => `${showDate(day)} 外す`),
    ];
    return lines.length > 0 ? [{ title, lines }] : [];
  };
  return settle(ctx, input, [
    ...difference('臨時休業の日', ctx.settings.closedDays, input.closedDays),
    ...difference('開庁日', ctx.settings.openDays, input.openDays),
  ]);
};

/** Days the house is closed or open otherwise than the calendar says. */
export const days: Subject<Input> = {
  kind: 'adminDays',
  label: '開庁日・臨時休業',
  words: ['開庁日', '臨時休業', '休業日'],
  about: '土日祝と年末年始のほかに休む日、休みでも開いている日',
  clause: '2-3(1)(イ)',
  intro: () => [
    line(
      '営業日の数え方(催促、上の方に回す日、期限の前後のお知らせ)が変わります。個人情報保護法の期限は変わりません。',
    ),
  ],
  fields: () => fields,
  raw: ({ settings }) => ({ closedDays: settings.closedDays.join('\n'), openDays: settings.openDays.join('\n') }),
  read,
  plan,
};
