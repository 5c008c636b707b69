import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import type { Case } from '../case.ts';
import { auditButtons } from '../copies/audit-card.ts';
import type { Ctx } from '../feature.ts';
import { featureOf } from '../features.ts';
import type { Repeat } from '../reports/repeats.ts';
import { assertNever } from '../result.ts';
import { oneLine } from '../text.ts';
import { jstDate, showDate } from '../time.ts';
import { roundLine } from './duty-registers.ts';
import { mayAudit, type Reach } from './may-read.ts';
import { numberIn, type Register } from './register.ts';
import { sortable } from './style.ts';

/** One register as somebody may see it: how many cases of the year, and the newest of them. */
export type Shelf = { register: Register; count: number; newest: readonly Case[] };

/** Lines shown at once. */
export const newestShown = 10;

/** Verb of the button that shows another register: `register/incident`. */
export const registerVerb = (register: Register): string => `register/${register.name}`;

const held = {
  auditLead: '監査責任者',
  chiefOfficer: '情報セキュリティ責任者',
  securityManager: '情報セキュリティ管理者',
};

const reachLine = (reach: Reach): string => {
  switch (reach.see) {
    case 'all':
      return `${held[reach.as]}として、すべての部署の分を見られます。見たことは記録に残ります。(対策基準 4(4))`;
    case 'units':
      return '情報管理者として、部署の分とご自分の分を見られます。見たことは記録に残ります。(対策基準 4(4))';
    case 'own':
      return 'ご自分の申請と報告を見られます。';
    default:
      return assertNever(reach);
  }
};

const statusIn = (ctx: Ctx, register: Register, found: Case): string => {
  const at = register.headings.findIndex(({ label }) => label === '状態');
  return register.row({ found, dir: ctx.dir, style: sortable, position: undefined })[at] ?? '';
};

/** One case of a register in one line. */
export const caseLine = (ctx: Ctx, register: Register, found: Case): string => {
  if (register.shares) return oneLine(`${roundLine(ctx, found)} ${statusIn(ctx, register, found)}`, 120);
  const feature = featureOf(found.kind);
  const named = feature ? feature.line(ctx, found.id, feature.read(found.state)) : found.id;
  return `${oneLine(named, 80)} ${statusIn(ctx, register, found)} ${showDate(jstDate(found.openedAt))}`;
};

const newestBlocks = (ctx: Ctx, { register, count, newest }: Shelf): Block[] => {
  if (count === 0) return [text(`${register.label}の台帳`, 'strong'), text('まだ1件もありません。', 'subtle')];
  if (newest.length === 0)
    return [text(`${register.label}の台帳(${count}件)`, 'strong'), text('終わったものは、まだありません。', 'subtle')];
  const open = ({ id }: Case, at: number): Button => ({
    label: `${at + 1} を開く`,
    action: { do: 'press', verb: 'show', case: id },
  });
  return [
    text(`${register.label}の台帳(${count}件のうち新しい${newest.length}件)`, 'strong'),
    { kind: 'list', items: newest.map((found, at) => `${at + 1}. ${caseLine(ctx, register, found)}`) },
    ...(register.shares ? [] : [buttons(...newest.map(open))]),
  ];
};

/** What a unit of those within reach has reported more than once in the year, with its causes (2-11(2)(エ)). */
const repeatBlocks = (ctx: Ctx, repeats: readonly Repeat[]): Block[] => {
  if (repeats.length === 0) return [];
  const items = repeats.slice(0, newestShown).map(({ unit, cases, causes }) => {
    const why =
      causes.length > 0
        ? `原因: ${causes.map((cause) => oneLine(cause, 60)).join(' / ')}`
        : '原因はまだ書かれていません';
    return `${ctx.dir.unitName(unit)} ${cases.length}件 ${why}`;
  });
  return [text('同じ部署で繰り返しているもの(対策基準 11(2)(エ))', 'strong'), { kind: 'list', items }];
};

const openForm = (label: string, form: string, { name }: Register): Button => ({
  label,
  action: { do: 'open', form, arg: JSON.stringify({ name }) },
});

const audits = (reach: Reach): readonly Button[] => (mayAudit(reach) ? auditButtons : []);

/** 台帳: which registers somebody may see, with counts, and the newest lines of one of them. */
export const registersCard = (
  ctx: Ctx,
  reach: Reach,
  year: number,
  shelves: readonly Shelf[],
  shown: Register,
  repeats: readonly Repeat[] = [],
): Card => {
  const title = `台帳(${year}年度)`;
  const others = shelves.filter(({ register, count }) => count > 0 && register !== shown);
  const ways = others.map(
    ({ register }): Button => ({
      label: `${register.label}の台帳`,
      action: { do: 'press', verb: registerVerb(register) },
    }),
  );
  return {
    title,
    tone: 'plain',
    notice: title,
    blocks: [
      text(reachLine(reach)),
      { kind: 'facts', rows: shelves.map(({ register, count }) => [register.label, `${count}件`]) },
      ...(ways.length > 0 ? [buttons(...ways)] : []),
      { kind: 'divider' },
      ...shelves.filter(({ register }) => register === shown).flatMap((shelf) => newestBlocks(ctx, shelf)),
      ...repeatBlocks(ctx, repeats),
      { kind: 'divider' },
      buttons(openForm('探す', 'look/new', shown), openForm('書き出す', 'copy/new', shown), ...audits(reach)),
    ],
  };
};

/** Somebody else's case for an entitled reader: what its owner sees, whose it is, and only the buttons that are the reader's own. */
export const readerCard = (ctx: Ctx, register: Register, found: Case, owners: Card, own: Card | undefined): Card => {
  const title = `${register.label} ${numberIn(found.id)}`;
  const whose: Block = {
    kind: 'facts',
    rows: [
      [
        register.owner,
        found.owner === '' ? '氏名は伏せています' : (ctx.dir.person(found.owner)?.name ?? '名簿にない方'),
      ],
      ...(found.unit ? [['所属', ctx.dir.unitName(found.unit)] as const] : []),
    ],
  };
  return {
    title,
    tone: owners.tone,
    notice: title,
    blocks: [
      whose,
      ...owners.blocks.filter(({ kind }) => kind !== 'buttons'),
      ...(own?.blocks.filter(({ kind }) => kind === 'buttons') ?? []),
    ],
  };
};
