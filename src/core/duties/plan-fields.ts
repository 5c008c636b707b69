import type { Ctx } from '../feature.ts';
import { choice, choiceOrNone, choices, date, number, text } from '../fields.ts';
import type { RawValues } from '../form.ts';
import { readForm, rows } from '../form-schema.ts';
import { ok, type Result, refuse } from '../result.ts';
import { jstDate } from '../time.ts';
import { type Duty, type DutyRole, dutyRoles, type Every, reportToOf, seenByOf } from './duty.ts';
import { daysWords, doneLabels, listed, readDays, readTell, roleLabels, tellWords } from './words.ts';

const everyOptions = [
  { value: 'year', label: '年に1回(次の年度に、また始めるかをうかがいます)' },
  { value: 'once', label: '1回だけ' },
  ...[1, 3, 6, 12].map((months) => ({ value: `months/${months}`, label: `各自、終わってから${months}か月ごと` })),
  { value: 'joining', label: '着任した方に、着任日から' },
];

const everyValue = (every: Every): string => (every.kind === 'months' ? `months/${every.months}` : every.kind);

const readEvery = (value: string, before: Every): Every => {
  if (everyValue(before) === value) return before;
  if (value.startsWith('months/')) return { kind: 'months', months: Number(value.slice(7)) };
  return value === 'joining' ? { kind: 'joining', days: 30 } : { kind: value === 'once' ? 'once' : 'year' };
};

const roleOptions = dutyRoles.map((value) => ({ value, label: roleLabels[value] }));
const some = (options: { value: string; label: string }[]) =>
  options.length > 0 ? options.slice(0, 100) : [{ value: '-', label: '(まだありません)' }];

const everyOptionsWith = (every: Every): { value: string; label: string }[] =>
  every.kind === 'months' && !everyOptions.some(({ value }) => value === everyValue(every))
    ? [...everyOptions, { value: everyValue(every), label: `各自、終わってから${every.months}か月ごと` }]
    : everyOptions;

/** Everything about a duty that is edited in chat; the lists are those of the chart. */
export const planFields = ({ dir }: Pick<Ctx, 'dir'>, every: Every) => {
  const bus = dir.data.units.filter(({ bu, group, until }) => bu !== '' && group === '' && !until);
  const kinds = [...new Set(dir.data.posts.map(({ employment }) => employment))]
    .filter((each) => each !== '')
    .toSorted((a, b) => (a < b ? -1 : 1));
  return {
    label: text({ label: '名前', max: 40 }),
    system: text({ label: 'システム', hint: 'システムごとにお願いするとき(任意)', max: 40, required: false }),
    what: text({ label: 'してもらうこと', max: 400, lines: true }),
    roles: choices<DutyRole>({ label: '対象', options: roleOptions }),
    units: choices<string>({
      label: '部署',
      hint: '選ばなければ、すべての部署です',
      options: some(bus.map(({ id }) => ({ value: id, label: dir.unitName(id) }))),
      required: false,
    }),
    employment: choices<string>({
      label: '雇用区分',
      hint: '選ばなければ、すべての区分です',
      options: some(kinds.map((value) => ({ value, label: value }))),
      required: false,
    }),
    people: text({ label: '対象者', hint: '一部の方だけのとき、職員番号を「、」で', max: 2000, required: false }),
    from: date({ label: '始める日', required: false }),
    due: date({ label: '期限' }),
    every: choice<string>({ label: 'くり返し', options: everyOptionsWith(every) }),
    remind: text({ label: 'お知らせする日', hint: '期限から数えた営業日。例: 10日前、3日前、当日', max: 60 }),
    again: number({ label: 'そのあとの間隔', hint: '営業日。0 なら、もうお知らせしません', min: 0, max: 60 }),
    done: choice<Duty['done']>({
      label: '終わり方',
      options: (Object.keys(doneLabels) as Duty['done'][]).map((value) => ({ value, label: doneLabels[value] })),
    }),
    later: number({ label: '「あとで」の回数', min: 0, max: 5 }),
    tell: text({
      label: '遅れを知らせる相手',
      hint: '期限からの営業日と役割。例: 1:情報管理者、3:情報セキュリティ管理者',
      max: 200,
      required: false,
    }),
    seenBy: choices<DutyRole>({ label: '全体の状況を見る役割', options: roleOptions.slice(1), required: false }),
    reportTo: choiceOrNone<DutyRole>({
      label: '実施記録の届け先',
      hint: '選ばなければ、送りません',
      options: roleOptions.slice(1),
    }),
    material: text({ label: '教材', hint: 'リンクや、置き場所の説明(任意)', max: 500, lines: true, required: false }),
    quiz: rows({
      label: '確認の問題',
      fields: {
        text: text({ label: '問題', max: 150, required: false }),
        right: text({ label: '正しい答え', max: 70, required: false }),
        wrong: text({ label: '違う答え', hint: '2つ以上あれば「、」で区切ってください', max: 200, required: false }),
        clause: text({ label: '条番号', hint: '例: 2-7(1)(エ)', max: 40, required: false }),
      },
      min: 0,
      max: 5,
      add: '問題を足す',
    }),
  };
};

export const rawOfDuty = (duty: Duty, dates: { due: string; from?: string | undefined }): RawValues => ({
  label: duty.label,
  system: duty.system ?? '',
  what: duty.what,
  roles: duty.who.roles,
  units: duty.who.units,
  employment: duty.who.employment,
  people: (duty.who.people ?? []).join('、'),
  from: dates.from ?? '',
  due: dates.due,
  every: everyValue(duty.every),
  remind: daysWords(duty.remind),
  again: String(duty.again),
  done: duty.done,
  later: String(duty.later),
  tell: tellWords(duty.tell),
  seenBy: seenByOf(duty),
  reportTo: duty.reported ? reportToOf(duty) : '',
  material: duty.material ?? '',
  ...Object.fromEntries(
    duty.quiz.flatMap((question, at) => [
      [`quiz.${at}.text`, question.text],
      [`quiz.${at}.right`, question.right],
      [`quiz.${at}.wrong`, question.wrong.join('、')],
      [`quiz.${at}.clause`, question.clause],
    ]),
  ),
});

type Described = { duty: Duty; due: string; from?: string };

const mend = (fields: Record<string, string>): Result<never> =>
  refuse('not-understood', '直すところがあります。もう一度送ってください。', fields);

type Typed = { people: string; remind: string; tell: string; due: string; every: string };

const wrongIn = (ctx: Pick<Ctx, 'now' | 'dir'>, typed: Typed): Record<string, string> => {
  const stranger = listed(typed.people).find((id) => !ctx.dir.person(id));
  return {
    ...(typed.due < jstDate(ctx.now) ? { due: '期限は今日以降にしてください。' } : {}),
    ...(stranger ? { people: `職員番号「${stranger}」の方は、名簿にいません。` } : {}),
    ...(readDays(typed.remind) ? {} : { remind: '「10日前、3日前、当日」のように、「、」で区切ってください。' }),
    ...(readTell(typed.tell) ? {} : { tell: '「1:情報管理者」のように、日数と役割を書いてください。' }),
  };
};

/** What the form says, over what it was filled with. */
export const readDuty = (ctx: Pick<Ctx, 'now' | 'dir'>, before: Duty, values: RawValues): Result<Described> => {
  const read = readForm(planFields(ctx, before.every), values);
  if (!read.ok) return read;
  const typed = read.value;
  const wrong = wrongIn(ctx, typed);
  if (Object.keys(wrong).length > 0) return mend(wrong);
  const half = typed.quiz.findIndex((each) => !each.text || !each.right || !each.wrong);
  if (half >= 0) return mend({ [`quiz.${half}.text`]: '問題、正しい答え、違う答えの3つを書いてください。' });
  const people = listed(typed.people);
  const { material: _, system: __, ...rest } = before;
  const { people: ___, ...who } = before.who;
  const duty: Duty = {
    ...rest,
    label: typed.label,
    ...(typed.system ? { system: typed.system } : {}),
    what: typed.what,
    who: {
      ...who,
      roles: [...typed.roles],
      units: typed.units.filter((each) => each !== '-'),
      employment: typed.employment.filter((each) => each !== '-'),
      ...(people.length > 0 ? { people } : {}),
    },
    every: readEvery(typed.every, before.every),
    remind: readDays(typed.remind) ?? [],
    again: typed.again ?? 0,
    done: typed.done,
    later: typed.later ?? 0,
    tell: readTell(typed.tell) ?? [],
    seenBy: [...typed.seenBy],
    reported: typed.reportTo !== '',
    ...(typed.reportTo ? { reportTo: typed.reportTo } : {}),
    ...(typed.material ? { material: typed.material } : {}),
    quiz: typed.quiz.map((each) => ({ ...each, wrong: listed(each.wrong) })),
  };
  return ok({ duty, due: typed.due, ...(typed.from ? { from: typed.from } : {}) });
};
