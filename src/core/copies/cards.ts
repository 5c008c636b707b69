import { type Block, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import type { Ctx } from '../feature.ts';
import { lookLine } from '../registers/look.ts';
import { assertNever } from '../result.ts';
import { showTime } from '../time.ts';
import type { Copy, What } from './copy.ts';

const formats = { csv: 'CSV', xlsx: 'Excel' } as const;

const yearOf = (year: number | null): string => (year === null ? '全年度' : `${year}年度`);

/** What is in the file, in one line. */
export const whatLine = (ctx: Pick<Ctx, 'dir'>, what: What): string => {
  switch (what.is) {
    case 'register':
      return `${lookLine(ctx, what.look)}(${formats[what.format]}、${what.wareki ? '和暦' : '西暦'})`;
    case 'sample':
      return `監査の抽出 ${yearOf(what.year)}の決定から${what.count}件(PDF)`;
    case 'conduct':
      return `職務の分離と期限の点検 ${yearOf(what.year)}(PDF)`;
    default:
      return assertNever(what);
  }
};

export const copyNumber = (id: string): string => `ファイルの受け取り ${caseNumber(id)}`;

const waiting = (ctx: Ctx, id: string, { person, askedAt, until }: Copy): Block[] => {
  const url = ctx.linkTo?.(id, askedAt, person);
  return [
    text(`下の「受け取る」を押すと、ページが開きます。${showTime(until)}まで、1回だけ受け取れます。`),
    ...(url ? [{ kind: 'link' as const, label: '受け取る', url }] : []),
    text(
      'このリンクは、ほかの方に渡さないでください。受け取ったことは記録に残ります。パスワードを尋ねることはありません。',
      'subtle',
    ),
  ];
};

const stands = (ctx: Ctx, id: string, copy: Copy): Block[] => {
  switch (copy.status) {
    case 'waiting':
      return waiting(ctx, id, copy);
    case 'taken':
      return [
        text(`${showTime(copy.at)}に受け取りました(書き出し番号 ${copy.number})。`),
        text('個人の情報を含みます。置き場所と渡す相手に気を付け、使い終わったら消してください。', 'subtle'),
      ];
    case 'lapsed':
      return [text('受け取られないまま、期限が過ぎました。要るときは、もう一度頼んでください。')];
    default:
      return assertNever(copy);
  }
};

const tones = { waiting: 'attention', taken: 'good', lapsed: 'plain' } as const;

export const copyCard = (ctx: Ctx, id: string, copy: Copy): Card => {
  const title = copyNumber(id);
  return {
    title,
    tone: tones[copy.status],
    notice: title,
    blocks: [{ kind: 'facts', rows: [['中身', whatLine(ctx, copy.what)]] }, ...stands(ctx, id, copy)],
  };
};
