import { buttons, text } from '../../../card.ts';
import { refuse } from '../../../result.ts';
import { fact, shown } from '../../run.ts';
import { type Before, pressStep, type Step } from '../../step.ts';
import { numberOf } from '../../words.ts';
import { draftCase } from '../drafts/case-of.ts';
import { drafts as all, draftOf, writeDraft } from '../drafts/drafts.ts';
import { concernsLaw, lawOf } from '../state.ts';

const common = {
  by: ['manager', 'chief', 'standIn'],
  when: (report) => concernsLaw(report) && lawOf(report).known !== undefined,
} as const satisfies Pick<Step, 'by' | 'when'>;

/** One text to copy, to whoever may see it alone. Each view is on record. */
export const draft = pressStep({
  ...common,
  name: 'draft',
  label: '下書き',
  placed: true,
  take: (before) => {
    const { run, report, arg } = before;
    const chosen = draftOf(arg);
    if (!chosen) return refuse('no-such-thing', 'その下書きはありません。カードを開き直してください。');
    const title = `${numberOf(run.id, report)} 下書き: ${chosen.label}`;
    const written = writeDraft(chosen, draftCase(before), report.drill);
    return shown(
      {
        title,
        tone: 'plain',
        notice: title,
        blocks: [
          text(
            '写して使ってください。【要確認】のところは、まだ分かっていません。見たことは記録に残ります。',
            'subtle',
          ),
          ...written.split('\n\n').map((part) => text(part)),
        ],
      },
      [fact(run, 'report.draftViewed', { draft: chosen.name, revision: report.revision })],
    );
  },
});

/** 下書きを見る: which there are. */
export const drafts = pressStep({
  ...common,
  name: 'drafts',
  label: '下書きを見る',
  take: (before: Before) => {
    const { run, report } = before;
    const title = `${numberOf(run.id, report)} 下書き`;
    const list = all.map(({ name, label }) => ({
      label,
      action: { do: 'press' as const, verb: draft.name, case: run.id, version: report.revision, arg: name },
    }));
    return shown(
      {
        title,
        tone: 'plain',
        notice: title,
        blocks: [
          text('見たいものを選んでください。あなただけに表示され、見たことは記録に残ります。'),
          buttons(...list),
        ],
      },
      [],
    );
  },
});
