import { type Block, buttons, type Card, text } from '../card.ts';
import type { Ctx } from '../feature.ts';
import { jstDate, showDate } from '../time.ts';
import { titleOf } from './duty.ts';
import type { Running } from './finish.ts';
import type { Digest } from './task.ts';
import { type Share, taskBlocks } from './task-parts.ts';

/** Everything one person has to hear about duties, as it stands now. */
export type Asked = {
  /** Asked of themselves. */
  own: readonly Share[];
  /** Waits for their word as the second of two. */
  confirm: readonly Share[];
  /** Late in their charge: by plan, with the names of those who are theirs to know. */
  late: readonly { plan: Running; people: readonly string[]; count: number }[];
  /** The newest morning anything was said to them. */
  newest: string | undefined;
};

// Slack takes 50 blocks; each of these needs at most six.
const most = 6;

const confirmBlocks = (ctx: Ctx, { plan, task }: Share): Block[] => {
  const name = ctx.dir.person(task.person)?.name ?? task.person;
  return [
    text(`${name}さんの「${titleOf(plan.state.duty)}」を確認してください。`),
    buttons({
      label: `確認しました(${name})`.slice(0, 40),
      style: 'primary',
      action: { do: 'press', verb: 'confirm', case: plan.id, arg: task.person },
    }),
  ];
};

const lateBlocks = ({ plan, people, count }: Asked['late'][number]): Block[] => [
  text(
    `「${titleOf(plan.state.duty)}」の期限を過ぎた方が${count}人います。${people.length > 0 ? `\n${people.join('、')}` : ''}`,
  ),
];

const card = (on: string, blocks: readonly Block[], tone: Card['tone']): Card => {
  const title = `お願い ${showDate(on)}`;
  return { title, tone, notice: title, blocks };
};

/** How many things it asks for. */
const countOf = ({ own, confirm, late }: Asked): number => own.length + confirm.length + late.length;

/**
 * One message of one morning. Undefined when it has not gone out and there is nothing left to say: what was done
 * meanwhile is not asked for any more.
 */
export const digestCard = (ctx: Ctx, digest: Digest, asked: Asked, posted: boolean): Card | undefined => {
  const count = countOf(asked);
  if (count === 0)
    return posted ? card(digest.on, [text('すべて終わっています。ありがとうございました。')], 'good') : undefined;
  if (asked.newest !== undefined && digest.on < asked.newest)
    return posted
      ? card(digest.on, [text('新しいお知らせをお送りしました。そちらをご覧ください。')], 'plain')
      : undefined;
  const today = jstDate(ctx.now);
  const shown = asked.own.slice(0, most);
  const more = asked.own.length - shown.length;
  const blocks = [
    ...shown.flatMap(({ plan, task }) => taskBlocks(plan, task, today)),
    ...(more > 0 ? [text(`ほかに${more}件あります。終わったものから順に表示します。`, 'subtle')] : []),
    ...asked.confirm.slice(0, most).flatMap((share) => confirmBlocks(ctx, share)),
    ...asked.late.slice(0, most).flatMap(lateBlocks),
    ...(asked.late.length > 0
      ? [buttons({ label: '実施状況を見る', action: { do: 'press' as const, verb: 'duties' } })]
      : []),
  ];
  return card(digest.on, blocks, asked.own.some(({ task }) => task.due < today) ? 'attention' : 'plain');
};
