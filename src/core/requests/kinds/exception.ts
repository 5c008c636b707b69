import { choices, text } from '../../fields.ts';
import { oneLine } from '../../text.ts';
import { plusMonths } from '../../time.ts';
import { defineKind } from '../kind.ts';
import { period, problem, why } from './common.ts';
import { ending, lateReport } from './exception-after.ts';

export const exception = defineKind({
  name: 'exception',
  label: '例外措置',
  words: ['例外', 'exception'],
  clauses: ['2-9(5)(ア)', '2-9(5)(イ)', '2-9(5)(ウ)'],
  about: 'きまりどおりにできない理由があるとき(情報管理者・情報基盤管理者が申請)',
  offer: ['例外措置を申請する', 'Request an exception'],
  fields: {
    urgent: choices({
      label: '緊急',
      hint: '許可を得る時間がないときだけ。情報基盤管理者が選べます。(対策基準 9(5)(イ))',
      required: false,
      options: [{ value: 'done', label: '先に行い、すぐに報告する' }],
    }),
    rule: text({ label: '守れないきまり', hint: '例: 対策基準 5(1)(イ)②', max: 200 }),
    reason: why('理由', '業務のどこに、なぜ支障があるか'),
    measure: text({
      label: '代わりの対策',
      hint: 'きまりの代わりに情報を守る方法。緊急のときは、あとで報告できます。',
      max: 500,
      lines: true,
      required: false,
    }),
    ...period('開始日', '終了日'),
  },
  hear: (sentence) => (/例外(措置)?/u.test(sentence) ? {} : undefined),
  approvers: ['chiefOfficer'],
  judge: 'securityManager',
  mayAsk: ['informationManager', 'infrastructureManager'],
  first: {
    when: ({ urgent }) => Array.isArray(urgent) && urgent.includes('done'),
    report: lateReport,
    tells: ['chiefOfficer', 'securityManager'],
    days: 1,
  },
  after: ending,
  check: ({ urgent: ticked, measure, from, until }, today, held) => {
    const urgent = ticked.includes('done');
    return problem({
      urgent:
        urgent &&
        !held.includes('infrastructureManager') &&
        '先に行えるのは情報基盤管理者だけです。急ぐときは、情報基盤管理者に電話で伝えてください。(対策基準 9(5)(イ))',
      measure: !urgent && measure === '' && '「代わりの対策」を入力してください。(対策基準 9(5)(ア))',
      from: urgent && from > today && '先に行ったものは、今日までの日付にしてください。',
      until:
        (until < from && '終了日は、開始日と同じ日かそれより後にしてください。') ||
        (until < today && '終了日は今日以降にしてください。') ||
        (until > plusMonths(from, 12) && '終了日は、開始日から1年以内にしてください。'),
    });
  },
  subject: ({ rule }) => oneLine(rule, 40),
});
