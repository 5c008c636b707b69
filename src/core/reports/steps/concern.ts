import { text } from '../../card.ts';
import { choice, person } from '../../fields.ts';
import { resolvePerson } from '../../people/resolve.ts';
import { refuse } from '../../result.ts';
import { isOver, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

/** 関係する方: whoever caused it, or whom it is about, gets no part in carrying or confirming it (routing 8). */
export const concern = formStep({
  name: 'concern',
  label: '関係する方を記録',
  by: ['manager', 'unitManager', 'chief', 'standIn'],
  when: (report) => !isOver(report),
  title: '関係する方を記録',
  intro: () => [
    text(
      'この件を起こした方、または関わった方です。記録した方には、この件のカードもお願いも届かなくなり、確認もできなくなります。報告した方ご本人のカードは残ります。',
    ),
  ],
  fields: {
    whom: person({ label: '関係する方', hint: '氏名か職員番号' }),
    what: choice({
      label: '記録すること',
      options: [
        { value: 'add', label: '関係する方として加える' },
        { value: 'remove', label: '関係なかったので外す' },
      ],
    }),
  },
  raw: () => ({ what: 'add' }),
  submit: ({ run, report }, { whom, what }) => {
    const found = resolvePerson(run.ctx.dir, whom);
    if (!found.ok) return refuse('invalid', found.refusal.text, { whom: found.refusal.text });
    const already = report.about.includes(found.value);
    if (already === (what === 'add'))
      return refuse('invalid', '変わるところがありません。', {
        whom: already ? 'この方は、もう記録されています。' : 'この方は、関係する方として記録されていません。',
      });
    const about = already ? report.about.filter((each) => each !== found.value) : [...report.about, found.value];
    // Who stands in for the 責任者 must not be concerned either.
    const { standIn, ...rest } = report;
    const stays = standIn && !about.includes(standIn.person) ? { standIn } : {};
    const next: Report = {
      ...rest,
      ...stays,
      about,
      history: told(report, run, already ? '関係する方を外した' : '関係する方を加えた'),
    };
    return decided(run, next, [fact(run, 'report.concerned', { person: found.value, what })]);
  },
});
