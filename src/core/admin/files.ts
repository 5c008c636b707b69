import { type Card, text } from '../card.ts';
import type { Form } from '../form.ts';

/** Files that may be a table; anything else that is sent to the bot is none of its business. */
export const looksLikeTable = (name: string): boolean => /\.(csv|tsv|txt|xlsx?)$/iu.test(name);

/** Whose form a file fills, by its heading. */
export const formForTable = (table: string): string => {
  const [heading = ''] = table.split(/[\r\n]/, 1);
  return heading.includes('製品名') && !heading.includes('職員番号') ? 'adminSoftware/new' : 'adminStaff/new';
};

export type FileTrouble = 'too-large' | 'unreadable' | 'workbook';

const words: Readonly<Record<FileTrouble, string>> = {
  'too-large':
    'ファイルが大きすぎます。1MBまでのCSVにするか、ボットを動かしている担当者にコマンドでの取り込みを頼んでください。',
  unreadable:
    'ファイルを受け取れませんでした。少し待ってもう一度送るか、表をコピーして「名簿」のフォームに貼り付けてください。続くときは、ボットを動かしている担当者に、ファイルを読む許可があるかを確かめてもらってください。',
  workbook:
    'Excelのファイルは、そのままでは読めません。「CSV UTF-8(コンマ区切り)」で保存して送るか、表をコピーして「名簿」のフォームに貼り付けてください。',
};

const card = (title: string, sentences: readonly string[]): Card => ({
  title,
  tone: 'attention',
  notice: title,
  blocks: sentences.map((sentence) => text(sentence)),
});

const unread = 'ファイルを取り込んでいません';

export const fileTroubleCard = (trouble: FileTrouble): Card =>
  card(unread, [words[trouble], 'まだ何も変えていません。']);

export const unreadableTableCard = (sentence: string): Card => card(unread, [sentence, 'まだ何も変えていません。']);

/** What is to be put right in a file is put right in the file: no form stands behind it. */
export const wrongFileCard = (form: Form): Card => ({
  ...card(unread, []),
  blocks: [...form.intro.slice(0, 1), text('ファイルを直して、もう一度送ってください。')],
});
