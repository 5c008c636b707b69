import { date, text } from '../../fields.ts';
import { plusMonths, showDate } from '../../time.ts';
import { defineKind } from '../kind.ts';

const fields = {
  rule: text({ label: '守れないきまり', hint: '例: 対策基準 5(1)(イ)②', max: 200 }),
  reason: text({ label: '理由', hint: '業務のどこに、なぜ支障があるか', max: 500, lines: true }),
  measure: text({ label: '代わりの対策', hint: 'きまりの代わりに情報を守る方法', max: 500, lines: true }),
  from: date({ label: '開始日' }),
  until: date({ label: '終了日' }),
};

export const exception = defineKind({
  name: 'exception',
  label: '例外措置',
  words: ['例外措置', '例外', 'exception'],
  clauses: ['2-9(5)(ア)', '2-9(5)(ウ)'],
  about: 'きまりどおりにできない理由があるとき(情報管理者・情報基盤管理者が申請)',
  fields,
  hear: (sentence) => (/例外(措置)?/u.test(sentence) ? {} : undefined),
  approvers: ['chiefOfficer'],
  mayAsk: ['informationManager', 'infrastructureManager'],
  comesBack: false,
  check: (values, today) => {
    if (values.until < values.from)
      return { fields: { until: '終了日は、開始日と同じ日かそれより後にしてください。' } };
    if (values.until < today) return { fields: { until: '終了日は今日以降にしてください。' } };
    if (values.until > plusMonths(values.from, 12))
      return { fields: { until: '終了日は、開始日から1年以内にしてください。' } };
    return undefined;
  },
  subject: (values) => values.rule,
  facts: (values) => [
    ['守れないきまり', values.rule],
    ['理由', values.reason],
    ['代わりの対策', values.measure],
    ['期間', `${showDate(values.from)} から ${showDate(values.until)} まで`],
  ],
  risks: () => [],
  period: ({ from, until }) => ({ from, until }),
  record: ({ from, until }) => ({ from, until }),
});
