import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look, narrow, openWindow, signIn, spills, type Window, wide } from './looking.ts';
import { type Started, startTold } from './started.ts';

// The whole season, looked at from the administrator's seat at the office.

interface Result {
  readonly code: string;
  readonly period: string;
  readonly value: number | null;
  readonly unit: string;
  readonly target: number | null;
  readonly evidence: number;
}

let minka: Started;
let admin: Window;

beforeAll(async () => {
  minka = await startTold(1);
  admin = await openWindow(minka.browser, wide);
  await signIn(admin.page, minka.office, 'admin@demo', 'minka-demo');
});

afterAll(() => minka?.close());

const at = (path: string) => `${minka.office.replace(/\/$/, '')}${path}`;

describe('results', () => {
  test('the public results of the three years come out of raw facts', async () => {
    const results = (await minka.asks('results')) as Result[];
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

  test('pages that a report shows, wide and narrow, with all that three years left', async () => {
    for (const [path, name] of Object.entries(named)) {
      await admin.page.setViewportSize(wide);
      await admin.page.goto(new URL(path, minka.office).href);
      await look(admin.page, name);
      await admin.page.setViewportSize(narrow);
      await look(admin.page, `narrow-${name}`);
      expect(await spills(admin.page), path).toBe(false);
    }
    await admin.page.setViewportSize(wide);
    expect(admin.complaints()).toEqual([]);
  });
});
