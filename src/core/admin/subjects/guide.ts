import { z } from 'zod';
import { text as line } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { text } from '../../fields.ts';
import { readForm } from '../../form-schema.ts';
import { ok, type Result } from '../../result.ts';
import { lengthOf } from '../../text.ts';
import { settle } from '../settle.ts';
import type { Plan, Subject } from '../subject.ts';

const Input = z.object({ byodProcedure: z.string() });
type Input = z.infer<typeof Input>;

const fields = {
  byodProcedure: text({
    label: '利用手順',
    hint: '申請のフォームに、このまま出ます。空にすると「総務部で受け取る」の案内になります。',
    max: 2500,
    lines: true,
    required: false,
  }),
};

const plan = (ctx: Ctx, raw: unknown): Result<Plan> => {
  const { byodProcedure } = Input.parse(raw);
  const was = ctx.settings.byodProcedure;
  const lines = (text: string): string[] =>
    text === '' ? ['(なし)'] : text.split('\n').filter((each) => each.trim() !== '');
  return settle(
    ctx,
    { byodProcedure },
    [
      { title: '新しい手順', lines: lines(byodProcedure) },
      { title: 'いまの手順', lines: lines(was) },
    ],
    {
      data: { before: lengthOf(was), after: lengthOf(byodProcedure) },
      details: { before: was, after: byodProcedure },
    },
  );
};

/** The 情報セキュリティ管理者's own procedure for devices that were not issued (2-7(1)(カ)), shown where it has to be followed. */
export const guide: Subject<Input> = {
  kind: 'adminGuide',
  label: '支給以外の端末の利用手順',
  words: ['利用手順', '私物端末の手順'],
  about: '支給以外の端末の申請に出る、守ってもらう手順',
  clause: '2-7(1)(カ)',
  intro: () => [line('パスワードや接続先など、知られて困ることは書かないでください。')],
  fields: () => fields,
  raw: ({ settings }) => ({ byodProcedure: settings.byodProcedure }),
  read: (_ctx, raw): Result<Input> => {
    const read = readForm(fields, raw);
    return read.ok ? ok({ byodProcedure: read.value.byodProcedure }) : read;
  },
  plan,
};
