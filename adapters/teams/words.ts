const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

const asText = (html: string): string =>
  html.replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (sign) => entities[sign] ?? sign);

/** A message's HTML as the person read it; nothing of the markup is kept. */
export const plainOf = (html: string): string =>
  asText(
    html
      .replace(/<\s*(?:br|\/p|\/div|\/li|\/tr)\b[^>]{0,200}>/gi, '\n')
      .replace(/<[^<>]{0,2000}>/g, '')
      .replace(/\n{3,}/g, '\n\n'),
  ).trim();

/** What was typed to the bot, without the bot's own name in front. */
export const asTyped = (text: string): string =>
  text
    .replace(/<at[^<>]{0,200}>[^<>]{0,200}<\/at>/gi, '')
    .replace(/[\u3000\u00a0\t ]+/g, ' ')
    .trim();

const longest = 1_000;

/** Text and link of a message as the argument of a form, inside the 1000 characters an argument may have. */
export const asArgument = (text: string, link: string): string => {
  const shortLink =
    link.length <= 500 && /^https:\/\/teams\.(microsoft\.com|cloud\.microsoft)\//.test(link) ? link : '';
  let points = Array.from(text).slice(0, 900);
  let argument = JSON.stringify({ text: points.join(''), link: shortLink });
  while (argument.length > longest && points.length > 0) {
    points = points.slice(0, Math.floor(points.length * 0.9));
    argument = JSON.stringify({ text: `${points.join('')}…`, link: shortLink });
  }
  return argument;
};
