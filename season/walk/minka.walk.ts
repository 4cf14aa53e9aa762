import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '#tools/browser.ts';
import { walkEntrance } from './entranceWalk.ts';
import { look, menu, narrow, openWindow, signIn, spills, stumbles, type Window, wide } from './looking.ts';
import { walkPhone } from './phoneWalk.ts';
import { minkaJson, type Started, startMinka } from './started.ts';

// One telling of the whole season, started as a person starts it, and then looked at from every seat.

interface Result {
  readonly code: string;
  readonly period: string;
  readonly value: number | null;
  readonly unit: string;
  readonly target: number | null;
  readonly evidence: number;
}

const data = mkdtempSync(join(tmpdir(), 'minka-walk-'));
let minka: Started;
let browser: Browser;
let admin: Window;

beforeAll(async () => {
  minka = await startMinka(data);
  browser = await openBrowser();
  admin = await openWindow(browser, wide);
  await signIn(admin.page, minka.office, 'admin@demo', 'minka-demo');
}, 600_000);

afterAll(async () => {
  await browser?.close();
  const code = await minka?.stop();
  rmSync(data, { recursive: true, force: true });
  expect(code).toBe(0);
}, 60_000);

const at = (path: string) => `${minka.office.replace(/\/$/, '')}${path}`;

describe('results', () => {
  test('the public results of the three years come out of raw facts', async () => {
    const results = (await minkaJson('results', '--data', data)) as Result[];
    const of = (code: string, period: string) => results.find((r) => r.code === code && r.period === period);
    const value = (code: string, period: string) => of(code, period)?.value ?? -1;
    for (const result of results) {
      expect(Object.keys(result)).toEqual(['code', 'period', 'value', 'unit', 'target', 'evidence']);
    }
    expect(value('producers_trained', 'year1')).toBeGreaterThan(300);
    expect(value('producers_trained', 'year2')).toBeGreaterThan(550);
    expect(['year1', 'year2', 'year3'].map((year) => value('promoters_active', year))).toEqual([20, 30, 50]);
    expect(value('nursery_count', 'life')).toBe(2);
    expect(value('nursery_capacity_plants', 'life')).toBe(68_000);
    expect(value('seedlings_produced', 'year2')).toBeGreaterThanOrEqual(60_000);
    expect(value('fund_financed_seedlings', 'life')).toBeGreaterThanOrEqual(60_000);
    expect(value('drying_kits_financed', 'life')).toBe(40);
    expect(value('producers_reached', 'life')).toBe(2612);
    expect(value('producers_income_up', 'life')).toBeGreaterThan(1306);
    expect(value('women_share', 'life')).toBeGreaterThanOrEqual(29);
    expect(value('women_share', 'life')).toBeLessThanOrEqual(32);
    expect(value('traceable_share', 'life')).toBeGreaterThan(95);
    for (const code of ['producers_trained', 'seedlings_sold', 'fund_capital', 'cocoa_bought_kg', 'traceable_share']) {
      expect(of(code, 'life')?.evidence, code).toBeGreaterThan(0);
    }
  });

  test('a figure opens to its breakdown, its records and the fact behind, in three clicks', async () => {
    const { page } = admin;
    await page.goto(at('/results'));
    await look(page, 'results');
    await page.locator('a[href*="/results/producers_trained?period=year1"]').click();
    await look(page, 'result');
    await page.locator('.groups .group li').first().locator('button, a').first().click();
    await page.locator('[role=dialog] table tbody tr, [role=dialog] .card-row').first().waitFor();
    await look(page, 'records');
    await page.locator('[role=dialog] table tbody tr, [role=dialog] .card-row').first().click();
    await page
      .locator('[role=dialog]', { hasText: /Dispositivo|Equipo/ })
      .last()
      .waitFor();
    await look(page, 'fact');
    expect(admin.complaints()).toEqual([]);
  });
});

describe('the office', () => {
  const opened: readonly (readonly [string, string, string])[] = [
    ['/producers', 'people.producers', 'producer'],
    ['/plots', 'plots.plots', 'plot'],
    ['/nurseries', 'nursery.nurseries', 'nursery'],
    ['/lots', 'lots.lots', 'lot'],
    ['/purchases', 'purchasing.purchases', 'purchase'],
    ['/shipments', 'lots.shipments', 'shipment'],
  ];
  test.each(opened)('%s: a row opens to its page', async (path, question, name) => {
    const { page } = admin;
    const answer = await page.request.get(`${new URL(minka.office).origin}/api/ask/${question}?size=1`);
    const { value } = (await answer.json()) as { value: { rows: { id: string }[] } };
    await page.goto(at(`${path}/${value.rows[0]?.id}`));
    await page.locator('h1').first().waitFor();
    await look(page, name);
    expect(admin.complaints()).toEqual([]);
  });

  const named: Readonly<Record<string, string>> = {
    '/office/fund': 'fund',
    '/office/purchases': 'purchases',
    '/office/import': 'import',
    '/office/staff': 'people-and-rights',
    '/office/sync': 'devices',
    '/office/': 'home',
  };

  test('every page of the menu holds for the administrator, wide and narrow, also for a weak eye', async () => {
    const slim = await openWindow(browser, narrow);
    await signIn(slim.page, minka.office, 'admin@demo', 'minka-demo');
    const pages = await menu(admin.page);
    expect(pages.length).toBeGreaterThan(12);
    for (const path of pages) {
      await admin.page.goto(new URL(path, minka.office).href);
      await look(admin.page, named[path]);
      expect(await stumbles(admin.page), path).toEqual([]);
      await slim.page.goto(new URL(path, minka.office).href);
      await look(slim.page, named[path] && `narrow-${named[path]}`);
      expect(await spills(slim.page), path).toBe(false);
    }
    expect([...admin.complaints(), ...slim.complaints()]).toEqual([]);
    await slim.context.close();
  }, 900_000);

  test('each role finds only doors that open', async () => {
    const roles = minka.demo.filter(({ role }) => role !== 'administrator');
    expect(new Set(roles.map(({ role }) => role)).size).toBeGreaterThan(5);
    const shut: string[] = [];
    const opensAll = async ({ login, password, role }: (typeof roles)[number]): Promise<void> => {
      const window = await openWindow(browser, wide);
      let inside = false;
      window.page.on('response', (answer) => {
        if (inside && answer.status() >= 400) shut.push(`${role}: ${answer.status()} ${answer.url()}`);
      });
      await signIn(window.page, minka.office, login, password);
      inside = true;
      for (const path of await menu(window.page)) {
        await window.page.goto(new URL(path, minka.office).href);
        await look(window.page);
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
  }, 900_000);

  test('the language changes everywhere', async () => {
    const { page } = admin;
    await page.goto(at('/results'));
    await look(page);
    const spanish = await page.locator('h1').first().textContent();
    await page.locator('label', { hasText: /^EN$/ }).first().click();
    await expect.poll(() => page.locator('h1').first().textContent()).not.toBe(spanish);
    await look(page, 'results-english');
  });
});

describe('the phone', () => {
  test('comes in by the code of the office, sends behind a forgotten PIN, is handed over, and is wiped', async () => {
    const window = await openWindow(browser, narrow);
    const office = await openWindow(browser, wide);
    await signIn(office.page, minka.office, 'admin@demo', 'minka-demo');
    const entered = await walkEntrance({
      office: office.page,
      phone: window.page,
      address: new URL(minka.phone).origin,
      other: { login: 'promotora@demo', password: 'minka-demo' },
      shots: (page, name) => look(page, name),
    });
    // The code is gone from the address, and with it from the history.
    expect(entered.addressAfterwards).toBe(minka.phone);
    expect(entered.exported.facts.length).toBe(1);
    expect(entered.exported.author).toBe(entered.staff);
    expect(entered.shelvesLeft.filter((name) => name.includes(entered.staff))).toEqual([]);
    expect([...window.complaints(), ...office.complaints()].filter((said) => !said.includes('401'))).toEqual([]);
    await window.context.close();
    await office.context.close();
  }, 300_000);

  test('a producer registered and a training held without signal are on the server afterwards', async () => {
    const window = await openWindow(browser, narrow);
    await walkPhone(window.page, {
      address: new URL(minka.phone).origin,
      login: 'tecnica@demo',
      password: 'minka-demo',
      shots: (name) => look(window.page, name),
    });
    expect(window.complaints()).toEqual([]);
    await window.context.close();
  });
});

test('after kill -9 the next start mends everything and tells nothing twice', async () => {
  const before = await minkaJson('verify', '--data', data);
  await minka.kill();
  minka = await startMinka(data);
  expect(await minkaJson('verify', '--data', data)).toEqual(before);
  expect(before).toMatchObject({ ok: true });
}, 120_000);
