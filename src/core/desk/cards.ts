import { type Block, type Button, buttons, type Card, text } from '../card.ts';
import { carried } from '../carried.ts';
import { reportKinds } from '../reports/kinds.ts';
import { kinds } from '../requests/kinds.ts';
import type { Heard } from './words.ts';

const openButton = (form: string, label: string, raw?: object): Button => ({
  label,
  action: { do: 'open', form, ...(raw && Object.keys(raw).length > 0 ? { arg: carried({ raw }) } : {}) },
});

const card = (title: string, blocks: Card['blocks'], tone: Card['tone'] = 'plain'): Card => ({
  title,
  tone,
  notice: title,
  blocks,
});

/** A typed sentence gets a card: the form needs a click of its own, and comes filled with what was said. `first`: what to do before. */
export const formCard = (heard: Extract<Heard, { want: 'form' }>, first: readonly Block[] = []): Card => {
  const open: Button = { ...openButton(heard.form, 'フォームを開く', heard.raw), style: 'primary' };
  const hint =
    Object.keys(heard.raw).length > 0
      ? 'お話の内容を、分かるところまで入れてあります。'
      : '必要なことを順にうかがいます。';
  return card(heard.label, [...first, text(hint), buttons(open)], first.length > 0 ? 'attention' : 'plain');
};

const desk = (): Button[] => [
  openButton('takeout/new', '持ち出し'),
  { label: 'ほかの申請', action: { do: 'press', verb: 'requests' } },
  { ...openButton('incident/new', '事故の報告'), style: 'danger' },
  { label: 'ほかの報告', action: { do: 'press', verb: 'reports' } },
  openButton('ask/new', '質問する'),
  { label: '私の番', action: { do: 'press', verb: 'turns' } },
  { label: '申請状況', action: { do: 'press', verb: 'mine' } },
];

export const menuCard = (): Card =>
  card('守り Mamori', [text('ご用件を選んでください。文章で話しかけてもかまいません。'), buttons(...desk())]);

export const requestsCard = (): Card =>
  card('申請の種類', [
    { kind: 'facts', rows: kinds.map((kind) => [kind.label, kind.about]) },
    buttons(...kinds.map((kind) => openButton(`${kind.name}/new`, kind.label))),
  ]);

export const reportsCard = (): Card =>
  card('報告の種類', [
    text('どれか迷うときは「事故」でかまいません。件名と内容だけで送れます。'),
    { kind: 'facts', rows: reportKinds.map((kind) => [kind.label, kind.about]) },
    buttons(...reportKinds.map((kind) => openButton(`${kind.name}/new`, kind.label))),
  ]);

export const helpCard = (): Card =>
  card('使い方', [
    text('次のことばを送るか、ボタンを押してください。'),
    {
      kind: 'facts',
      rows: [
        ['持ち出し', '情報や機器を職場の外へ持って出る申請'],
        ['事故', '事故や「もしかして」の報告'],
        ['誤送信・ウイルス・紛失', 'それぞれの報告。はじめにすることが出ます'],
        ['報告の種類', '違反や不審なメール、障害の報告など'],
        ['私の番', 'あなたの返事を待っているもの'],
        ['申請状況', 'あなたの申請と、返却するもの'],
        ['台帳', '申請や報告の一覧(見られる範囲)'],
        ['研修', '研修や点検の実施状況(管理者)'],
        ['代行', '留守のあいだの代行者を決める(管理者)'],
        ['申請', '申請の種類の一覧'],
        ['質問 …', 'きまりについての質問。文章でそのまま聞いてもかまいません'],
      ],
    },
    buttons(...desk()),
  ]);

export const unclearCard = (): Card =>
  card('うまく読み取れませんでした', [
    text(
      'ご用件か質問を、文章で送ってください。近いものを選んでもかまいません。急ぎの事故は「事故の報告」からどうぞ。',
    ),
    buttons(...desk()),
  ]);

/** For an account the chart does not know: how to be known, and the one thing that works all the same. */
export const strangerCard = (): Card =>
  card(
    'はじめまして',
    [
      text(
        'このチャットのアカウントが、まだ職員名簿と結び付いていません。総務部に、チャットで使っているメールアドレスを名簿に載せるよう頼んでください。',
      ),
      text('事故の報告は、いますぐできます。'),
      buttons({ ...openButton('incident/new', '事故の報告'), style: 'danger' }),
    ],
    'attention',
  );

/** All that a channel hears of a question that was answered in the asker's own chat: one line without contents. */
export const answeredElsewhereCard = (): Card => card('個人チャットでお答えしました。', []);

/** A refusal as the person reads it, with what they had written, so that it can be used again. */
export const refusalCard = (sentence: string, written: readonly string[] = []): Card =>
  card(
    'お知らせ',
    [
      text(sentence),
      ...(written.length > 0
        ? [text('入力された内容(控え)', 'strong'), { kind: 'list' as const, items: written }]
        : []),
    ],
    'attention',
  );
