import type { DraftCase } from './draft-case.ts';
import { contact, foundation, numbered, orCheck, persons, today } from './phrases.ts';

/** Press release in the form municipal offices use: no name of anybody, no unit's blame, an apology at its place. */
export const pressDraft = (about: DraftCase): string =>
  [
    `報道発表資料\n${today(about)}\n${foundation} ${orCheck(about.unit, '担当部署')}`,
    '個人情報の漏えい(のおそれ)について',
    'このたび、当財団において個人情報が漏えいした(おそれがある)ことが判明しました。関係する皆さまに多大なご迷惑とご心配をおかけし、深くおわび申し上げます。',
    ...numbered([
      ['概要', orCheck(about.body, '何が起きたか。個人の名前や漏れた情報そのものを書かない')],
      [
        '経緯',
        `発生: ${orCheck(about.occurred, '発生した日時')}\n判明: ${orCheck(about.found, '判明した日時')}\n【要確認: そのあとの経緯を日時の順に】`,
      ],
      ['漏えいした(おそれのある)情報', `${orCheck(about.leaked, '氏名、住所など項目の名前')}\n対象: ${persons(about)}`],
      ['原因', orCheck(about.cause, '原因。調査中なら「調査中」')],
      ['二次被害', orCheck(about.items.secondary, '現時点で確認されているか')],
      [
        '対応状況',
        orCheck([about.response, about.items.response].filter(Boolean).join('\n'), '行ったこと。本人への連絡を含む'),
      ],
      ['再発防止策', orCheck(about.items.prevention, '再発防止策')],
    ]),
    `【問い合わせ先】\n${contact(about)}`,
  ].join('\n\n');
