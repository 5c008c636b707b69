import type { DraftCase } from './draft-case.ts';
import { contact, foundation, grounds, numbered, orCheck, persons, today } from './phrases.ts';

const items = (about: DraftCase, as: 'prompt' | 'final'): string[] =>
  numbered([
    ['報告が要る理由', grounds(about)],
    [
      '概要',
      [
        orCheck(about.body, '何が起きたか'),
        `判明した日時: ${orCheck(about.found, '判明した日時')}`,
        `発生した日時: ${orCheck(about.occurred, '発生した日時')}`,
      ].join('\n'),
    ],
    ['漏えいした(おそれのある)個人データの項目', orCheck(about.leaked, '氏名、住所など項目の名前')],
    ['本人の数', persons(about)],
    ['原因', orCheck(about.cause, as === 'final' ? '原因' : '原因。調査中なら「調査中」')],
    ['二次被害', orCheck(about.items.secondary, 'あったか、おそれがあるか')],
    ['本人への対応', orCheck(about.items.response, '知らせた日と方法')],
    ['公表', orCheck(about.items.publication, '公表した日と方法、または公表しない理由')],
    [
      '再発防止のための措置',
      orCheck(about.items.prevention, as === 'final' ? '済んだものと、これからのもの' : '済んだもの'),
    ],
    [
      'その他',
      `マイナンバー: ${{ yes: '含まれる(番号は記載しない)', no: '含まれない', unknown: '【要確認】' }[about.facts.myNumber]}`,
    ],
    ['連絡先', contact(about)],
  ]);

/** 速報: what is known so far, without delay. The form of the Commission's site takes the same headings. */
export const promptDraft = (about: DraftCase): string =>
  [
    '個人データの漏えい等の報告(速報)',
    `${today(about)}  ${about.number}`,
    `報告する者: ${foundation}`,
    ...items(about, 'prompt'),
  ].join('\n\n');

/** 確報: everything, by day 30 or 60. */
export const finalDraft = (about: DraftCase): string =>
  [
    '個人データの漏えい等の報告(確報)',
    `${today(about)}  ${about.number}`,
    `報告する者: ${foundation}`,
    ...items(about, 'final'),
    '速報からの変更: 【要確認: 速報のあとで分かったこと】',
  ].join('\n\n');
