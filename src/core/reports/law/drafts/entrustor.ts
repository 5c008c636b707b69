import type { DraftCase } from './draft-case.ts';
import { contact, foundation, numbered, orCheck, persons, today } from './phrases.ts';

/** Notice to whoever entrusted the data: what is known at this moment, at once. */
export const entrustorDraft = (about: DraftCase): string =>
  [
    today(about),
    `${orCheck(about.facts.entrustor, '預けた相手の部署')} 御中`,
    foundation,
    'お預かりしている個人情報の漏えい等について(通知)',
    '受託業務でお預かりしている個人情報について、漏えい等が起きた(または、そのおそれがある)ことを知りましたので、個人情報の保護に関する法律第26条第1項ただし書により、いま分かっていることを通知します。',
    ...numbered([
      ['受託業務の名称', '【要確認: 契約の名称】'],
      ['概要', orCheck(about.body, '何が起きたか')],
      ['判明した日時', orCheck(about.found, '判明した日時')],
      ['発生した日時', orCheck(about.occurred, '発生した日時')],
      ['個人データの項目', orCheck(about.leaked, '氏名、住所など項目の名前')],
      ['本人の数', persons(about)],
      ['原因', orCheck(about.cause, '原因。調査中なら「調査中」')],
      ['二次被害', orCheck(about.items.secondary, 'あったか、おそれがあるか')],
      ['行った対応', orCheck(about.response, '行ったことと、これから行うこと')],
      ['今後の連絡', '分かったことから、順にお知らせします。委員会への報告と公表の進め方を、ご指示ください。'],
      ['連絡先', contact(about)],
    ]),
  ].join('\n\n');
