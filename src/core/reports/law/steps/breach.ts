import { text } from '../../../card.ts';
import { rawOf } from '../../../form-schema.ts';
import { mailPersons } from '../../mail/of-mail.ts';
import { isOver } from '../../report.ts';
import { decided, fact, told } from '../../run.ts';
import { formStep } from '../../step.ts';
import { BreachFacts, breachFields, nothingKnown } from '../breach-facts.ts';
import { withChief } from '../chief.ts';
import { assessmentOf, concernsLaw, lawOf } from '../state.ts';
import { assessmentSentence, lawNote } from '../words.ts';

/** 漏えいの確認: the law's questions in its order. An answer nobody has yet is an answer. */
export const breach = formStep({
  name: 'breach',
  label: '漏えいの確認',
  by: ['manager', 'chief', 'standIn'],
  first: ({ report }) => concernsLaw(report) && lawOf(report).known === undefined,
  when: (report) => report.incident && report.status !== 'reported' && !isOver(report),
  title: '漏えいの確認',
  intro: () => [
    text('報告が要るかどうかを、法律の順に確かめます。分からないことは「分からない・調査中」で送れます。'),
    text(lawNote, 'subtle'),
  ],
  fields: breachFields,
  raw: ({ report }) => {
    const { known } = lawOf(report);
    return known
      ? rawOf(breachFields, known.facts)
      : { ...nothingKnown, personal: report.personal, ...mailPersons(report) };
  },
  submit: ({ run, report }, { persons, ...answers }) => {
    const facts = BreachFacts.parse({ ...answers, ...(persons === undefined ? {} : { persons }) });
    const law = { ...lawOf(report), known: { by: run.by, at: run.ctx.now, facts } };
    const personal = facts.myNumber === 'yes' ? 'yes' : facts.personal;
    const changed = { ...report, law, personal, severe: report.severe || personal === 'yes' };
    const assessment = assessmentOf(changed);
    const said = assessment ? assessmentSentence(assessment) : '';
    const { report: next, facts: escalated } =
      assessment?.is === 'reportable'
        ? withChief(run, changed, '個人情報の漏えいとして報告が要る見込みのため')
        : { report: changed, facts: [] };
    const { entrustor, ...kept } = facts;
    const data = { ...kept, persons: facts.persons ?? null, assessment: assessment?.is ?? null };
    return decided(run, { ...next, history: told(report, run, '漏えいの確認', said) }, [
      fact(run, 'report.breachAnswered', data, { entrustor }),
      ...escalated,
    ]);
  },
});
