import type { Audience, Duty, DutyRole } from './duty.ts';

const of = (...roles: DutyRole[]): Audience => ({ roles, employment: [], units: [] });
const everybody = of('staff');

const usual = {
  remind: [-10, -3, 0],
  again: 5,
  later: 0,
  runBy: [],
  reported: false,
  quiz: [],
} satisfies Partial<Duty>;

const tellManager: Duty['tell'] = [{ after: 1, role: 'informationManager' }];
const tellBoth: Duty['tell'] = [...tellManager, { after: 3, role: 'securityManager' }];
const tellSecurity: Duty['tell'] = [{ after: 1, role: 'securityManager' }];

const noPassword = 'このボットはパスワードを尋ねません。パスワードを書いて送らないでください。(対策基準 7(4)(イ)②)';

type About = Pick<Duty, 'name' | 'label' | 'clauses' | 'what' | 'who' | 'every' | 'done' | 'tell'> & Partial<Duty>;
const duty = (about: About): Duty => ({ ...usual, ...about });

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

/** Everything domain.md lists under "What comes round by itself"; a new duty is one entry here. */
export const shippedDuties: readonly Duty[] = [
  duty({
    name: 'training',
    label: '情報セキュリティ研修',
    clauses: ['2-7(2)(エ)', '2-7(2)(ア)'],
    what: '研修を受けて、終わったら「完了」を押してください。',
    who: everybody,
    every: { kind: 'year' },
    done: 'quiz',
    tell: tellManager,
    reported: true,
  }),
  duty({
    name: 'managerTraining',
    label: '情報管理者の研修',
    clauses: ['2-7(2)(イ)', '2-7(2)(ア)'],
    what: '管理する立場の方の研修を受けて、終わったら「完了」を押してください。',
    who: of('informationManager', 'infrastructureManager', 'securityManager', 'chiefOfficer'),
    every: { kind: 'year' },
    done: 'quiz',
    tell: tellSecurity,
    reported: true,
  }),
  duty({
    name: 'newcomerTraining',
    label: '着任時の研修',
    clauses: ['2-7(2)(エ)', '2-7(1)(ア)'],
    what: 'ポリシーの要旨を読み、着任時の研修を受けて「完了」を押してください。',
    who: { ...everybody, joinedWithin: 30 },
    every: { kind: 'joining', days: 30 },
    done: 'quiz',
    tell: tellManager,
    reported: true,
  }),
  duty({
    name: 'drill',
    label: '緊急時対応訓練',
    clauses: ['2-7(2)(ウ)'],
    what: '訓練を行い、結果と、これから直すことを記録してください。',
    who: of('securityManager'),
    every: { kind: 'year' },
    done: 'report',
    tell: [{ after: 1, role: 'chiefOfficer' }],
    runBy: ['chiefOfficer'],
  }),
  duty({
    name: 'password',
    label: 'パスワードの変更',
    clauses: ['2-7(4)(イ)⑦'],
    what: 'いつもの画面からご自分でパスワードを変えて、「変更しました」を押してください。',
    note: noPassword,
    who: everybody,
    every: { kind: 'months', months: 6 },
    done: 'self',
    later: 3,
    tell: tellManager,
  }),
  duty({
    name: 'initialPassword',
    label: '仮のパスワードの変更',
    clauses: ['2-7(4)(イ)⑨'],
    what: '最初にログインしたときに、仮のパスワードをご自分のものに変えてください。',
    note: noPassword,
    who: { ...everybody, joinedWithin: 30 },
    every: { kind: 'joining', days: 3 },
    remind: [-1, 0],
    done: 'self',
    tell: tellManager,
  }),
  duty({
    name: 'privilegedPassword',
    label: '特権IDのパスワードの変更',
    clauses: ['2-8(2)(ク)④'],
    what: '特権IDのパスワードを、使ったことのないものに変えてください。',
    note: noPassword,
    who: of('infrastructureManager'),
    every: { kind: 'months', months: 6 },
    done: 'self',
    tell: tellSecurity,
    runBy: ['infrastructureManager'],
  }),
  duty({
    name: 'deviceCheck',
    label: 'モバイル端末の確認',
    clauses: ['2-7(1)(オ)⑦'],
    what: '持ち出しに使う端末を情報管理者に見せて、「見せました」を押してください。情報管理者の確認で終わります。',
    who: everybody,
    every: { kind: 'months', months: 3 },
    done: 'both',
    later: 1,
    tell: tellManager,
  }),
  duty({
    name: 'virusScan',
    label: 'ウイルスの全体検査',
    clauses: ['2-8(4)(イ)⑥'],
    what: 'パソコン全体のウイルス検査を行ってください。',
    who: everybody,
    every: { kind: 'months', months: 3 },
    remind: [-3, 0],
    done: 'self',
    later: 1,
    tell: tellManager,
  }),
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
  duty({
    name: 'complianceCheck',
    label: '守られているかの確認',
    clauses: ['2-9(2)(ア)①'],
    what: '担当の部署でポリシーが守られているかを確かめて、結果を記録してください。',
    who: of('informationManager'),
    every: { kind: 'months', months: 6 },
    done: 'report',
    tell: tellSecurity,
  }),
  duty({
    name: 'documentReview',
    label: '文書の見直し',
    clauses: ['2-4(3)(ウ)'],
    what: '担当する文書と分類が今も合っているかを見直して、結果を記録してください。',
    who: of('informationManager'),
    every: { kind: 'months', months: 12 },
    done: 'report',
    tell: tellSecurity,
  }),
  duty({
    name: 'selfInspection',
    label: '自己点検',
    clauses: ['2-11(2)(ア)', '2-11(2)(イ)'],
    what: '担当の部署の自己点検を行い、結果と、直すことを記録してください。',
    who: of('informationManager'),
    every: { kind: 'year' },
    done: 'report',
    tell: tellBoth,
    reported: true,
  }),
  duty({
    name: 'policyReview',
    label: 'ポリシーと手順の見直し',
    clauses: ['2-11(3)', '2-9(4)(エ)'],
    what: '点検や事故の結果をもとに、ポリシーと緊急時の手順を見直す必要があるかを記録してください。',
    who: of('chiefOfficer'),
    every: { kind: 'year' },
    done: 'report',
    tell: tellSecurity,
  }),
];

export const shippedDuty = (name: string): Duty | undefined => shippedDuties.find((each) => each.name === name);
