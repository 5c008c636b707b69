import { date, text } from '../../fields.ts';
import type { After } from '../after.ts';
import { why, yesNo } from './common.ts';

/** An exception ends: the rule holds again. */
export const ending: After = {
  ...{ name: '例外の終了', running: '例外措置の期間中', done: '例外を終えた', act: 'きまりどおりに戻して' },
  ...{ acted: 'きまりどおりに戻したら', due: '終了日', limit: '例外の期限', clause: '2-9(5)(ウ)' },
  on: ({ until }) => String(until),
  intro: 'きまりどおりに戻ったことを、情報セキュリティ管理者が確かめます。続けるときは、新しく申請してください。',
  fields: { restored: yesNo('きまりどおりか', undefined, ['まだ戻っていない', '元に戻した']) },
  confirm: 'securityManager',
  confirmIntro: 'きまりどおりに戻ったことを確かめてから送信してください。',
  checks: [{ value: 'restored', label: 'きまりどおりに戻ったことを確かめた' }],
  contradicts: ({ restored }) =>
    restored === 'no' ? 'まだ戻っていないとの申し出です。「まだ確認できない」を選んでください。' : undefined,
};

/** Done first for want of time: the whole report follows, and the 責任者 confirms it (2-9(5)(イ)). */
export const lateReport: After = {
  ...{ name: '事後報告', running: '緊急に実施・事後報告待ち', done: '事後報告をする', act: '事後報告をして' },
  ...{ acted: '行ったことをまとめたら', due: '報告期限', limit: '報告期限', clause: '2-9(5)(イ)' },
  on: ({ from }) => String(from),
  intro: '行ったことを、情報セキュリティ責任者に報告します。',
  fields: {
    doneOn: date({ label: '実施した日' }),
    did: why('行ったこと', 'いつ、だれが、何をしたか'),
    measures: why('とった対策', '情報を守るためにしたこと'),
    back: text({ label: 'きまりどおりに戻した日・見込み', max: 100 }),
  },
  confirm: 'chiefOfficer',
  confirmIntro: '報告の内容を確かめてから送信してください。続けるときは、通常の例外措置の申請が要ります。',
  checks: [
    { value: 'ended', label: '報告を確かめた(もう終わっている)' },
    { value: 'apply', label: '報告を確かめた(続けるため、通常の申請を求める)' },
  ],
};
