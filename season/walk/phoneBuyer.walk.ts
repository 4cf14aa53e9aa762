import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '#tools/browser.ts';
import { look, openWindow, signIn, spills, stumbles, wide } from './looking.ts';
import { walkBuyer } from './phoneBuyerWalk.ts';
import { type Started, startMinka } from './started.ts';

// A buyer's day on a cheap phone, on a small telling of the season.
const data = mkdtempSync(join(tmpdir(), 'minka-buyer-'));
let minka: Started;
let browser: Browser;

beforeAll(async () => {
  minka = await startMinka(data, '--scale', '0.05');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await minka?.stop();
  rmSync(data, { recursive: true, force: true });
});

test('a buyer without signal receives cocoa in five screens and at most twelve taps; the office has it all afterwards', async () => {
  const window = await openWindow(browser, { width: 360, height: 740 });
  const wrong: string[] = [];
  const address = new URL(minka.phone).origin;
  const walked = await walkBuyer(window.page, {
    ...{ address, login: 'acopio@demo', password: 'minka-demo' },
    shots: async (name) => {
      await look(window.page, name);
      wrong.push(...(await stumbles(window.page)).map((what) => `${name}: ${what}`));
      if (await spills(window.page)) wrong.push(`${name}: wider than the phone`);
    },
  });
  expect([...wrong, ...window.complaints()]).toEqual([]);
  expect(walked.screens).toBeLessThanOrEqual(5);
  expect(walked.taps).toBeLessThanOrEqual(12);
  expect(walked.receipts.map((receipt) => receipt.slice(-4))).toEqual(['0001', '0002']);

  const office = await openWindow(browser, wide);
  await signIn(office.page, minka.office, 'finanzas@demo', 'minka-demo');
  const ask = async (question: string): Promise<Record<string, unknown>[]> =>
    office.page.evaluate(async (name) => {
      const answer = await fetch(`/api/ask/${name}?size=20`, { headers: { 'x-minka': 'office' } });
      return (await answer.json()).value.rows;
    }, question);
  const bought = (await ask('purchasing.purchases')).map((row) => row['receipt']);
  expect(bought).toContain(walked.receipts[0]);
  expect(bought).not.toContain(walked.voided);
  expect((await ask('purchasing.receiptGaps')).map((row) => row['series'])).not.toContain(
    walked.receipts[0]?.slice(0, -6),
  );
  // Counted at opening and at the close, and short both times: a second person sees it, and confirms.
  const short = (await ask('purchasing.days')).filter((row) => row['difference'] !== 0);
  expect(short.map((row) => [row['moment'], row['confirmed']]).sort()).toEqual([
    ['close', null],
    ['opening', null],
  ]);
  await office.page.goto(`${minka.office}centres?tab=days`);
  await office.page.locator('tbody tr', { hasText: 'Cierre' }).first().click();
  await office.page.getByRole('button', { name: 'Confirmar diferencia' }).click();
  await office.page.getByRole('button', { name: 'Confirmar diferencia' }).waitFor({ state: 'detached' });
  expect((await ask('purchasing.days')).filter((row) => row['confirmed'] !== null)).toHaveLength(1);
}, 200_000);
