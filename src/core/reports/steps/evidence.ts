import { text as words } from '../../card.ts';
import { caseNumber } from '../../case-number.ts';
import { text } from '../../fields.ts';
import { isOver, type Report } from '../report.ts';
import { decided, fact, told } from '../run.ts';
import { formStep } from '../step.ts';

/** 証拠: a reference number and where it is kept. Files never go into chat (2-10(2)). */
export const evidence = formStep({
  name: 'evidence',
  label: '証拠を控える',
  by: ['reporter', 'unitManager', 'infrastructure', 'manager'],
  when: (report) => !isOver(report),
  title: '証拠を控える',
  intro: () => [
    words(
      'ファイルや写真は、チャットに載せないでください。番号が付くので、その番号を添えて総務部(情報基盤管理者)に渡してください。',
    ),
    words('元のファイルや機器は、消したり直したりせず、そのまま残してください。(対策基準 7(3)(ウ)②)'),
  ],
  fields: {
    what: text({ label: '証拠', hint: '例: 送信したメールの控え(紙1枚)、端末 PC-0007', max: 200 }),
    kept: text({ label: 'いまあるところ', hint: '例: 企画グループの施錠した棚', max: 200 }),
  },
  submit: ({ run, report }, { what, kept }) => {
    const no = `${caseNumber(run.id)}-証${report.evidence.length + 1}`;
    const next: Report = {
      ...report,
      evidence: [...report.evidence, { no, what, kept, by: run.by, at: run.ctx.now }],
      history: told(report, run, '証拠を控えた', no),
    };
    const card = {
      title: `控えの番号は ${no} です`,
      tone: 'good' as const,
      notice: '証拠を控えました',
      blocks: [words(`この番号を添えて、総務部(情報基盤管理者)に渡してください。チャットには載せないでください。`)],
    };
    return decided(run, next, [fact(run, 'report.evidence', { no }, { what, kept })], { reply: { kind: 'say', card } });
  },
});
