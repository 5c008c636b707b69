import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { caseNumber } from '../case-number.ts';
import { showClause } from '../clause.ts';
import type { Ctx } from '../feature.ts';
import { showDate, showTime } from '../time.ts';
import { type Duty, isPassword, titleOf } from './duty.ts';
import { passwordNote } from './password-note.ts';
import type { Plan } from './plan.ts';
import { daysWords, everyWords, roleLabels } from './words.ts';

export const planNumber = (id: string): string => `お願い ${caseNumber(id)}`;

const total = ({ reach }: Pick<Plan, 'reach'>): number => reach.reduce((sum, { count }) => sum + count, 0);

const mostUnits = 12;

const reachLines = (ctx: Ctx, { reach }: Pick<Plan, 'reach'>): Block => ({
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

const editButton = (id: string): Button => ({
  label: '内容を直す',
  action: { do: 'open', form: 'duty/edit', case: id },
});

/** What has come of a 自己点検, and the way to the 責任者. */
const compileBlocks = (id: string, { duty, inspections, compiled }: Plan): Block[] => {
  if (duty.done !== 'inspect') return [];
  const all = Object.values(inspections ?? {}).filter(({ sentAt }) => sentAt !== undefined);
  const findings = all.flatMap((one) => one.findings);
  const mended = findings.filter(({ mendedAt }) => mendedAt !== undefined).length;
  return [
    text(`報告 ${all.length}人、直すところ ${findings.length}件(うち済み ${mended}件)`),
    ...(compiled ? [text(`${showTime(compiled.at)}に、責任者へ送りました。`, 'subtle')] : []),
    ...(all.length > 0
      ? [buttons({ label: 'まとめて責任者に送る', action: { do: 'open', form: 'duty/compile', case: id } })]
      : []),
  ];
};

const runningBlocks = (id: string, plan: Plan): Block[] => {
  const paused = plan.status === 'paused';
  const since = showTime(plan.startedAt ?? plan.proposedAt);
  const hold: Button = paused
    ? { label: '再開する', style: 'primary', action: { do: 'press', verb: 'resume', case: id } }
    : {
        label: 'いったん止める',
        action: { do: 'press', verb: 'pause', case: id },
        confirm: { title: 'いったん止める', text: '再開するまで、誰にもお知らせしません。', yes: '止める', no: '戻る' },
      };
  return [
    text(`${since}に始めました。対象は${total(plan)}人です。${paused ? 'いまは止めています。' : ''}`),
    buttons(
      { label: '実施状況を見る', style: 'primary', action: { do: 'press', verb: 'duties' } },
      editButton(id),
      hold,
      closeButton(id),
    ),
    ...compileBlocks(id, plan),
  ];
};

const proposedBlocks = (ctx: Ctx, id: string, plan: Plan): Block[] => {
  const count = total(plan);
  return [
    text(`始めると、${count}人に届きます。まだ誰にも届いていません。`, 'strong'),
    reachLines(ctx, plan),
    buttons(
      {
        label: `${count}人に始める`,
        style: 'primary',
        action: { do: 'press', verb: 'start', case: id },
        confirm: { title: titleOf(plan.duty), text: `${count}人にお知らせします。`, yes: '始める', no: '戻る' },
      },
      editButton(id),
      { label: 'やめる', action: { do: 'press', verb: 'close', case: id } },
    ),
  ];
};

/** What it would become, beside what it is: nothing changes before somebody confirms it. */
const changeBlocks = (ctx: Ctx, id: string, plan: Plan): Block[] => {
  const { change } = plan;
  if (!change || plan.status === 'closed') return [];
  const count = total(change);
  const before = new Map([['名前', titleOf(plan.duty)], ...facts(ctx, plan)]);
  const after: [string, string][] = [['名前', titleOf(change.duty)], ...facts(ctx, change)];
  const rows = after.filter(([label, value]) => before.get(label) !== value);
  return [
    { kind: 'divider' },
    text(`変更の案: 変えると、対象は${count}人になります(いま${total(plan)}人)。まだ変わっていません。`, 'strong'),
    ...(rows.length > 0 ? [{ kind: 'facts' as const, rows }] : []),
    reachLines(ctx, change),
    buttons(
      {
        label: `${count}人で変える`,
        style: 'primary',
        action: { do: 'press', verb: 'apply', case: id },
        confirm: { title: titleOf(change.duty), text: `対象は${count}人になります。`, yes: '変える', no: '戻る' },
      },
      { label: '案をやめる', action: { do: 'press', verb: 'dropChange', case: id } },
    ),
  ];
};

const state = (ctx: Ctx, id: string, plan: Plan): Block[] => {
  if (plan.status === 'closed') return [text(`${showTime(plan.closedAt ?? plan.proposedAt)}に終えました。`)];
  return plan.status === 'proposed' ? proposedBlocks(ctx, id, plan) : runningBlocks(id, plan);
};

const whom = (ctx: Ctx, { who }: Duty): string => {
  const units = who.units.map((id) => ctx.dir.unitName(id)).join('、');
  const some = who.people ? `名前を挙げた${who.people.length}人のうち、` : '';
  const narrowed = [units, who.employment.join('、')].filter((each) => each !== '').join(' / ');
  return `${some}${who.roles.map((role) => roleLabels[role]).join('、')}${narrowed ? `(${narrowed})` : ''}`;
};

const facts = (ctx: Ctx, { duty, due, from }: Pick<Plan, 'duty' | 'due' | 'from'>): [string, string][] => [
  ...(duty.system ? [['システム', duty.system] as [string, string]] : []),
  ['してもらうこと', duty.what],
  ['対象', whom(ctx, duty)],
  ...(from ? [['始める日', showDate(from)] as [string, string]] : []),
  ['期限', showDate(due)],
  ['くり返し', everyWords(duty.every)],
  ['お知らせ', `${daysWords(duty.remind)}(営業日)${duty.again > 0 ? `、そのあと${duty.again}営業日ごと` : ''}`],
  ...(duty.material ? [['教材', duty.material] as [string, string]] : []),
  ['根拠', duty.clauses.map(showClause).join('、')],
];

/** For whoever runs it: what, for whom, until when, and how many people it reaches. */
export const planCard = (ctx: Ctx, id: string, plan: Plan): Card => {
  const { duty } = plan;
  const title = `${planNumber(id)} ${titleOf(duty)}`;
  return {
    title,
    tone: plan.status === 'proposed' || plan.change ? 'attention' : 'plain',
    notice: planNumber(id),
    blocks: [
      { kind: 'facts', rows: facts(ctx, plan) },
      ...(isPassword(duty) ? [text(passwordNote, 'subtle')] : []),
      ...state(ctx, id, plan),
      ...changeBlocks(ctx, id, plan),
    ],
  };
};
