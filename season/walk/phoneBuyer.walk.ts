import { afterAll, beforeAll, expect, test } from 'vitest';
import { cheap, look, openWindow, signIn, spills, stumbles, wide } from './looking.ts';
import { walkBuyer } from './phoneBuyerWalk.ts';
import { sweep } from './phoneSweep.ts';
import { type Started, small, startTold } from './started.ts';

// A buyer's day on a cheap phone, on a small season.
let minka: Started;

beforeAll(async () => {
  minka = await startTold(small);
});

afterAll(() => minka?.close());

test('a buyer without signal receives cocoa in five screens and at most twelve taps; the office has it all afterwards', async () => {
  const window = await openWindow(minka.browser, cheap);
  const wrong: string[] = [];
  const address = minka.address;
  const walked = await walkBuyer(window.page, {
    ...{ address, login: 'acopio@demo', password: 'minka-demo' },
    shots: async (name) => {
      await look(window.page, name);
      wrong.push(...(await stumbles(window.page)).map((what) => `${name}: ${what}`));
      if (await spills(window.page)) wrong.push(`${name}: wider than the phone`);
    },
  });
  expect([...wrong, ...(await sweep(window.page, 'buyer')), ...window.complaints()]).toEqual([]);
  expect(walked.screens).toBeLessThanOrEqual(5);
  expect(walked.taps).toBeLessThanOrEqual(12);
  expect(walked.receipts.map((receipt) => receipt.slice(-4))).toEqual(['0001', '0002']);

  const office = await openWindow(minka.browser, wide);
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
});
