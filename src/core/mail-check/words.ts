const several =
  /数[十百]?(?:人|名|件|社)|大勢|おおぜい|みんな|全員|一斉|複数の(?:人|方|相手|宛先)|たくさんの(?:人|方)/u;
const counted = /(\d[\d,]{0,8})\s*(?:人|名|件|社|か所|箇所|通|people|persons|recipients|addresses)/iu;
const sending = /送(?!迎|別|料|付状)|配信|メール|\bsend(?:ing)?\b|\bmail(?:ing)?\b/iu;
const toPeople = /(?:に|へ|宛て?に?|まで)[^。]{0,12}(?:送|配信|メール)|メール|一斉(?:送信|配信)|\bbcc\b|\bto\b/iu;
const isDone = /送(?:った|りました|ってしま|っちゃ|られ)|\bsent\b|届(?:い|き)/iu;
const otherWays = /郵送|郵便|宅配|fax|ファックス|ファクス|手紙|はがき|sms/iu;

/** 「60人に送るけど大丈夫?」: whether a sentence asks about a mail that is still to go to several people, and to how many. */
export const beforeMail = (sentence: string): { people?: number; english?: true } | undefined => {
  const said = sentence.normalize('NFKC');
  if (!sending.test(said) || !toPeople.test(said) || isDone.test(said) || otherWays.test(said)) return undefined;
  const found = counted.exec(said)?.[1];
  const people = found === undefined ? undefined : Number(found.replaceAll(',', ''));
  const english = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(said)
    ? {}
    : { english: true as const };
  if (people !== undefined) return people > 1 ? { people, ...english } : undefined;
  return several.test(said) && /メール|mail|bcc|一斉送信/iu.test(said) ? english : undefined;
};
