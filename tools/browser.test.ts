import { afterEach, expect, test } from 'vitest';
import { findBrowser, openBrowser } from '#tools/browser.ts';

const named = process.env['CHROME_PATH'];
afterEach(() => {
  if (named === undefined) delete process.env['CHROME_PATH'];
  else process.env['CHROME_PATH'] = named;
});

test('a browser opens a page, runs its script, writes ñ and draws with WebGL', { timeout: 120_000 }, async () => {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.goto('data:text/html;charset=utf-8,<title>Minka</title><p>Señora Núñez</p>');
    expect(await page.title()).toBe('Minka');
    expect(await page.textContent('p')).toBe('Señora Núñez');
    const width = await page.evaluate(
      'document.querySelector("p").firstChild && document.fonts.size >= 0 && innerWidth',
    );
    expect(width).toBeGreaterThan(300);
    const webgl = await page.evaluate('!!document.createElement("canvas").getContext("webgl2")');
    expect(webgl, 'maps need WebGL 2').toBe(true);
  } finally {
    await browser.close();
  }
});

test('CHROME_PATH comes first, and a wrong one is said instead of quietly passed over', async () => {
  process.env['CHROME_PATH'] = process.execPath;
  expect((await findBrowser()).executablePath).toBe(process.execPath);
  process.env['CHROME_PATH'] = '/nowhere/chrome';
  await expect(findBrowser()).rejects.toThrow('/nowhere/chrome');
});
