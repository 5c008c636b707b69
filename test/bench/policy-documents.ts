import MiniSearch from 'minisearch';
import type { DigestEntry } from '../../src/core/policies/digest.ts';

export type Question = { question: string; gold: string };

/** Every fifth way of asking is held out of the documents: it is asked instead. */
const heldOut = (at: number): boolean => at % 5 === 2;

/** The digest without what is asked, and what is asked with the clause it was written for. */
export const split = (digest: readonly DigestEntry[]): { documents: DigestEntry[]; questions: Question[] } => ({
  documents: digest.map((entry) => ({
    ...entry,
    asks: entry.asks.filter((_, at) => !heldOut(at)),
    ...(entry.asksEn ? { asksEn: entry.asksEn.filter((_, at) => !heldOut(at)) } : {}),
  })),
  questions: digest.flatMap(({ id, asks, asksEn }) =>
    [asks, asksEn ?? []].flatMap((list) =>
      list.filter((_, at) => heldOut(at)).map((question) => ({ question, gold: id })),
    ),
  ),
});

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/gu;

/** Words where there are words, pairs of signs where there are none: what search engines are given for Japanese. */
export const bigrams = (text: string): string[] => {
  const folded = text.normalize('NFKC').toLowerCase();
  const pairs = (folded.match(japanese) ?? []).flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
  );
  return [...(folded.match(/[a-z0-9]+/gu) ?? []), ...pairs];
};

const fields = ['title', 'titleEn', 'plain', 'plainEn', 'things', 'asks', 'asksEn'] as const;

/** MiniSearch over the very same words, titles counting three times. */
export const miniSearchOver = (documents: readonly DigestEntry[]): MiniSearch => {
  const index = new MiniSearch({ fields: [...fields], tokenize: bigrams, processTerm: (term) => term });
  index.addAll(
    documents.map((entry) => ({
      id: entry.id,
      ...Object.fromEntries(fields.map((field) => [field, [entry[field] ?? ''].flat().join(' ')])),
    })),
  );
  return index;
};

export type Found = { hit1: number; hit3: number; mrr: number };

export const scoreOf = (
  questions: readonly Question[],
  search: (question: string) => readonly string[],
): Found & { times: number[] } => {
  const times: number[] = [];
  const total: Found = { hit1: 0, hit3: 0, mrr: 0 };
  for (const { question, gold } of questions) {
    const began = performance.now();
    const found = search(question);
    times.push(performance.now() - began);
    const rank = found.slice(0, 10).indexOf(gold) + 1;
    total.hit1 += rank === 1 ? 1 : 0;
    total.hit3 += rank > 0 && rank <= 3 ? 1 : 0;
    total.mrr += rank > 0 ? 1 / rank : 0;
  }
  const share = (sum: number): number => Math.round((sum / questions.length) * 1000) / 1000;
  return { hit1: share(total.hit1), hit3: share(total.hit3), mrr: share(total.mrr), times };
};
