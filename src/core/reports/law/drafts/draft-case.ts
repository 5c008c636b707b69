import type { JstDate } from '../../../people/directory.ts';
import type { Assessment } from '../assess.ts';
import type { BreachFacts } from '../breach-facts.ts';
import type { CommissionItems } from '../commission-items.ts';

/** What a draft is filled from. Empty text: nobody has said it yet, and the draft says 【要確認】 there. */
export type DraftCase = {
  /** 「事故 2026-0012」, with 【訓練】 where it is one. */
  number: string;
  today: JstDate;
  /** As shown: 「2026年6月1日(月) 10:30」. */
  found: string;
  occurred: string;
  unit: string;
  body: string;
  /** Which items leaked (氏名, 住所 …), never the data itself. */
  leaked: string;
  cause: string;
  response: string;
  recovery: string;
  facts: BreachFacts;
  items: CommissionItems;
  assessment: Assessment;
};
