import type { Block } from '../card.ts';
import type { Json } from '../facts.ts';
import type { Ctx } from '../feature.ts';
import type { RawValues } from '../form.ts';
import type { Fields } from '../form-schema.ts';
import type { Outbound } from '../outbound.ts';
import type { DirectoryChange, JstDate } from '../people/directory.ts';
import type { Result } from '../result.ts';

export type ShownSection = { title: string; lines: string[] };

/** What a change would do, worked out from the chart and the settings as they stand now. */
export type Plan = {
  sections: readonly ShownSection[];
  change: DirectoryChange;
  /** What the ledger keeps for ever: codes, dates, counts, before and after. */
  data: Readonly<Record<string, Json>>;
  /** Names and what was typed: erasable. */
  details?: Readonly<Record<string, Json>>;
  /** It holds from this JST date on, when that is not today. */
  from?: JstDate;
  /** Asked about once more before it counts. */
  sure?: string;
  /** A role of the whole foundation must never be without a holder; a staff file may find it so. */
  vacancy: 'refuse' | 'ask';
};

/** One thing the 情報セキュリティ管理者 looks after. Its life (preview, consent, day, record) is the same for all. */
export type Subject<I = unknown> = {
  /** Names its cases and its form: `adminStaff/new`. */
  kind: string;
  label: string;
  /** Words that open its form. */
  words: readonly string[];
  /** One line in the menu. */
  about: string;
  clause: string;
  intro(ctx: Ctx): readonly Block[];
  fields(ctx: Ctx): Fields;
  /** What stands in the form when it opens: how it is now. */
  raw(ctx: Ctx): RawValues;
  /** What was filled in; refused with a sentence at each field. */
  read(ctx: Ctx, raw: RawValues): Result<I>;
  plan(ctx: Ctx, input: I): Result<Plan>;
  /** It may move requests that are under way. */
  moves?: true;
  /** What follows once it holds: days on which somebody has to hear of something, and what they hear then. Its input is kept for that. */
  later?: {
    days(input: I): readonly JstDate[];
    tell(ctx: Ctx, input: I, on: JstDate): readonly Outbound[];
  };
  /** Its preview holds people's names and addresses: only the counts are kept once it is over. */
  personal?: true;
};

// biome-ignore lint/suspicious/noExplicitAny: each subject reads its own input; the list holds them all
export type AnySubject = Subject<any>;

export const unchanged = (code = 'nothing-changes'): Result<never> => ({
  ok: false,
  refusal: { code, text: 'いまと同じ内容です。変わるところはありません。' },
});
