import { type Card, text as words } from '../../card.ts';
import { text } from '../../fields.ts';
import type { PersonId } from '../../outbound.ts';
import { isOver, type Report } from '../report.ts';
import { decided, fact, type Run, ring, told } from '../run.ts';
import { formStep } from '../step.ts';
import { nameOf } from '../words.ts';

/** Everybody who is in post today and can be reached. */
const everybody = ({ ctx, on }: Run): PersonId[] =>
  ctx.dir.data.people.map(({ id }) => id).filter((id) => ctx.dir.reachable(id) && ctx.dir.postsOf(id, on).length > 0);

/** 全員に注意を伝える (2-8(6)(イ)): says first how many it goes to. Nothing of the report stands in it but what is typed here. */
export const warn = formStep({
  name: 'warn',
  label: '全員に注意を伝える',
  by: ['manager'],
  when: (report) => ['suspiciousMail', 'malware'].includes(report.kind) && !isOver(report),
  title: '全員に注意を伝える',
  intro: ({ run }) => [
    words(`送信すると、${everybody(run).length.toLocaleString('ja-JP')}人に届きます。`, 'strong'),
    words('だれが報告したかや、届いた方の名前は書かないでください。(対策基準 8(6)(イ))'),
  ],
  fields: {
    title: text({ label: '見出し', hint: '例: 請求書をよそおうメールに注意', max: 60 }),
    body: text({ label: '伝えること', hint: '見分け方と、届いたときにすること', max: 1000, lines: true }),
  },
  submit: ({ run, report }, { title, body }) => {
    const to = everybody(run);
    const said = `${report.drill ? '【訓練】' : ''}${title}`;
    const card: Card = {
      title: said,
      tone: 'attention',
      notice: 'セキュリティのお知らせ',
      blocks: [
        words(body),
        words(`情報セキュリティ管理者 ${nameOf(run.ctx.dir, run.by)}(対策基準 8(6)(イ))`, 'subtle'),
      ],
    };
    const next: Report = { ...report, history: told(report, run, `全員に注意を伝えた(${to.length}人)`) };
    return decided(run, next, [fact(run, 'report.warned', { people: to.length }, { title, body })], {
      pings: to.map((person) => ring(run.id, person, `warn/${report.revision}`, card, 'wave')),
    });
  },
});
