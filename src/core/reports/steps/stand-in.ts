import { text as words } from '../../card.ts';
import { person, text } from '../../fields.ts';
import { resolvePerson } from '../../people/resolve.ts';
import { roleHolders } from '../../people/roles.ts';
import { refuse } from '../../result.ts';
import { everyAs, tell } from '../notes.ts';
import { isOver, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';
import { nameOf } from '../words.ts';

/**
 * 代わりに確認する方: the policy knows no 代行者 of the 責任者. Where they are away or concerned the 管理者 records whom the foundation has named
 * outside the bot, and the 監査責任者 is told (routing 8). Neither the 管理者 nor whoever is concerned can be that person.
 */
export const standIn = formStep({
  name: 'standIn',
  label: '代わりに確認する方',
  first: ({ report, run }) =>
    report.status === 'planned' && !report.standIn && everyAs(run, report, 'chief').length === 0,
  by: ['manager'],
  when: (report) => report.incident && !isOver(report) && report.status !== 'reported',
  title: '代わりに確認する方',
  intro: () => [
    words(
      '責任者が不在か、この件に関わるときに、財団の中で決めた方を記録します。ここで決めるものではありません。監査責任者にも知らせます。',
    ),
  ],
  fields: {
    whom: person({ label: '代わりに確認する方', hint: '氏名か職員番号' }),
    why: text({ label: '決めた経緯', hint: '例: 6月1日の役員会で決定。責任者は病気で不在', max: 300, lines: true }),
  },
  submit: ({ run, report }, { whom, why }) => {
    const { dir } = run.ctx;
    const no = (sentence: string) => refuse('invalid', sentence, { whom: sentence });
    const found = resolvePerson(dir, whom);
    if (!found.ok) return no(found.refusal.text);
    const named = found.value;
    if (report.about.includes(named)) return no('この件に関係する方には頼めません。');
    if (named === run.by) return no('再発防止策を出す方は、確認する方になれません。ほかの方を記録してください。');
    if (named === report.reporter) return no('報告した方には頼めません。ほかの方を記録してください。');
    if (everyAs(run, report, 'manager').includes(named))
      return no('情報セキュリティ管理者は、確認する方になれません。');
    if (!dir.reachable(named)) return no('この方にはチャットで届きません。ほかの方を記録してください。');
    const next: Report = {
      ...report,
      standIn: { person: named, by: run.by, at: run.ctx.now, why },
      history: told(report, run, `代わりに確認する方を記録: ${nameOf(dir, named)}`, why),
    };
    const audit = roleHolders(dir, 'auditLead', undefined, run.on).map(({ person: each }) => each);
    return decided(run, next, [fact(run, 'report.standIn', { person: named, auditTold: audit }, { why })], {
      pings: [
        ...tell(run, next, [named], {
          name: 'standIn',
          title: '代わりの確認をお願いします',
          lines: ['責任者に代わって、再発防止策を確認する方として記録されました。'],
        }),
        ...tell(run, next, audit, {
          name: 'audit',
          title: '責任者に代わる方が記録されました',
          lines: [`${nameOf(dir, named)}が、責任者に代わって確認します。経緯: ${why}`],
        }),
      ],
    });
  },
});
