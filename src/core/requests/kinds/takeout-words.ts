import type { RawValues } from '../../form.ts';
import type { JstDate } from '../../people/directory.ts';
import { clip } from '../../text.ts';
import { hearPeriod, hearPlace } from './heard-details.ts';

/** Ways to say that something leaves the office; written for meaning, not collected. */
const leaving =
  /持ち?出|もちだ|持ち?帰|もちかえ|(持って|もって|携えて|抱えて)(い[かきくっ]|行[かきくっ]|ゆき|帰|出|外|出張)|(出張|外出|訪問|自宅|家|外)[^。]{0,12}(持って|もって|使い|持参)|(PC|パソコン|ノート|USB|資料|書類|名簿|端末|タブレット)[^。]{0,10}(持参|借りて|を外)|\btake\b.{0,40}\b(home|out|outside|away)\b|bring\s.*(home|out)/iu;

/** What the foundation did not issue is another question, wherever it goes. */
export const notOurs =
  /私物|(自分|個人)の(スマホ|スマートフォン|PC|パソコン|端末|携帯|タブレット|ノート|USB)|個人所有|支給(以外|され)|\bmy own (phone|pc|laptop|computer|device|usb)\b/iu;

const things: readonly (readonly [RegExp, string])[] = [
  [/ノート\s*(PC|パソコン)|ノートパソコン|laptop|PC|パソコン/iu, 'laptop'],
  [/タブレット|iPad|スマホ|スマートフォン|携帯|モバイル端末/iu, 'mobile'],
  [/USB|メモリ|SDカード|DVD|CD|ハードディスク|HDD|媒体/iu, 'media'],
  [/データ|ファイル|Excel|エクセル/iu, 'data'],
  [/紙|書類|資料|名簿|台帳|申込書|ファイル/u, 'paper'],
];

/** 「ノートPCを持って出張したい」 fills in the thing and the purpose. */
export const hearTakeout = (sentence: string, today?: JstDate): RawValues | undefined => {
  if (!leaving.test(sentence) || notOurs.test(sentence)) return undefined;
  return takeoutDetails(sentence, today);
};

/** What a sentence about a takeout says: the thing, where to, when, and itself as the purpose. */
export const takeoutDetails = (sentence: string, today?: JstDate): RawValues => {
  const found = things.find(([pattern]) => pattern.test(sentence));
  const name = found?.[0].exec(sentence)?.[0];
  return {
    ...(found ? { 'items.0.type': found[1] } : {}),
    ...(name ? { 'items.0.name': name } : {}),
    ...hearPlace(sentence),
    ...hearPeriod(sentence, today),
    purpose: clip(sentence, 300),
  };
};
