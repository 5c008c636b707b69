import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const pictures = path.join(import.meta.dirname, 'out');
const require = createRequire(import.meta.url);
const axeFile = require.resolve('axe-core/axe.min.js');

/** CHROMIUM names another browser than Debian's. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=ja-JP',
    ],
  });

export type Watched = { page: Page; problems: string[] };

/** A window that notes what should never happen: errors, refused content, anything asked of another server. */
export const openWindow = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Watched> => {
  const context = await browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1280, height: 860 },
    // axe is put into the page as a script, which the page's own policy rightly refuses to everybody else.
    bypassCSP: false,
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (line) => {
    // A refused or lost request is logged by the browser itself: tests about those look at what the page says.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) problems.push(line.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL(url).origin)) problems.push(`foreign request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, problems };
};

export const picture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`) });
};

/** No serious or critical finding of axe in what is shown now; `rules` names the only ones to look at. */
export const expectAccessible = async (page: Page, rules?: readonly string[]): Promise<void> => {
  // evaluate() goes past the page's policy, as a browser's own tools do; a script element would not.
  await page.evaluate(readFileSync(axeFile, 'utf8'));
  const found: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] =
    await page.evaluate(
      `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) })}).then((result) => result.violations)`,
    );
  const bad = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(
    bad.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    ),
  ).toEqual([]);
};
