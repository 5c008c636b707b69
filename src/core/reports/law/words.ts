import type { Assessment, Ground, Open, Reason } from './assess.ts';
import { breachFields } from './breach-facts.ts';
import type { DutyName } from './part.ts';
import { unconfirmed } from './rules.ts';

export const groundWords: Readonly<Record<Ground, string>> = {
  sensitive: '要配慮個人情報が含まれる',
  property: 'お金の被害のおそれがある',
  wrongful: '不正の目的のおそれがある',
  persons: '本人が1,000人を超える',
  myNumberSystem: 'マイナンバーの事務のシステムの情報である',
  myNumberWrongful: 'マイナンバーが含まれ、不正の目的のおそれがある',
  myNumberPublic: 'マイナンバーが、だれでも見られる状態になった',
  myNumberPersons: 'マイナンバーが含まれ、本人が100人を超える',
};

export const reasonWords: Readonly<Record<Reason, string>> = {
  noPersonalData: '個人情報が含まれないため',
  entrustorTold: '預かった情報で、預けた相手に通知したため',
  encrypted: '強い暗号で守られ、鍵も無事なため',
  recovered: 'だれにも読まれないうちに、すべて取り戻したため',
  noGround: '報告が要る4つの場合(マイナンバーの場合を含む)のどれにも当たらないため',
};

const openWord = (open: Open): string => (open === 'rules' ? 'その日の法令のきまり' : breachFields[open].label);

export const openWords = (open: readonly Open[]): string => open.map(openWord).join('、');

const recipientWords = { commission: '個人情報保護委員会', entrustor: '預けた相手(市など)' } as const;

export const recipientsOf = (to: readonly ('commission' | 'entrustor')[]): string =>
  to.map((each) => recipientWords[each]).join('と');

/** One sentence; the note that it prepares and people decide goes under it. */
export const assessmentSentence = (assessment: Assessment): string => {
  switch (assessment.is) {
    case 'reportable':
      return assessment.to.length > 0
        ? `${recipientsOf(assessment.to)}への報告・通知が要る見込みです。`
        : '報告・通知が要る件です。相手への通知は済んでいます。';
    case 'needsReview':
      return '報告が要るかどうか、まだ決まりません。分からないことは「要らない」とは数えません。';
    case 'notNeeded':
      return `委員会への報告は要らない見込みです。${reasonWords[assessment.reason]}です。`;
  }
};

export const lawNote = `${unconfirmed}: 見込みを示すだけです。決めるのは人です。2026年の法改正の内容と施行日も、法務で確かめてください。`;

export const dutyLabels: Readonly<Record<DutyName, string>> = {
  entrustor: '預けた相手への通知',
  prompt: '委員会への速報',
  persons: '本人へのお知らせ',
  press: '公表',
  final: '委員会への確報',
};
