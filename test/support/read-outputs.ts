import MarkdownIt from 'markdown-it';
import { renderCard } from '../../adapters/adaptive-cards/render-card.ts';
import { renderForm as teamsForm } from '../../adapters/adaptive-cards/render-form.ts';
import { renderMessage, renderSay } from '../../adapters/slack/render.ts';
import { renderForm as slackForm } from '../../adapters/slack/render-form.ts';
import type { Card } from '../../src/core/card.ts';
import type { Form } from '../../src/core/form.ts';
import { messageProblems, viewProblems } from './fake-slack/block-rules.ts';

// biome-ignore lint/suspicious/noExplicitAny: whatever was rendered
type Json = any;

const nodes = (node: Json): Json[] => {
  if (Array.isArray(node)) return node.flatMap(nodes);
  if (typeof node !== 'object' || node === null) return [];
  return [node, ...Object.values(node).flatMap(nodes)];
};

/** What Slack would make of it that is not plain text: undefined when nothing. */
const inSlack = (drawn: Json): string | undefined => {
  for (const node of nodes(drawn)) {
    if ('url' in node || 'image_url' in node) return `a link: ${JSON.stringify(node)}`;
    if (node.type !== 'mrkdwn') continue;
    if (node.verbatim !== true) return `links and names are looked for in ${node.text}`;
    if (/[<>]|&(?!amp;|lt;|gt;)/.test(node.text)) return `a control sequence in ${node.text}`;
  }
  return undefined;
};

const readers = [new MarkdownIt('commonmark'), new MarkdownIt({ html: true })];
/** The same label again need not be read again. */
const harmless = new Set<string>();

const markup = (text: string): string | undefined => {
  if (harmless.has(text)) return undefined;
  for (const reader of readers) {
    const tags = reader.render(text).replace(/<\/?p>|<br ?\/?>/g, '');
    if (/[<>]/.test(tags)) return `markup: ${tags}`;
  }
  if (/\{\{\s*(DATE|TIME)\s*\(/.test(text)) return `a date function: ${text}`;
  harmless.add(text);
  return undefined;
};

/** What Teams or the console would make of it that is not plain text. */
const inTeams = (drawn: Json): string | undefined => {
  for (const node of nodes(drawn)) {
    if ('url' in node || 'entities' in node || node.type === 'Action.OpenUrl') return `a link: ${JSON.stringify(node)}`;
    const read = [
      ...(node.type === 'TextBlock' ? [node.text] : []),
      ...(Array.isArray(node.facts) ? node.facts.flatMap((fact: Json) => [fact.title, fact.value]) : []),
    ];
    for (const text of read) {
      const found = markup(text);
      if (found) return found;
    }
  }
  return undefined;
};

/** The line of a lock screen calls nobody and links nowhere. */
const inNotice = (notice: string): string | undefined =>
  /[<>@\n]|https?:|\p{Cc}/u.test(notice.replace(/&(amp|lt|gt);/g, '')) ? `a notification: ${notice}` : undefined;

/** What is wrong with a card, wherever it is shown: undefined when it is text and nothing else. */
export const wrongWithCard = (card: Card): string | undefined => {
  const message = renderMessage(card);
  const refused = [...messageProblems(message.blocks).problems, ...viewProblems(renderSay(card), 'modal')];
  return (
    inNotice(message.text) ??
    inSlack(message.blocks) ??
    inSlack(renderSay(card)) ??
    inTeams(renderCard(card)) ??
    (refused.length > 0 ? `Slack would refuse it: ${refused.join('; ')}` : undefined)
  );
};

export const wrongWithForm = (form: Form): string | undefined => {
  const view = slackForm(form);
  const refused = viewProblems(view, 'modal');
  return (
    inSlack(view) ??
    inTeams(teamsForm(form)) ??
    (refused.length > 0 ? `Slack would refuse it: ${refused.join('; ')}` : undefined)
  );
};
