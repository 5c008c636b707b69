import { finalDraft, promptDraft } from './commission.ts';
import type { DraftCase } from './draft-case.ts';
import { entrustorDraft } from './entrustor.ts';
import { personsDraft } from './persons.ts';
import { pressDraft } from './press.ts';

export type Draft = { name: string; label: string; write: (about: DraftCase) => string };

/** Texts to copy, each filled from the case; what is missing stands in them as 【要確認】. */
export const drafts: readonly Draft[] = [
  { name: 'prompt', label: '委員会への速報', write: promptDraft },
  { name: 'final', label: '委員会への確報', write: finalDraft },
  { name: 'persons', label: '本人へのお知らせ', write: personsDraft },
  { name: 'entrustor', label: '預けた相手への通知', write: entrustorDraft },
  { name: 'press', label: '報道発表の資料', write: pressDraft },
];

/** Marked in the text itself: what was copied must not pass for a real one. */
export const writeDraft = (draft: Draft, about: DraftCase, drill: boolean): string => {
  const written = draft.write(about);
  return drill ? `【訓練】実際の事故ではありません。送らないでください。\n\n${written}` : written;
};

export const draftOf = (name: string | undefined): Draft | undefined => drafts.find((draft) => draft.name === name);
