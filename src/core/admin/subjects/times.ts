import { z } from 'zod';
import { text as line } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { number, text } from '../../fields.ts';
import type { RawValues } from '../../form.ts';
import { readForm } from '../../form-schema.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { defaultSettings } from '../../settings.ts';
import { settle } from '../settle.ts';
import type { Plan, Subject } from '../subject.ts';

const clocks = ['officeFrom', 'officeUntil', 'quietFrom', 'quietUntil'] as const;
const counts = ['receiveMinutes', 'remindAfterHours', 'escalateAfterDays', 'leavePercent'] as const;
type Clock = (typeof clocks)[number];
type Count = (typeof counts)[number];

const Input = z.object({
  ...(Object.fromEntries(clocks.map((name) => [name, z.string()])) as Record<Clock, z.ZodString>),
  ...(Object.fromEntries(counts.map((name) => [name, z.number()])) as Record<Count, z.ZodNumber>),
});
type Input = z.infer<typeof Input>;

const usual = (name: Clock | Count, unit = ''): string => `ふつうは${defaultSettings[name]}${unit}。`;

const fields = {
  officeFrom: text({
    label: '執務時間の始まり',
    hint: `${usual('officeFrom')}催促やお知らせは、この間に届きます`,
    max: 10,
  }),
  officeUntil: text({ label: '執務時間の終わり', hint: usual('officeUntil'), max: 10 }),
  quietFrom: text({
    label: '静かにする時間の始まり',
    hint: `${usual('quietFrom')}急ぎの事故のほかは、この間に鳴らしません`,
    max: 10,
  }),
  quietUntil: text({ label: '静かにする時間の終わり', hint: usual('quietUntil'), max: 10 }),
  receiveMinutes: number({
    label: '報告の受付を待つ分数',
    hint: `${usual('receiveMinutes', '分')}「受け付けた」がないと、次の方にも届きます`,
    min: 5,
    max: 60,
  }),
  remindAfterHours: number({
    label: '承認の催促までの時間',
    hint: `${usual('remindAfterHours', '時間')}執務時間で数えます`,
    min: 1,
    max: 40,
  }),
  escalateAfterDays: number({
    label: '上の方にも回すまでの日数',
    hint: `${usual('escalateAfterDays', '営業日')}返事がないときに、一つ上の方にも届きます`,
    min: 1,
    max: 10,
  }),
  leavePercent: number({
    label: '離任の多さを確かめる割合(%)',
    hint: `${usual('leavePercent', '%')}名簿の取り込みで、これより多くの方が離任になるときは、もう一度うかがいます`,
    min: 1,
    max: 100,
  }),
};

const readClock = (typed: string): string | undefined => {
  const found = /^(\d{1,2})\s*[:時.]\s*(\d{1,2})?分?$/.exec(typed.normalize('NFKC').trim());
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (!found || hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Less than four hours open, or never quiet, is a slip of the hand. */
const wrongTimes = ({
  officeFrom,
  officeUntil,
  quietFrom,
  quietUntil,
}: Record<Clock, string>): Record<string, string> => {
  const wrong: Record<string, string> = {};
  if (minutesOf(officeUntil) - minutesOf(officeFrom) < 240)
    wrong.officeUntil = '執務時間は4時間以上にしてください。終わりは、始まりより後です。';
  if (quietFrom === quietUntil) wrong.quietUntil = '静かにする時間の始まりと終わりを、別の時刻にしてください。';
  const inQuiet = (clock: string): boolean =>
    quietFrom <= quietUntil ? quietFrom <= clock && clock < quietUntil : clock >= quietFrom || clock < quietUntil;
  if (inQuiet(officeFrom) || inQuiet(officeUntil))
    wrong.quietFrom = '静かにする時間は、執務時間と重ならないようにしてください。';
  return wrong;
};

const read = (_ctx: Ctx, raw: RawValues): Result<Input> => {
  const typed = readForm(fields, raw);
  if (!typed.ok) return typed;
  const say = '「9:00」のように入れてください。';
  const times = clocks.map((name) => [name, readClock(typed.value[name])] as const);
  const unread = Object.fromEntries(times.flatMap(([name, clock]) => (clock ? [] : [[name, say] as const])));
  const clean = Object.fromEntries(times) as Record<Clock, string>;
  const wrong = Object.keys(unread).length > 0 ? unread : wrongTimes(clean);
  const many = Object.keys(wrong).length;
  if (many > 0) return refuse('invalid', `${many}か所を直して、もう一度送ってください。`, wrong);
  return ok({ ...(typed.value as unknown as Input), ...clean });
};

const effects: Readonly<Record<Clock | Count, string>> = Object.fromEntries(
  [...clocks, ...counts].map((name) => [name, fields[name].label]),
) as Record<Clock | Count, string>;

const plan = (ctx: Ctx, raw: unknown): Result<Plan> => {
  const input = Input.parse(raw);
  const lines = [...clocks, ...counts].flatMap((name) =>
    input[name] === ctx.settings[name] ? [] : [`${effects[name]}: ${ctx.settings[name]} → ${input[name]}`],
  );
  return settle(ctx, input, [
    { title: '変わるところ', lines },
    {
      title: 'いつから',
      lines: [
        'これから始まる待ち時間から変わります。すでに決まっている催促の時刻は、その案件が次に動くまで変わりません。',
      ],
    },
  ]);
};

/** 執務時間, 催促 and the like: the foundation's own, with what holds where it has settled nothing. */
export const times: Subject<Input> = {
  kind: 'adminTimes',
  label: '時間の設定',
  words: ['時間の設定', '執務時間'],
  about: '執務時間、受付と催促までの時間、静かにする時間',
  clause: '2-3(1)(イ)',
  intro: () => [
    line('個人情報保護法の期限は、この設定では変わりません。重い事故の報告は、静かにする時間にも届きます。'),
  ],
  fields: () => fields,
  raw: ({ settings }) => Object.fromEntries([...clocks, ...counts].map((name) => [name, String(settings[name])])),
  read,
  plan,
};
