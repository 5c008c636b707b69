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

/** Words every platform needs around cards and forms. */
export const closeLabel = '閉じる';
export const choosePrompt = '選んでください';
export const personPrompt = '氏名か職員番号を入力してください';
export const cutNotice = '長いため、ここまでを表示しています。';
export const rowHeading = (label: string, number: number): string => `${label} ${number}`;
