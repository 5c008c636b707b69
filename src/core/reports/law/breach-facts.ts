import { z } from 'zod';
import { choice, number, text } from '../../fields.ts';

const answers = ['yes', 'no', 'unknown'] as const;
const Answer = z.enum(answers);
export type Answer = z.infer<typeof Answer>;

/** What the law asks about a leak. `unknown` is an answer: it needs review and never counts as "no". */
export const BreachFacts = z.object({
  /** Whose data: the foundation's own, entrusted to it (by the city), some of both. */
  owner: z.enum(['own', 'entrusted', 'both', 'unknown']),
  entrustor: z.string(),
  personal: Answer,
  /** Only whether; the number itself is never typed. */
  myNumber: Answer,
  /** Recorded in the information network's machines, or in a system of the offices that use the numbers. */
  myNumberSystem: Answer,
  /** Open to anybody's eyes. */
  publicView: Answer,
  encrypted: Answer,
  recovered: Answer,
  sensitive: Answer,
  property: Answer,
  wrongful: Answer,
  /** The most persons it can be; absent while nobody knows. */
  persons: z.number().int().nonnegative().optional(),
});
export type BreachFacts = z.infer<typeof BreachFacts>;

const asked = (label: string, yes: string, no: string, hint?: string) =>
  choice<Answer>({
    label,
    ...(hint ? { hint } : {}),
    options: [
      { value: 'yes', label: yes },
      { value: 'no', label: no },
      { value: 'unknown', label: '分からない・調査中' },
    ],
  });

/** 漏えいの確認, in the order in which the law asks. */
export const breachFields = {
  owner: choice<BreachFacts['owner']>({
    label: 'だれの情報か',
    hint: '市から預かった情報は、市への通知が先です。',
    options: [
      { value: 'own', label: '財団の情報' },
      { value: 'entrusted', label: '市などから預かった情報' },
      { value: 'both', label: '両方が含まれる' },
      { value: 'unknown', label: '分からない・調査中' },
    ],
  }),
  entrustor: text({ label: '預けた相手', hint: '例: 市の○○課。財団の情報だけなら空のまま', max: 100, required: false }),
  personal: asked('個人情報', '含まれる(かもしれない)', '含まれない'),
  myNumber: asked(
    'マイナンバー',
    '含まれる(かもしれない)',
    '含まれない',
    '番号そのものは、どこにも書かないでください。',
  ),
  myNumberSystem: asked(
    'マイナンバーの事務のシステムの情報か',
    'はい',
    'いいえ',
    'マイナンバーが含まれないときは「いいえ」',
  ),
  publicView: asked('だれでも見られる状態になったか', 'なった(かもしれない)', 'なっていない'),
  encrypted: asked('強い暗号で守られ、鍵も無事か', 'はい(確かめた)', 'いいえ'),
  recovered: asked('だれにも読まれないうちに、すべて取り戻したか', 'はい(確かめた)', 'いいえ'),
  sensitive: asked('要配慮個人情報', '含まれる(かもしれない)', '含まれない', '病歴、障害、犯罪の経歴、信条など'),
  property: asked('お金の被害のおそれ', 'ある(かもしれない)', 'ない', '口座やカードの番号とパスワードなど'),
  wrongful: asked(
    '不正の目的のおそれ',
    'ある(かもしれない)',
    'ない',
    '盗難、不正アクセス、ウイルス、内部の持ち出しなど',
  ),
  persons: number({
    label: '本人の人数(最大で)',
    hint: '分からないときは空のまま',
    min: 0,
    max: 100_000_000,
    required: false,
  }),
};

/** What the form begins with: only what somebody knows has to be touched. */
export const nothingKnown: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(breachFields).flatMap((name) => (name === 'entrustor' || name === 'persons' ? [] : [[name, 'unknown']])),
);
