import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import markdownIt from 'markdown-it';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExecute } from '../../adapters/adaptive-cards/read-execute.ts';
import { cardDialog, chatCard, formDialog } from '../../adapters/teams/render.ts';
import { everyCard } from '../support/every-card.ts';
import { inputsOf } from '../support/fake-teams/look.ts';
import { aWorld } from '../support/world.ts';
import { expectAccessible, launch, picture } from './browser.ts';
import { chatPage, hostConfigOf, type Theme, themes } from './teams-themes.ts';

const require = createRequire(import.meta.url);
const renderer = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');

type Shown = { name: string; surface: 'chat' | 'dialog'; json: object };
type Fired = { type: string; data: Record<string, unknown> };
type Seen = { warnings: string[]; tooWide: number; labels: string[]; fired: Fired[]; unpressed: string[] };

const markdown = markdownIt({ html: false, linkify: false, breaks: false });

// biome-ignore lint/suspicious/noExplicitAny: the renderer's and the page's own objects, inside the browser
type Any = any;

/** Inside the page: draws one card, types into every field, presses every button, and says what came of it. */
const drawAndUse = ([json, hostConfig, texts]: [Any, object, Record<string, string>]): Seen => {
  const { AdaptiveCards, document } = globalThis as Any;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text: string, result: Any) => {
    result.outputHtml = texts[text] ?? text;
    result.didProcess = true;
  };
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  card.parse({ ...json, lang: undefined }, context);
  const warnings: string[] = [];
  for (let at = 0; at < context.eventCount; at++) warnings.push(context.getEventAt(at).message);
  const fired: Fired[] = [];
  card.onExecuteAction = (action: Any) => {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') fired.push({ type, data: { url: action.url } });
    else if (type !== 'Action.ToggleVisibility') fired.push({ type, data: action.data });
  };
  const frame = document.createElement('div');
  frame.className = 'at';
  frame.append(card.render());
  document.body.append(frame);
  for (const input of card.getAllInputs()) {
    const control = input.renderedInputControlElement;
    const box = control.matches('input, textarea, select') ? control : control.querySelector('input, textarea, select');
    if (box.type === 'radio' || box.type === 'checkbox') {
      if (!box.checked) box.click();
    } else {
      box.value =
        box.type === 'date'
          ? '2026-12-01'
          : box.tagName === 'SELECT'
            ? box.options[box.options.length - 1].value
            : '入力 <b> "1,2"';
      box.dispatchEvent(new (globalThis as Any).Event('input', { bubbles: true }));
      box.dispatchEvent(new (globalThis as Any).Event('change', { bubbles: true }));
    }
  }
  const visible = (button: Any): boolean => button.offsetParent !== null;
  const buttons = [...frame.querySelectorAll('button')];
  const pressed = new Set();
  for (let rounds = 0; rounds < 40; rounds++) {
    const next = buttons.find((button) => visible(button) && !pressed.has(button));
    if (!next) break;
    pressed.add(next);
    next.click();
  }
  // The look people begin with: the questions closed again.
  const unpressed = buttons.filter((button) => !pressed.has(button)).map((button) => button.textContent);
  const labels = card.getAllInputs().map((input: Any) => String(input.id));
  return { warnings, tooWide: frame.scrollWidth - frame.clientWidth, labels, fired, unpressed };
};

/** Every text of a card, as Teams' own Markdown draws it. */
const drawn = (json: object): Record<string, string> => {
  const texts: string[] = [];
  JSON.stringify(json, (_name, value) => {
    if (typeof value === 'string' && value.length < 5_000) texts.push(value);
    return value;
  });
  return Object.fromEntries(texts.map((text) => [text, markdown.render(text)]));
};

describe('every card and dialog of Teams, drawn by the renderer Teams uses', () => {
  let browser: Browser;
  let shown: Shown[];
  beforeAll(async () => {
    const world = await aWorld();
    const { samples } = await everyCard(world, 150);
    await world.close();
    shown = samples.flatMap((sample): Shown[] => {
      const { name } = sample;
      if (sample.is === 'form')
        return [{ name, surface: 'dialog', json: formDialog(sample.form).card.content as object }];
      return [
        { name, surface: 'chat', json: chatCard(sample.card) },
        { name, surface: 'dialog', json: cardDialog(sample.card).card.content as object },
      ];
    });
    browser = await launch();
  }, 600_000);
  afterAll(() => browser.close());

  const open = async (theme: Theme): Promise<{ page: Page; problems: string[] }> => {
    const context = await browser.newContext({ locale: 'ja-JP', viewport: { width: 360, height: 780 } });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await page.setContent(chatPage(theme));
    await page.evaluate(renderer);
    return { page, problems };
  };

  it.each(themes)(
    'can be read on a phone in the %s theme, and every button says what the bot understands',
    async (theme) => {
      const { page, problems } = await open(theme);
      const hostConfig = hostConfigOf(theme);
      for (const { name, surface, json } of shown) {
        const seen: Seen = await page.evaluate(drawAndUse, [json, hostConfig, drawn(json)] as [
          Any,
          object,
          Record<string, string>,
        ]);
        expect(seen.warnings, name).toEqual([]);
        expect(seen.tooWide, `${name} is wider than a phone`).toBe(0);
        expect(seen.unpressed, `${name}: buttons nobody can come to`).toEqual([]);
        for (const { type, data } of seen.fired) {
          if (type === 'Action.OpenUrl') {
            // The one address a card leads to: the bot's own page, where a file is taken once.
            expect(data.url, name).toMatch(/^https:\/\/[^/]+\/copies\/|^http:\/\/127\.0\.0\.1:\d+\/copies\//);
            continue;
          }
          expect(surface === 'dialog' ? type : 'Action.Submit Action.Execute', name).toContain(type);
          const ask = readExecute(data);
          expect(ask, `${name} ${JSON.stringify(data)}`).toBeDefined();
          if (ask?.type !== 'submit' || inputsOf(json).length === 0) continue;
          const empty = Object.entries(ask.values).filter(([, value]) => value.length === 0);
          expect(empty, `${name}: fields that came back empty`).toEqual([]);
        }
      }
      expect(problems).toEqual([]);
      await expectAccessible(page, ['color-contrast']);
      const pages = Math.ceil(shown.length / 24);
      await page.setViewportSize({ width: 1440, height: 2200 });
      for (let at = 0; at < pages; at++) {
        await page.evaluate(
          ([from, until]) => {
            const frames: Any[] = [...(globalThis as Any).document.querySelectorAll('.at')];
            for (const [n, frame] of frames.entries()) frame.style.display = n >= from && n < until ? '' : 'none';
          },
          [at * 24, at * 24 + 24] as const,
        );
        await picture(page, `teams-${theme}-${String(at).padStart(2, '0')}`);
      }
      await page.context().close();
    },
    600_000,
  );
});
