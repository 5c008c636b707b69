import type { Duty } from './duty.ts';
import { duty, of, tellSecurity } from './shipped-parts.ts';

/** What of the infrastructure comes round: one person does it, and says how it went. */
const upkeep = (
  about: Pick<Duty, 'name' | 'label' | 'clauses' | 'what'> & { months: number; done?: Duty['done'] },
): Duty =>
  duty({
    done: 'report',
    ...about,
    who: of('infrastructureManager'),
    every: { kind: 'months', months: about.months },
    tell: tellSecurity,
    runBy: ['infrastructureManager'],
  });

/** What the 情報基盤管理者 looks after. */
export const upkeepDuties: readonly Duty[] = [
  upkeep({
    name: 'unusedIds',
    label: '使っていないIDとアクセス権の点検',
    clauses: ['2-8(2)(イ)③', '2-8(2)(イ)④'],
    what: '使われていないIDがないか、アクセス権が仕事に合っているかを確かめて、結果を記録してください。',
    months: 3,
  }),
  upkeep({
    name: 'logReview',
    label: '記録(ログ)の点検',
    clauses: ['2-8(1)(キ)③'],
    what: 'システムの記録を調べ、気になることがなかったかを記録してください。',
    months: 1,
  }),
  upkeep({
    name: 'backup',
    label: 'バックアップの確認',
    clauses: ['2-8(1)(ウ)'],
    what: 'バックアップが取れていること、戻せることを確かめて、結果を記録してください。',
    months: 1,
  }),
  upkeep({
    name: 'deviceLedger',
    label: '機器の台帳の点検',
    clauses: ['2-6(3)(オ)'],
    what: '台帳と実際の機器が合っているかを確かめて、結果を記録してください。',
    months: 6,
  }),
  upkeep({
    name: 'contractorCheck',
    label: '委託先の点検',
    clauses: ['2-10(1)(ウ)'],
    what: '委託先が約束した対策を守っているかを確かめて、結果を記録してください。',
    months: 12,
  }),
  upkeep({
    name: 'settingsCheck',
    label: 'システム設定の点検',
    clauses: ['2-9(2)(ア)③'],
    what: 'システムの設定がポリシーに合っているかを確かめて、結果を記録してください。',
    months: 6,
  }),
];
