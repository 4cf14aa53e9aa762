import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';

/** Where screenshots go; without it the walk only looks. */
const screens = process.env['MINKA_SCREENS'];

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };
/** The cheap phone of the field: the smallest screen that all must fit on. */
export const cheap = { width: 360, height: 740 };

/** A browser window whose complaints are collected: errors of scripts, and answers of the server from 500 up. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong since the last look. */
  complaints(): string[];
}

export async function openWindow(browser: Browser, size: { width: number; height: number }): Promise<Window> {
  const phone = size.width < 500 ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {};
  const context = await browser.newContext({ viewport: size, locale: 'es-PE', reducedMotion: 'reduce', ...phone });
  // A machine that is busy with other tests is slow, not wrong.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
  page.on('response', (answer) => {
    if (answer.status() >= 500) heard.push(`${answer.status()} ${answer.url()}`);
  });
  watch(page);
  return { page, context, complaints: () => heard.splice(0) };
}

const underWay = new WeakMap<Page, Set<Request>>();

function watch(page: Page): void {
  const asked = new Set<Request>();
  underWay.set(page, asked);
  page.on('request', (request) => {
    // The end of what a worker loads is not told.
    if (!request.url().includes('worker')) asked.add(request);
  });
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  // A page that is left takes its questions with it.
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame())
      for (const one of asked) if (one.resourceType() !== 'document' && one.frame() === frame) asked.delete(one);
  });
}

/** Waits until nothing has been under way for a moment, also where a link changed the page without loading it. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  const asked = underWay.get(page);
  for (let quiet = 0, waited = 0; quiet < 120 && waited < 20_000; waited += 30) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    quiet = (asked?.size ?? 0) === 0 ? quiet + 30 : 0;
  }
}

/** Waits until the page has asked all it asks, and keeps a picture of it when pictures are wanted. */
export async function look(page: Page, name?: string): Promise<void> {
  await settled(page);
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  if (!screens || !name) return;
  // A map is drawn after its data is there; only a picture has to wait for that.
  if ((await page.locator('.maplibregl-canvas').count()) > 0) await page.waitForTimeout(2500);
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: join(screens, `${name}.png`), scale: 'css' });
}

/** Rules of axe that other words, or letters of another size, can break on a page that was whole before. */
const changing = {
  words: [
    ...['aria-command-name', 'aria-dialog-name', 'aria-input-field-name', 'aria-toggle-field-name', 'button-name'],
    ...['document-title', 'html-has-lang', 'html-lang-valid', 'image-alt', 'input-button-name', 'label', 'link-name'],
    ...['select-name', 'summary-name', 'svg-img-alt', 'role-img-alt'],
  ],
  size: ['target-size', 'scrollable-region-focusable'],
} as const;

/**
 * What a screen reader or a weak eye would stumble over: rules of WCAG 2.2 A and AA that the page breaks. A page that was
 * looked at before is looked at again only for what other words, or letters of another size, can change.
 */
export async function stumbles(page: Page, again?: 'words' | 'size'): Promise<string[]> {
  // Without a second window for the sums, which the builder opens otherwise.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (again) axe.withRules([...changing[again]]);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  return violations.map((v) => `${v.id}: ${v.nodes[0]?.target.join(' ') ?? ''}`);
}

/** True when the page is wider than its window: on a phone somebody would have to push it sideways. */
export async function spills(page: Page): Promise<boolean> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth);
  return wider > (page.viewportSize()?.width ?? 0) + 1;
}

/** Doubles every letter, as Android does for weak eyes; boxes stay as they are. Once for each style sheet of a page. */
export async function enlarge(page: Page): Promise<void> {
  await page.evaluate(() => {
    const here = globalThis as { enlarged?: WeakSet<CSSStyleSheet> };
    here.enlarged ??= new WeakSet();
    const doubles = (rules: CSSRuleList): void => {
      for (const rule of rules) {
        if (rule instanceof CSSStyleRule && rule.style.fontSize.endsWith('px'))
          rule.style.fontSize = `${Number.parseFloat(rule.style.fontSize) * 2}px`;
        if (rule instanceof CSSGroupingRule) doubles(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) {
      if (!here.enlarged.has(sheet)) doubles(sheet.cssRules);
      here.enlarged.add(sheet);
    }
  });
}

/** Signs in at the office. */
export async function signIn(page: Page, office: string, login: string, password: string): Promise<void> {
  await page.goto(office);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('nav[aria-label]').first().waitFor({ state: 'attached' });
}

/** Goes to another page inside the app, as its own links do, without loading it anew. */
export async function goes(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), address);
  await page.locator('h1').first().waitFor();
  await look(page);
}

/** Addresses of all pages in the menu. */
export async function menu(page: Page): Promise<string[]> {
  const found = await page
    .locator('nav a[href]')
    .evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? ''));
  return [...new Set(found)].filter((href) => href.startsWith('/office/'));
}
