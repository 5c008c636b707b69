import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import type { Ctx } from '../feature.ts';
import type { PersonId } from '../outbound.ts';
import { showDate, showTime } from '../time.ts';
import type { Move } from './move.ts';

export const moveNumber = (id: string): string => `異動 ${caseNumber(id)}`;

const nameOf = (ctx: Ctx, person: PersonId): string => ctx.dir.person(person)?.name ?? person;

const what = ({ type }: Move): string => (type === 'leaving' ? '離任' : '異動');

const whenRows = (ctx: Ctx, move: Move): Block => ({
  kind: 'facts',
  rows: [
    ['氏名', nameOf(ctx, move.person)],
    ['所属', ctx.dir.unitName(move.unit)],
    ...(move.to ? [['異動先', ctx.dir.unitName(move.to)] as const] : []),
    [move.type === 'leaving' ? '離任日' : '前の所属の最後の日', showDate(move.last)],
  ],
});

const listed = (heading: string, items: readonly string[]): Block[] =>
  items.length > 0 ? [text(heading, 'strong'), { kind: 'list', items: items.slice(0, 15) }] : [];

const things = ({ out, devices }: Move, refer: string): Block[] => {
  const back = out.filter((each) => each.back).map(({ line }) => line);
  const on = out.filter((each) => !each.back).map(({ line }) => line);
  const shown = devices.map(({ label, seenOn }) => `${label}(${showDate(seenOn)}に確認)`);
  if (back.length + on.length + shown.length === 0)
    return [
      text(`${refer}持ち出しや端末の記録は、いまはありません。ほかに預かっているものがないか、確かめてください。`),
    ];
  return [
    ...listed('持ち出しているもの', back),
    ...listed('確認を受けた端末', shown),
    ...listed('続いている許可や申請', on),
  ];
};

const done = (ctx: Ctx, label: string, told: Move['read']): Block[] =>
  told ? [text(`${label}: ${showTime(told.at)} ${nameOf(ctx, told.by)}`, 'subtle')] : [];

const trail = (ctx: Ctx, move: Move): Block[] => [
  ...done(ctx, '本人が読みました', move.read),
  ...done(ctx, '返却を確かめました', move.returned),
  ...done(ctx, '利用を終わらせました', move.access),
];

const secrecy =
  '仕事で知ったことは、異動や退職のあとも、ほかの人に話したり使ったりしないでください。(対策基準 7(1)(コ))';

const press = (id: string, verb: string, label: string, confirm: string): Button => ({
  label,
  style: 'primary',
  action: { do: 'press', verb, case: id },
  confirm: { title: moveNumber(id), text: confirm, yes: 'はい', no: '戻る' },
});

const card = (id: string, move: Move, title: string, blocks: readonly Block[]): Card => ({
  title: `${moveNumber(id)} ${title}`,
  tone: move.status === 'open' ? 'attention' : 'plain',
  notice: moveNumber(id),
  blocks: [
    ...blocks,
    ...(move.status === 'done' ? [text('すべて終わりました。')] : []),
    ...(move.status === 'void' ? [text('名簿が変わったため、この件は取りやめになりました。')] : []),
  ],
});

/** For whoever goes: what they give back, and what they keep to themselves. */
export const leaverCard = (ctx: Ctx, id: string, move: Move): Card =>
  card(id, move, `${what(move)}の準備`, [
    whenRows(ctx, move),
    text(`${showDate(move.last)}までに、お持ちのものを情報管理者に返してください。`),
    ...things(move, ''),
    text(secrecy, 'strong'),
    ...trail(ctx, move),
    ...(move.status === 'open' && !move.read
      ? [buttons(press(id, 'read', '読みました', '守秘の義務と、返すものを読みました。'))]
      : []),
  ]);

/** For their 情報管理者: what has to come back. */
export const receiverCard = (ctx: Ctx, id: string, move: Move): Card =>
  card(id, move, `${nameOf(ctx, move.person)}さんの${what(move)}`, [
    whenRows(ctx, move),
    ...things(move, 'この方の'),
    text('資産がすべて返ったら、押してください。(対策基準 7(1)(コ))', 'subtle'),
    ...trail(ctx, move),
    ...(move.status === 'open' && !move.returned
      ? [buttons(press(id, 'returned', '返却を確かめました', 'お持ちのものが、すべて返ったことを記録します。'))]
      : []),
  ]);

/** For the 情報基盤管理者: access ends, or follows the new post (2-8(2)(イ)②). */
export const accessCard = (ctx: Ctx, id: string, move: Move): Card => {
  const leaving = move.type === 'leaving';
  const label = leaving ? 'IDとアクセス権を止めました' : 'アクセス権を見直しました';
  const ask = leaving
    ? `${showDate(move.last)}の終わりに、IDとアクセス権を止めてください。`
    : `${showDate(move.last)}のあと、前の所属のアクセス権を外し、新しい所属に合わせてください。`;
  return card(id, move, `${nameOf(ctx, move.person)}さんの${what(move)}`, [
    whenRows(ctx, move),
    text(`${ask}(対策基準 8(2)(イ)②)`),
    ...listed(
      '続いている許可',
      move.out.filter(({ back }) => !back).map(({ line }) => line),
    ),
    ...trail(ctx, move),
    ...(move.status === 'open' && !move.access ? [buttons(press(id, 'access', label, `${label}と記録します。`))] : []),
  ]);
};

/** For somebody whose 代行者 goes. */
export const principalCard = (ctx: Ctx, id: string, move: Move): Card =>
  card(id, move, '代行者の指名', [
    text(
      `代行者の${nameOf(ctx, move.person)}さんは、${showDate(move.last)}で${what(move)}します。そのあとも留守のときは、別の方を指名してください。(対策基準 9(3))`,
    ),
    ...(move.status === 'open' ? [buttons({ label: '代行者を指名', action: { do: 'open', form: 'deputy/new' } })] : []),
  ]);
