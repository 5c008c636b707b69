import { z } from 'zod';
import { text } from '../../card.ts';
import type { Ctx } from '../../feature.ts';
import { choice } from '../../fields.ts';
import { readForm } from '../../form-schema.ts';
import { changeDates } from '../../people/chart-diff.ts';
import { importStaff, isEmptyChange, type StaffImported } from '../../people/import.ts';
import { leavingIn, staffPreview } from '../../people/preview.ts';
import { staffColumns } from '../../people/staff-rows.ts';
import { ok, type Result } from '../../result.ts';
import { jstDate } from '../../time.ts';
import { movedRequests, shownSections } from '../moving.ts';
import { joined, pasted, tableRows, wrongLines } from '../paste.ts';
import { type Plan, type Subject, unchanged } from '../subject.ts';

const Input = z.object({ text: z.string(), endMissing: z.boolean() });
type Input = z.infer<typeof Input>;

const fields = {
  parts: pasted('名簿の表', 'Excelで見出しの行から選んでコピーし、そのまま貼り付けます。CSVの文字でもかまいません。'),
  missing: choice({
    label: '表にない方',
    options: [
      { value: 'stay', label: 'そのまま残す' },
      { value: 'end', label: '昨日付けで離任にする' },
    ],
  }),
};

const imported = (ctx: Ctx, { text: table, endMissing }: Input): Result<StaffImported> => {
  const rows = tableRows(table);
  if (!rows.ok) return rows;
  const read = importStaff({
    data: ctx.dir.data,
    rows: rows.value,
    today: jstDate(ctx.now),
    endMissing,
    unitsDeclared: ctx.house?.unitsDeclared ?? false,
    emailDomains: ctx.house?.emailDomains ?? [],
    consoleAccounts: ctx.house?.sample ?? false,
  });
  return 'problems' in read ? wrongLines(read.problems) : ok(read);
};

const inPost = (ctx: Ctx): number => {
  const on = jstDate(ctx.now);
  return ctx.dir.data.people.filter(({ id }) => ctx.dir.postsOf(id, on).length > 0).length;
};

/** Much of the house gone at once is more often a wrong file than a transfer. */
const surely = (ctx: Ctx, leaving: number): string | undefined => {
  const all = inPost(ctx);
  return leaving > 0 && leaving * 100 > all * ctx.settings.leavePercent
    ? `在籍${all}人のうち${leaving}人が離任になります。表が名簿の全体かを、もう一度確かめてください。`
    : undefined;
};

const plan = (ctx: Ctx, input: unknown): Result<Plan> => {
  const asked = Input.parse(input);
  const read = imported(ctx, asked);
  if (!read.ok) return read;
  const { change, before, after, missing, diff } = read.value;
  if (isEmptyChange(change)) return unchanged();
  const absent = asked.endMissing ? '昨日付けで離任になります' : 'そのまま残ります';
  const today = jstDate(ctx.now);
  const leaving = leavingIn(read.value);
  const sure = surely(ctx, leaving);
  return ok({
    sections: shownSections([
      ...staffPreview(read.value, [], absent),
      ...movedRequests(ctx, after, changeDates(before, after, today)),
    ]),
    change,
    data: {
      people: change.people?.length ?? 0,
      posts: change.posts?.length ?? 0,
      units: change.units?.length ?? 0,
      leads: diff.leads.length,
      leaving,
      missing: missing.length,
      endMissing: asked.endMissing,
    },
    details: {
      people: diff.people.map(({ person, was }) => ({
        id: person.id,
        after: { ...person },
        before: was ? { ...was } : null,
      })),
      posts: (change.posts ?? []).map(({ person, posts }) => ({
        person,
        before: before.allPostsOf(person).map((post) => ({ ...post })),
        after: posts.map((post) => ({ ...post })),
      })),
      missing: [...missing],
    },
    ...(sure ? { sure } : {}),
    vacancy: 'ask',
  });
};

/** 人事異動: the same table and the same preview as `staff import`. */
export const staff: Subject<Input> = {
  kind: 'adminStaff',
  label: '名簿の取り込み',
  words: ['名簿', '名簿の取り込み', '人事異動'],
  about: '人事異動の表を貼り付けるか、ファイルを送ります',
  clause: '2-3(1)',
  intro: () => [
    text(
      `表は名簿の全体です。1行目の見出しは「${staffColumns.required.join('、')}」で、「電話」を足せます。役職は、常務理事・部長・グループリーダーか、空です。`,
    ),
    text('CSVファイルがあるときは、このボットとの1対1のチャットにファイルを送っても、同じ確認に進めます。', 'subtle'),
  ],
  fields: () => fields,
  raw: () => ({ missing: 'stay' }),
  read: (_ctx, raw) => {
    if (typeof raw.whole === 'string') return ok({ text: raw.whole, endMissing: false });
    const read = readForm(fields, raw);
    return read.ok ? ok({ text: joined(read.value.parts), endMissing: read.value.missing === 'end' }) : read;
  },
  plan,
  moves: true,
  personal: true,
};
