import type { types } from '@slack/bolt';
import { clip, lengthOf } from '../../src/core/text.ts';

// Control characters but tab and line feed, and marks that turn the reading direction around: they can disguise what is read.
const unseen = /(?![\t\n])\p{Cc}|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/** Slack refuses empty text objects. */
const nothing = '―';

const visible = (value: string): string => value.replace(unseen, '');

const orNothing = (value: string): string => (value.trim() === '' ? nothing : value);

/** Literal text: Slack reads no mention, link or emphasis in it. */
export const plain = (value: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: clip(orNothing(visible(value)), max),
  emoji: false,
});

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

export const escapeAll = (value: string): string => visible(value).replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** At most `max` characters once escaped, never cut inside an entity. */
const escaped = (value: string, max: number): string => {
  const whole = escapeAll(value);
  if (lengthOf(whole) <= max) return whole;
  let kept = '';
  let length = 0;
  for (const point of value) {
    const piece = entities[point] ?? point;
    length += piece.length > 2 ? piece.length : 1;
    if (length > max - 1) break;
    kept += piece;
  }
  return `${kept}…`;
};

/** A bold label over its value. `verbatim` keeps Slack from making links and mentions of what people typed. */
export const labelled = (label: string, value: string, max: number): types.MrkdwnElement => {
  const head = `*${escaped(oneLine(label), 150)}*\n`;
  return { type: 'mrkdwn', text: head + escaped(orNothing(visible(value)), max - lengthOf(head)), verbatim: true };
};

/** Bold line by line: an asterisk does not reach over a line break. */
export const strong = (value: string, max: number): types.MrkdwnElement => ({
  type: 'mrkdwn',
  text: orNothing(visible(value))
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `*${escaped(line.trim().replaceAll('*', '＊'), max)}*`))
    .join('\n'),
  verbatim: true,
});

/** As text, not as a button: Slack sends a press for a button that only opens a page. */
export const link = (label: string, url: string, max: number): types.MrkdwnElement => ({
  type: 'mrkdwn',
  text: `*<${url}|${escaped(oneLine(label).replaceAll('|', '｜'), max - url.length - 5)}>*`,
  verbatim: true,
});

const oneLine = (value: string): string => orNothing(visible(value).replace(/\s+/gu, ' ').trim());

/** Pieces of at most `max` code points, broken at a line end where there is one in the second half. */
export const pieces = (value: string, max: number): string[] => {
  const points = Array.from(visible(value));
  const found: string[] = [];
  for (let from = 0; from < points.length; ) {
    const window = points.slice(from, from + max);
    const lineEnd = from + max < points.length ? window.lastIndexOf('\n') : -1;
    const length = lineEnd > max / 2 ? lineEnd + 1 : window.length;
    found.push(window.slice(0, length).join('').trimEnd());
    from += length;
  }
  return found.filter((piece) => piece.trim() !== '');
};
