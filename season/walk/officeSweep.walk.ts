import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPages } from '#apps/office/pages.ts';
import type { OfficePage } from '#kernel/office/page.ts';
import { goes, look, menu, narrow, openWindow, signIn, spills, stumbles, type Window, wide } from './looking.ts';
import { type Started, small, startTold } from './started.ts';

// Every page of the office: for whom it opens, and whether it holds for a weak eye and on a narrow window.

let minka: Started;
let admin: Window;

beforeAll(async () => {
  minka = await startTold(small);
  admin = await openWindow(minka.browser, wide);
  await signIn(admin.page, minka.office, 'admin@demo', 'minka-demo');
});

afterAll(() => minka?.close());

/** The page itself, or where the first row leads of the page above it, also behind its tabs. False when nothing does. */
async function opens(page: Page, { path, under }: OfficePage): Promise<boolean> {
  const above = path.replace(/\/\$\w+$/, '');
  await goes(page, `/office${above === path ? path : (under ?? above)}`);
  if (above === path) return true;
  const row = page.locator(`main a[href^="/office${above}/"]`).first();
  const tabs = page.locator('main [role=tab]');
  for (let tab = 0; tab < (await tabs.count()) && (await row.count()) === 0; tab += 1) {
    await tabs.nth(tab).click();
    await look(page);
  }
  if ((await row.count()) === 0) return false;
  await row.click();
  await page.waitForURL((url) => url.pathname.startsWith(`/office${above}/`));
  await look(page);
  return true;
}

/** Pages of what a told season has none of: phones that somebody enrolled, and reports that somebody froze. */
const bare = ['/devices/$id', '/frozen-reports/$id'];

test('every page holds for a weak eye, in both languages, with larger letters, and on a narrow window', async () => {
  expect(allPages.length).toBeGreaterThan(30);
  const wrong: string[] = [];
  const headings = new Set<string>();
  const { page } = admin;
  const speaks = (language: string) =>
    page
      .locator('label', { hasText: new RegExp(`^${language}$`) })
      .first()
      .click();
  const lettered = (size: string) => page.evaluate((to) => void (document.documentElement.style.fontSize = to), size);
  const heading = async () => headings.add((await page.locator('h1').first().textContent()) ?? '');
  for (const of of allPages) {
    const { path } = of;
    const says = (how: string, found: readonly string[]) => {
      wrong.push(...found.map((what) => `${path} ${how}: ${what}`));
    };
    if (!(await opens(page, of))) {
      if (!bare.includes(path)) says('es', ['nothing leads there']);
      continue;
    }
    await heading();
    says('es', await stumbles(page));
    await lettered('200%');
    says('large', await stumbles(page, 'size'));
    await lettered('');
    await speaks('EN');
    await look(page);
    await heading();
    says('en', await stumbles(page, 'words'));
    await page.setViewportSize(narrow);
    // Charts and maps take a moment to become narrow.
    let spilled = true;
    for (let tries = 0; spilled && tries < 20; tries += 1) {
      await page.waitForTimeout(100);
      spilled = await spills(page);
    }
    if (spilled) says('narrow', ['wider than the window']);
    await page.setViewportSize(wide);
    await speaks('ES');
  }
  expect([...wrong, ...admin.complaints()]).toEqual([]);
  // Each page has a heading of its own in each language.
  expect(headings.size).toBeGreaterThan(allPages.length * 1.5);
});

test('each role finds only doors that open', async () => {
  const roles = minka.demo.filter(({ role }) => role !== 'administrator');
  expect(new Set(roles.map(({ role }) => role)).size).toBeGreaterThan(5);
  const shut: string[] = [];
  const opensAll = async ({ login, password, role }: (typeof roles)[number]): Promise<void> => {
    const window = await openWindow(minka.browser, wide);
    let inside = false;
    window.page.on('response', (answer) => {
      if (inside && answer.status() >= 400) shut.push(`${role}: ${answer.status()} ${answer.url()}`);
    });
    await signIn(window.page, minka.office, login, password);
    inside = true;
    for (const path of await menu(window.page)) {
      await goes(window.page, path);
    }
    shut.push(...window.complaints());
    await window.context.close();
  };
  // Two at a time: the machine has two cores, and each page waits for its own answers.
  const waiting = [...roles];
  const lane = async (): Promise<void> => {
    for (let role = waiting.shift(); role; role = waiting.shift()) await opensAll(role);
  };
  await Promise.all([lane(), lane()]);
  expect(shut).toEqual([]);
});
