import { type Button, buttons, text } from '../../../card.ts';
import { refuse } from '../../../result.ts';
import { fact, shown } from '../../run.ts';
import { type Before, pressStep, type Step } from '../../step.ts';
import { numberOf } from '../../words.ts';
import { draftCase } from '../drafts/case-of.ts';
import { drafts as all, draftOf, writeDraft } from '../drafts/drafts.ts';
import { pagesOf } from '../drafts/pages.ts';
import { concernsLaw, lawOf } from '../state.ts';

const common = {
  by: ['manager', 'chief', 'standIn'],
  when: (report) => concernsLaw(report) && lawOf(report).known !== undefined,
} as const satisfies Pick<Step, 'by' | 'when'>;

const draftButton = ({ run, report }: Before, label: string, arg: string): Button => ({
  label,
  action: { do: 'press', verb: 'draft', case: run.id, version: report.revision, arg },
});

/** One text to copy, to whoever may see it alone. Each view is on record. */
export const draft = pressStep({
  ...common,
  name: 'draft',
  label: '下書き',
  placed: true,
  take: (before) => {
    const { run, report } = before;
    const [name, asked = '1'] = (before.arg ?? '').split('/');
    const number = Number(asked);
    const chosen = draftOf(name);
    const pages = chosen ? pagesOf(writeDraft(chosen, draftCase(before), report.drill)) : [];
    const page = pages[number - 1];
    if (!chosen || !page) return refuse('no-such-thing', 'その下書きはありません。カードを開き直してください。');
    const place = pages.length > 1 ? `(${number}/${pages.length})` : '';
    const title = `${numberOf(run.id, report)} 下書き: ${chosen.label}${place}`;
    const next = `${chosen.name}/${number + 1}`;
    const more = number < pages.length ? [buttons(draftButton(before, '続きを見る', next))] : [];
    const note = '写して使ってください。【要確認】のところは、まだ分かっていません。見たことは記録に残ります。';
    const blocks = [text(note, 'subtle'), ...page.map((part) => text(part)), ...more];
    return shown({ title, tone: 'plain', notice: title, blocks }, [
      fact(run, 'report.draftViewed', { draft: chosen.name, page: number, revision: report.revision }),
    ]);
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
    const list = all.map(({ name, label }) => draftButton(before, label, name));
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
