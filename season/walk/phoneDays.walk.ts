import { afterAll, beforeAll, expect, test } from 'vitest';
import { enlarge } from './looking.ts';
import { beginsDay, type Day, endsDay, opensPassbook, typesPin } from './phoneDay.ts';
import { judged, sweep } from './phoneSweep.ts';
import { type Started, small, startTold } from './started.ts';

// A day of a promoter, of a nursery operator and of a warehouse, each without signal in the middle, and a producer with
// her passbook.

let minka: Started;

beforeAll(async () => {
  minka = await startTold(small);
});

afterAll(() => minka?.close());

test('a promoter repeats a session for her neighbours without signal, and it counts in her month', async () => {
  const day = await beginsDay(minka, 'promotora@demo');
  const { page, shot, main } = day;
  await shot('promoter-home');
  await page.locator('a[href="/phone/people"]').first().click();
  await page.locator('.list .row').first().waitFor();
  await shot('promoter-neighbours');
  await page.locator('.back').click();
  await page.locator('a[href="/phone/trainings"]').click();
  await shot('promoter-trainings');
  await page.locator('.bottom .main-button').click();
  const start = page.getByText('Empezar la lista');
  const other = page.getByText('Otra, sin planificar');
  await start.or(other).first().click();
  await page.getByLabel('¿Qué sesión repite?').selectOption({ index: 1 });
  await shot('promoter-repeats');
  await main();
  await page.locator('.list .check').first().click();
  await page.locator('.list .check').nth(1).click();
  await shot('promoter-who');
  await main();
  await page.getByLabel('Si no hay foto, ¿por qué?').fill('No quisieron');
  const more = page.getByRole('button', { name: 'Vecinos aconsejados aparte +' });
  for (let neighbours = 0; neighbours < 3; neighbours += 1) await more.click();
  await shot('promoter-check');
  await main();
  await page.getByText('La capacitación quedó guardada').waitFor();
  await shot('promoter-sheet');
  await endsDay(day, minka);
  await page.getByText('1 de', { exact: false }).first().waitFor();
  await page.getByText('Compartir mi mes').click();
  await page.locator('.receipt').waitFor();
  await page.locator('.receipt').scrollIntoViewIfNeeded();
  await shot('promoter-month');
  expect([...day.wrong, ...day.complaints()]).toEqual([]);
  await day.context.close();
});

test('a nursery operator counts a bed, writes off what died and sells seedlings without signal', async () => {
  const day = await beginsDay(minka, 'vivero@demo');
  const { page, shot, main } = day;
  await shot('nursery-home');
  await page.locator('a[href="/phone/bench"]').click();
  await page.locator('.list .row').first().waitFor();
  await shot('nursery-bench');
  await page.locator('.list .row', { hasText: 'listos' }).first().click();
  await shot('nursery-batch');
  const batch = new URL(page.url()).pathname.slice('/phone'.length);
  await page.locator('a[href$="/loss"]').first().click();
  await page
    .getByLabel(/Cuántas|Plantas/)
    .first()
    .fill('3');
  await page.locator('select').first().selectOption({ index: 1 });
  await shot('nursery-loss');
  await main();
  await page.locator('.list .row').first().waitFor();
  await shot('nursery-batch-less');
  await page.locator('.back').click();
  await main();
  await page.locator('.list .row').first().waitFor();
  await shot('nursery-sell-who');
  await page.locator('.list .row').nth(2).click();
  await page.getByLabel(/·/).first().fill('25');
  await shot('nursery-sell-plants');
  await main();
  await page.getByText('Al contado').click();
  await shot('nursery-sell-terms');
  await main();
  await page.getByText('Este pago financia').waitFor();
  await shot('nursery-sell-confirm');
  await main();
  await page.locator('.receipt-number').waitFor();
  await shot('nursery-receipt');
  const receipt = await page.locator('.receipt-number').textContent();
  expect(receipt).toMatch(/0001$/);
  await endsDay(day, minka);
  await page.goto(`${minka.phone}seedlings`);
  await page.getByText(receipt ?? '').waitFor();
  await page.locator('.tag-saved, .tag-sent').first().waitFor({ state: 'detached' });
  await shot('nursery-sold');
  // By the end of the season nothing grows that could be counted or labelled; its forms are looked at all the same.
  const known = { '/bench/:id/count': `${batch}/count`, '/bench/:id/ready': `${batch}/ready` };
  expect([...day.wrong, ...(await sweep(page, 'nursery-operator', known)), ...day.complaints()]).toEqual([]);
  await day.context.close();
});

test('a warehouse sees without signal what lies in the store', async () => {
  const day = await beginsDay(minka, 'almacen@demo');
  const { page, shot } = day;
  await shot('warehouse-home');
  await page.locator('a[href="/phone/lots"]').first().click();
  await page.locator('.list .row').first().waitFor();
  await shot('warehouse-store');
  await endsDay(day, minka);
  expect([...day.wrong, ...(await sweep(page, 'warehouse')), ...day.complaints()]).toEqual([]);
  await day.context.close();
});

test('an inspector finds her farms and their checklists without signal', async () => {
  const day = await beginsDay(minka, 'inspectora@demo');
  const { page, shot } = day;
  await shot('inspector-home');
  await page.locator('a[href="/phone/inspections"]').first().click();
  await shot('inspector-farms');
  await endsDay(day, minka);
  expect([...day.wrong, ...(await sweep(page, 'inspector')), ...day.complaints()]).toEqual([]);
  await day.context.close();
});

test('a producer reads her passbook, keeps it, opens it without signal, takes a consent back and says what is wrong', async () => {
  const day = await opensPassbook(minka);
  const { page, context, shot } = day;
  await page.getByText('Hola,').waitFor();
  await shot('passbook-home');
  const wrong = [...(await pages(day, 'es')), ...(await spoken(day))];
  await page.getByText('Guardar en este teléfono').click();
  await page.getByText('Guardada en este teléfono').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await typesPin(page, minka.passbook.pin);
  await page.getByText('Sin internet. Lo que ve se guardó').waitFor();
  await shot('passbook-offline');
  await context.setOffline(false);
  await page.reload();
  await typesPin(page, minka.passbook.pin);
  await page.getByText('Hola,').waitFor();
  await page.locator('.book-tiles').getByText('Permisos', { exact: true }).click();
  const buyers = page.locator('.check', { hasText: 'Los compradores ven mi parcela' });
  expect(await buyers.locator('input').isChecked()).toBe(true);
  await buyers.click();
  await page.getByText('Anotado. Ya vale.').waitFor();
  expect(await buyers.locator('input').isChecked()).toBe(false);
  await shot('passbook-consents');
  await page.locator('.back').click();
  await page.locator('.book-tiles').getByText('Entregas', { exact: true }).click();
  await page.locator('details summary').first().click();
  await page.locator('.wrong-button:visible').first().click();
  await page.locator('.choice').first().click();
  await shot('passbook-wrong');
  await page.locator('.bottom .main-button').click();
  await page.locator('.toast').waitFor();
  await shot('passbook-wrong-sent');
  await page.locator('.bottom .main-button').click();
  await page.locator('.back').click();
  await page.getByText('Cerrar y olvidar', { exact: true }).click();
  await page.getByText('En este teléfono no queda nada suyo').waitFor();
  expect(await page.evaluate(() => localStorage.getItem('minka.passbook'))).toBeNull();
  expect([...wrong, ...day.wrong, ...day.complaints()]).toEqual([]);
  await context.close();
});

/** Opens each page of the passbook from its first one. */
async function pages({ page, shot }: Day, how: 'es' | 'words' | 'size'): Promise<string[]> {
  const wrong: string[] = [];
  const tiles = page.locator('.book-tiles button');
  const count = await tiles.count();
  expect(count).toBeGreaterThan(7);
  const looks = async (name: string) => {
    if (how === 'size') await enlarge(page);
    wrong.push(
      ...(await judged(page, how === 'es' ? undefined : how)).map((what) => `passbook ${how} ${name}: ${what}`),
    );
  };
  await looks('home');
  for (let i = 0; i < count; i += 1) {
    await tiles.nth(i).click();
    await page.locator('.back').waitFor();
    if (how === 'es') await shot(`passbook-${i + 1}`);
    await looks(String(i + 1));
    await page.locator('.back').click();
    await tiles.first().waitFor();
  }
  return wrong;
}

/** The same in English, and with letters twice as large. */
async function spoken(day: Day): Promise<string[]> {
  const { page } = day;
  await page.getByRole('button', { name: 'English' }).click();
  const english = await pages(day, 'words');
  await page.getByRole('button', { name: 'Español' }).click();
  const large = await pages(day, 'size');
  await page.reload();
  await typesPin(page, minka.passbook.pin);
  await page.getByText('Hola,').waitFor();
  return [...english, ...large];
}
