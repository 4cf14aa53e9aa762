import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type Served } from '#apps/server/openServer.ts';
import { openBrowser } from '#tools/browser.ts';
import { root } from '#tools/sources.ts';
import { faultProxy } from './faultProxy.ts';

// F11: a new version of the app comes while a form is open in one tab and the home screen stands in another.

const pages: Record<string, { type: string; body: string }> = {};
let served: Served;
let proxy: Awaited<ReturnType<typeof faultProxy>>;
let browser: Browser;
let context: BrowserContext;
let staff: string;

beforeAll(async () => {
  served = await openServer();
  const [row] = await served.rows(`select id from partners_zone where name = 'Satipo'`);
  const zone = String(row?.['id']);
  const client = await served.joins('technician', [zone]);
  staff = client.staff;
  proxy = await faultProxy(served.address, pages);
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'es-PE' });
  const [name, value] = client.cookie.split('=') as [string, string];
  await context.addCookies([{ name, value, url: proxy.address }]);
  const grants = [{ role: 'technician', scopes: [zone] }];
  const session = { programme: { id: served.programme }, staff: { id: staff, names: 'Nilda Campos' }, grants };
  await context.addInitScript((of) => localStorage.setItem('minka.session', of), JSON.stringify(session));
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await served?.close();
}, 60_000);

/** The worker of the next release: what it keeps differs in one file. */
const nextWorker = () =>
  readFileSync(join(root, 'dist/phone/sw.js'), 'utf8').replace(/(revision["']?\s*:\s*["'`])[0-9a-f]{8,}/g, '$1fffffff');

const caches = (page: Page) =>
  page.evaluate(async () => (await window.caches.keys()).filter((name) => name.startsWith('minka-phone-')));
const marked = (page: Page) => page.evaluate(() => 'marked' in window);
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { marked: true }));
const until = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await holds().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('never came');
};

test('a new version waits while a form is open anywhere, and then both tabs have it, and the form its answers', async () => {
  const [form, home] = [await context.newPage(), await context.newPage()];
  await form.goto(`${proxy.address}/phone/`);
  await until(() => form.evaluate(() => navigator.serviceWorker.controller !== null));
  await form.goto(`${proxy.address}/phone/people/new`);
  await form.getByLabel('Nombres').first().fill('Rosa Elvira');
  await home.goto(`${proxy.address}/phone/`);
  await home.getByText('Seguir donde me quedé').first().waitFor();
  const before = await caches(home);
  expect(before).toHaveLength(1);
  for (const page of [form, home]) await mark(page);

  pages['/phone/sw.js'] = { type: 'text/javascript', body: nextWorker() };
  await home.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
  await until(() => home.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting));
  await home.waitForTimeout(500);
  // It is there and nobody is asked: a form is open.
  expect(await home.getByRole('button', { name: 'Actualizar', exact: true }).count()).toBe(0);
  expect([await marked(form), await marked(home)]).toEqual([true, true]);
  expect(await form.getByLabel('Nombres').first().inputValue()).toBe('Rosa Elvira');

  // The page is killed and opened again: the form has its answers still, on the version that it had.
  await form.close();
  const again = await context.newPage();
  await again.goto(`${proxy.address}/phone/people/new`);
  await until(async () => (await again.getByLabel('Nombres').first().inputValue()) === 'Rosa Elvira');
  await mark(again);
  await again.evaluate(
    (name) =>
      new Promise<void>((done) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => {
          const tx = asked.result.transaction('draft', 'readwrite');
          tx.objectStore('draft').clear();
          tx.oncomplete = () => {
            asked.result.close();
            done();
          };
        };
      }),
    `minka-${staff}`,
  );
  await home.reload();
  await mark(home);
  await home.getByRole('button', { name: 'Actualizar', exact: true }).click();
  await until(async () => !(await marked(home)) && !(await marked(again)));
  await until(async () => (await caches(home)).length === 1);
  expect(await caches(home)).not.toEqual(before);
  await home.close();
  await again.close();
}, 120_000);
