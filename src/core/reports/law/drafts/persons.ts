import type { DraftCase } from './draft-case.ts';
import { contact, foundation, orCheck, today } from './phrases.ts';

/** Notice to the persons concerned: plain, with an apology, what they can do, and no data of anybody else. */
export const personsDraft = (about: DraftCase): string =>
  [
    today(about),
    '【要確認: 宛名】 様',
    foundation,
    '個人情報の取扱いに関するおわびとお知らせ',
    'このたび、当財団がお預かりしているあなたの個人情報が、外部に漏れた(または漏れたおそれがある)ことが分かりました。ご心配とご迷惑をおかけし、深くおわび申し上げます。分かっていることを、次のとおりお知らせします。',
    `■ 起きたこと\n${orCheck(about.body, '何が起きたか。ほかの方の情報を書かない')}\n起きた日時: ${orCheck(about.occurred, '発生した日時')}\n分かった日時: ${orCheck(about.found, '判明した日時')}`,
    `■ 漏れた(おそれのある)情報\n${orCheck(about.leaked, '氏名、住所など項目の名前')}`,
    `■ 原因\n${orCheck(about.cause, '原因。調査中なら、その旨')}`,
    `■ 悪用などのおそれ\n${orCheck(about.items.secondary, '二次被害があったか、おそれがあるか')}`,
    `■ 当財団の対応\n${orCheck([about.response, about.items.response].filter(Boolean).join('\n'), '行ったことと、これから行うこと')}`,
    '■ お願い\n心当たりのない電話、メール、郵便物には応じず、下の連絡先へお知らせください。当財団から、暗証番号や口座番号をお聞きすることはありません。',
    `■ 連絡先\n${contact(about)}`,
  ].join('\n\n');
