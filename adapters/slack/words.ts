/** Message text as Slack sends it (`&lt;`, `<https://…|label>`, `<@U1>`) as the person typed it. */
export const asTyped = (text: string): string =>
  text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label: string | undefined) => {
      const sign = /^([@#!])/.exec(target)?.[1];
      if (sign) return label ?? (sign === '!' ? `@${target.slice(1)}` : target);
      return label && label !== target.replace(/^(https?:\/\/|mailto:|tel:)/, '') ? `${label} (${target})` : target;
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Words after the slash command: a full-width space separates as well as a half-width one. */
export const afterCommand = (text: string): string => text.replace(/[\u3000\t ]+/g, ' ').trim();

/** Text and link of a message as the argument of a form, inside the 1000 characters an argument may have. */
export const asArgument = (text: string, link: string): string => {
  let points = Array.from(text).slice(0, 900);
  let argument = JSON.stringify({ text: points.join(''), link });
  while (argument.length > 1000) {
    points = points.slice(0, Math.floor(points.length * 0.9));
    argument = JSON.stringify({ text: `${points.join('')}…`, link });
  }
  return argument;
};
