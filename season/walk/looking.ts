import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Where screenshots go; without it the walk only looks. */
const screens = process.env['MINKA_SCREENS'];

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };

/** A browser window whose complaints are collected: errors of scripts, and answers of the server from 500 up. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong since the last look. */
  complaints(): string[];
}

export async function openWindow(browser: Browser, size: { width: number; height: number }): Promise<Window> {
  const context = await browser.newContext({ viewport: size, locale: 'es-PE', reducedMotion: 'reduce' });
  // A machine that is busy with other tests is slow, not wrong.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
  page.on('response', (answer) => {
    if (answer.status() >= 500) heard.push(`${answer.status()} ${answer.url()}`);
  });
  return { page, context, complaints: () => heard.splice(0) };
}

/** Waits until the page has asked all it asks, and keeps a picture of it when pictures are wanted. */
export async function look(page: Page, name?: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  if (!screens || !name) return;
  // A map is drawn after its data is there; only a picture has to wait for that.
  if ((await page.locator('.maplibregl-canvas').count()) > 0) await page.waitForTimeout(2500);
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: join(screens, `${name}.png`) });
}

/** What a screen reader or a weak eye would stumble over: rules of WCAG 2.2 A and AA that the page breaks. */
export async function stumbles(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map((v) => `${v.id}: ${v.nodes[0]?.target.join(' ') ?? ''}`);
}

/** True when the page is wider than its window: on a phone somebody would have to push it sideways. */
export function spills(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
}

/** Signs in at the office. */
export async function signIn(page: Page, office: string, login: string, password: string): Promise<void> {
  await page.goto(office);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('nav[aria-label]').first().waitFor({ state: 'attached' });
}

/** Addresses of all pages in the menu. */
export async function menu(page: Page): Promise<string[]> {
  const found = await page
    .locator('nav a[href]')
    .evaluateAll((links) => links.map((a) => a.getAttribute('href') ?? ''));
  return [...new Set(found)].filter((href) => href.startsWith('/office/'));
}
