import { text as words } from '../../card.ts';
import { choice, text } from '../../fields.ts';
import { roleHolders } from '../../people/roles.ts';
import { refuse } from '../../result.ts';
import { tell } from '../notes.ts';
import { type Escalation, isOver, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { type Before, formStep } from '../step.ts';
import { nameOf } from '../words.ts';

const options = [
  { value: 'chiefOfficer', label: '情報セキュリティ責任者' },
  { value: 'infrastructureManager', label: '情報基盤管理者(ネットワークや機器に関わるとき)' },
  { value: 'securityManager', label: '情報セキュリティ管理者' },
  { value: 'city', label: '市の担当課(電話などで伝えた記録)' },
] as const;

/** Whom the chart gives for that role today; nobody it is about. */
const holders = ({ run, report }: Before, to: Escalation['to']): string[] =>
  to === 'city'
    ? []
    : roleHolders(run.ctx.dir, to, undefined, run.on)
        .map(({ person }) => person)
        .filter((person) => !report.about.includes(person) && run.ctx.dir.reachable(person));

/** 知らせる: the 責任者, the 情報基盤管理者, the city's office, each with person and time (2-7(3)(ア)②③). */
export const escalate = formStep({
  name: 'escalate',
  label: 'ほかへ知らせる',
  by: ['manager', 'unitManager', 'infrastructure', 'chief', 'standIn'],
  when: (report) => !isOver(report) && report.status !== 'reported',
  title: 'ほかへ知らせる',
  intro: () => [words('知らせた相手と時刻が記録に残ります。(対策基準 7(3)(ア)②③)')],
  fields: {
    to: choice({ label: '知らせる先', options }),
    whom: text({
      label: '相手',
      hint: '市の担当課のときだけ。例: 見本市 情報課 相談係の方',
      max: 100,
      required: false,
    }),
    note: text({
      label: '伝えること',
      hint: '漏れた内容そのものは書かないでください。',
      max: 500,
      lines: true,
      required: false,
    }),
  },
  submit: (before, { to, whom, note }) => {
    const { run, report } = before;
    if (to === 'city' && whom === '')
      return refuse('invalid', '相手を書いてください。', { whom: '市のどの課のどなたに伝えたかを書いてください。' });
    const people = holders(before, to);
    if (to !== 'city' && people.length === 0)
      return refuse('nobody', 'その役割の方が、いまは名簿に見つからないか、この件に関わっています。', {
        to:
          to === 'chiefOfficer'
            ? '責任者に知らせられません。「代わりに確認する方」を記録してください。'
            : 'ほかの先を選んでください。',
      });
    const label = options.find(({ value }) => value === to)?.label.replace(/\(.*\)$/u, '') ?? '';
    const shown = to === 'city' ? whom : people.map((person) => nameOf(run.ctx.dir, person)).join('、');
    const escalation: Escalation = {
      to,
      whom: to === 'city' ? [whom] : people,
      by: run.by,
      at: run.ctx.now,
      ...(note ? { note } : {}),
    };
    const next: Report = {
      ...report,
      escalations: [...report.escalations, escalation],
      history: told(report, run, `${label}へ知らせた`, shown),
    };
    const data = { to, people };
    return decided(run, next, [fact(run, 'report.escalated', data, { whom: to === 'city' ? whom : '', note })], {
      pings: tell(run, next, people, {
        name: 'escalated',
        title: '知らせがあります',
        lines: [`${nameOf(run.ctx.dir, run.by)}からの知らせです。`, ...(note ? [note] : [])],
      }),
    });
  },
});
