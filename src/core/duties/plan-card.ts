import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { showDate, showTime } from '../time.ts';
import { type Every, isPassword } from './duty.ts';
import type { Plan } from './plan.ts';
import { roleLabels } from './propose.ts';

export const planNumber = (id: string): string => `お願い ${caseNumber(id)}`;

const everyWords = (every: Every): string => {
  if (every.kind === 'months') return `各自、終わってから${every.months}か月ごと`;
  if (every.kind === 'joining') return `着任日から${every.days}日以内`;
  return every.kind === 'year' ? '年に1回' : '1回だけ';
};

const total = ({ reach }: Plan): number => reach.reduce((sum, { count }) => sum + count, 0);

const mostUnits = 12;

const reachLines = (ctx: Ctx, { reach }: Plan): Block => ({
  kind: 'list',
  items: [
    ...reach.slice(0, mostUnits).map(({ unit, count }) => `${ctx.dir.unitName(unit)}: ${count}人`),
    ...(reach.length > mostUnits ? [`ほかに${reach.length - mostUnits}部署`] : []),
  ],
});

const closeButton = (id: string): Button => ({
  label: '終える',
  action: { do: 'press', verb: 'close', case: id },
  confirm: { title: '終える', text: 'これからのお知らせを止めます。記録は残ります。', yes: '終える', no: '戻る' },
});

const state = (ctx: Ctx, id: string, plan: Plan): Block[] => {
  const count = total(plan);
  if (plan.status === 'closed') return [text(`${showTime(plan.closedAt ?? plan.proposedAt)}に終えました。`)];
  if (plan.status === 'running')
    return [
      text(`${showTime(plan.startedAt ?? plan.proposedAt)}に始めました。対象は${count}人です。`),
      buttons({ label: '実施状況を見る', style: 'primary', action: { do: 'press', verb: 'duties' } }, closeButton(id)),
    ];
  return [
    text(`始めると、${count}人に届きます。まだ誰にも届いていません。`, 'strong'),
    reachLines(ctx, plan),
    buttons(
      {
        label: `${count}人に始める`,
        style: 'primary',
        action: { do: 'press', verb: 'start', case: id },
        confirm: { title: plan.duty.label, text: `${count}人にお知らせします。`, yes: '始める', no: '戻る' },
      },
      { label: 'やめる', action: { do: 'press', verb: 'close', case: id } },
    ),
  ];
};

/** For whoever runs it: what, for whom, until when, and how many people it reaches. */
export const planCard = (ctx: Ctx, id: string, plan: Plan): Card => {
  const { duty } = plan;
  const title = `${planNumber(id)} ${duty.label}`;
  return {
    title,
    tone: plan.status === 'proposed' ? 'attention' : 'plain',
    notice: planNumber(id),
    blocks: [
      {
        kind: 'facts',
        rows: [
          ['してもらうこと', duty.what],
          ['対象', duty.who.roles.map((role) => roleLabels[role]).join('、')],
          ['期限', showDate(plan.due)],
          ['くり返し', everyWords(duty.every)],
          ...(duty.material ? [['教材', duty.material] as const] : []),
          ['根拠', duty.clauses.map(showClause).join('、')],
        ],
      },
      ...(isPassword(duty)
        ? [
            text(
              '定期的な変更は、国の最近の手引きでは求められていません。ポリシーを見直すときに検討してください。',
              'subtle',
            ),
          ]
        : []),
      ...state(ctx, id, plan),
    ],
  };
};
