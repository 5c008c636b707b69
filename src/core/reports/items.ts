import { z } from 'zod';
import { When } from './when.ts';

/** The nine items of 2-7(3)(イ), in the clause's order. */
export const itemNames = [
  'subject',
  'foundAt',
  'occurredAt',
  'reporter',
  'body',
  'leaked',
  'cause',
  'response',
  'recovery',
] as const;
export type ItemName = (typeof itemNames)[number];

export const itemLabels: Readonly<Record<ItemName, string>> = {
  subject: '件名',
  foundAt: '判明した日時',
  occurredAt: '発生した日時',
  reporter: '通報者',
  body: '内容',
  leaked: '漏えいした情報',
  cause: '想定される原因',
  response: '対応方針',
  recovery: '復旧方針',
};

/** Who said what when; 調査中 is an answer too. The time items hold a moment, the others words. */
const Item = z.union([
  z.object({ is: z.literal('known'), value: z.string(), by: z.string(), at: z.string() }),
  z.object({ is: z.literal('moment'), when: When, by: z.string(), at: z.string() }),
  z.object({ is: z.literal('open'), by: z.string(), at: z.string() }),
]);
export type Item = z.infer<typeof Item>;

/** A missing key has not been asked or answered yet; the 通報者 is always known. */
export const Items = z.partialRecord(z.enum(itemNames), Item);
export type Items = z.infer<typeof Items>;

/** Items nobody has said anything about. */
export const missingItems = (items: Items): ItemName[] =>
  itemNames.filter((name) => name !== 'reporter' && items[name] === undefined);

/** Items whose answer is 調査中. */
export const openItems = (items: Items): ItemName[] => itemNames.filter((name) => items[name]?.is === 'open');

export const wordsOf = (items: Items, name: ItemName): string => {
  const item = items[name];
  return item?.is === 'known' ? item.value : '';
};
