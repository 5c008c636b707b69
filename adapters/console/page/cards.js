import { hostConfig } from './host-config.js';

/** @type {any} */
const { AdaptiveCard, HostConfig, Version, SerializationContext } = /** @type {any} */ (globalThis).AdaptiveCards;

const asHtml = (/** @type {string} */ text) => {
  const holder = document.createElement('span');
  holder.textContent = text;
  return holder.innerHTML;
};

// Cards escape Markdown for clients that read it. This page reads none: it takes the backslashes off and breaks paragraphs.
AdaptiveCard.onProcessMarkdown = (/** @type {string} */ text, /** @type {any} */ result) => {
  const plain = text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
  result.outputHtml = plain.split('\n\n').map(asHtml).join('<br>');
  result.didProcess = true;
};

/** The confirming question has come up, or gone away: the eye is there, so the focus goes there too. */
const follow = (/** @type {any} */ element) => {
  const id = String(element.id ?? '');
  requestAnimationFrame(() => {
    // The renderer marks the thing that opened instead of the button that opens it.
    element.renderedElement?.removeAttribute('aria-expanded');
    if (!/^(confirm|buttons)-/.test(id) || !element.isVisible) return;
    element.renderedElement?.querySelector('button')?.focus();
    element.renderedElement?.scrollIntoView({ block: 'nearest' });
  });
};

/**
 * @param {object} json
 * @param {(action: any, button: HTMLElement | undefined) => void} onExecute
 * @returns {{ card: any, root: HTMLElement }}
 */
export const drawCard = (json, onExecute) => {
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig);
  const context = new SerializationContext(Version.v1_5);
  // The page says its language itself; the renderer's own check of `lang` fails every second time.
  card.parse({ ...json, lang: undefined }, context);
  for (let at = 0; at < context.eventCount; at += 1) {
    document.documentElement.dataset.warnings = `${document.documentElement.dataset.warnings ?? ''} ${context.getEventAt(at).message}`;
  }
  card.onElementVisibilityChanged = follow;
  card.onExecuteAction = (/** @type {any} */ action) => {
    const kind = action.getJsonTypeName();
    if (kind === 'Action.Execute') onExecute(action, action.renderedElement);
    if (kind === 'Action.OpenUrl') window.open(action.url, '_blank', 'noopener,noreferrer');
  };
  const root = card.render();
  tidy(root);
  return { card, root };
};

let drawn = 0;

/** What the renderer leaves out for people who do not see, or says wrongly. */
const tidy = (/** @type {HTMLElement} */ root) => {
  drawn += 1;
  root.removeAttribute('tabindex');
  for (const button of root.querySelectorAll('button')) {
    button.type = 'button';
    for (const wrong of ['aria-label', 'aria-controls', 'title']) button.removeAttribute(wrong);
  }
  for (const item of root.querySelectorAll('[role^=menu]')) item.removeAttribute('role');
  // Ids inside a card are names of its own: the same in two cards, or even those of the page.
  for (const part of root.querySelectorAll('[id]:not([id^=__ac])')) {
    part.setAttribute('data-part', part.id);
    part.id = `card-${drawn}-${part.id}`;
  }
};
