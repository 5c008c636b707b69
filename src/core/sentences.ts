import { type Card, text } from './card.ts';

/** Said when nothing was saved: whatever was pressed may be pressed again. */
export const couldNotSave = '保存できませんでした。少し時間をおいて、もう一度押してください';

export const couldNotSaveCard: Card = {
  title: '保存できませんでした',
  tone: 'stop',
  notice: '保存できませんでした',
  blocks: [text(couldNotSave)],
};

/** A form needs a click that is only seconds old; this one came too late. */
export const couldNotOpen = 'フォームを開けませんでした。もう一度押してください。';

/** Said in the channel when the asker cannot be written to alone. */
export const addToChat =
  '個人チャットでお答えします。この「守り」を個人用のアプリに追加してから、もう一度送ってください。';

/** An answer could not be shown to everybody in the channel. */
export const couldNotShare = '共有できませんでした。もう一度質問してから、「共有」を押してください。';

/** Words every platform needs around cards and forms. */
export const closeLabel = '閉じる';
export const choosePrompt = '選んでください';
export const personPrompt = '氏名か職員番号を入力してください';
export const cutNotice = '長いため、ここまでを表示しています。';
export const rowHeading = (label: string, number: number): string => `${label} ${number}`;
