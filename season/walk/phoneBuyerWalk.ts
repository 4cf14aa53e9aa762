import type { Page } from 'playwright-core';

export interface BuyerWalk {
  readonly address: string;
  readonly login: string;
  readonly password: string;
  /** Takes a picture under this name, and looks for what a weak eye would stumble over. */
  readonly shots: (name: string) => Promise<unknown>;
}

/** What the walk did, for the caller to look up on the server. */
export interface WalkedBuyer {
  readonly receipts: readonly string[];
  readonly voided: string;
  readonly taps: number;
  readonly screens: number;
}

/** A thumb: counts what it touches from the home screen to the receipt. Keys of weights and counts are not taps. */
function thumb(page: Page) {
  const counts = { taps: 0, screens: 0 };
  return {
    counts,
    tap: async (selector: string, text?: string) => {
      counts.taps += 1;
      const found = text === undefined ? page.locator(selector) : page.locator(selector, { hasText: text });
      await found.first().click();
    },
  };
}

/** A buyer's day without network: opens the box, receives cocoa twice, takes one receipt back, counts and closes. */
export async function walkBuyer(page: Page, of: BuyerWalk): Promise<WalkedBuyer> {
  const shot = async (name: string) => {
    await page.waitForTimeout(300);
    await of.shots(name);
  };
  await page.goto(`${of.address}/phone/`);
  await page.getByLabel('Usuario').fill(of.login);
  await page.getByLabel('Contraseña', { exact: true }).fill(of.password);
  await page.locator('.main-button').click();
  await page.getByText('Hola,').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 });
  await page.getByText('última vez').waitFor({ timeout: 120_000 });
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('Precio desde').waitFor();
  await shot('buyer-home');
  await countsBox(page, '/cash/open', 'Contar al abrir', shot);
  const one = await receives(page, shot);
  const two = await nextOne(page);
  await takesBack(page, shot);
  await page.goto(`${of.address}/phone/purchases`);
  await page.getByText('Recibos de hoy').waitFor();
  await shot('buyer-today');
  await page.goto(`${of.address}/phone/cash`);
  await page.getByText('Debe haber en la caja').waitFor();
  await shot('buyer-cash');
  await countsBox(page, '/cash/close', 'Cerrar el día', shot);
  await page.context().setOffline(false);
  await page.goto(`${of.address}/phone/purchases`);
  await page.getByText('Todo enviado').waitFor({ timeout: 60_000 });
  await page.locator('.tag-saved, .tag-sent').first().waitFor({ state: 'detached', timeout: 60_000 });
  await shot('buyer-sent');
  return { receipts: [one.receipt, two], voided: two, taps: one.taps, screens: one.screens };
}

type Shot = (name: string) => Promise<void>;

/** One delivery from the home screen to the receipt, its taps counted. */
async function receives(page: Page, shot: Shot): Promise<{ receipt: string; taps: number; screens: number }> {
  const { tap, counts } = thumb(page);
  const seen = async (name: string) => {
    counts.screens += 1;
    await shot(name);
  };
  await page.goto(`${new URL(page.url()).origin}/phone/`);
  await tap('.bottom .main-button');
  await page.locator('.list .row').first().waitFor();
  await seen('buyer-who');
  await tap('.list .row');
  await page.getByLabel('Sacos').fill('2');
  const plots = page.locator('select').first();
  if (await plots.count()) await plots.selectOption({ index: 1 });
  if ((await page.locator('.choice.chosen', { hasText: /Baba|Seco/ }).count()) === 0) await tap('.choice', 'Baba');
  await page.getByLabel('Peso bruto, kg', { exact: true }).fill('86,4');
  await page.getByLabel('Otra vez el peso bruto, kg').fill('86,5');
  await page.getByText('Los dos pesos no son iguales').waitFor();
  await seen('buyer-weigh');
  await page.getByLabel('Otra vez el peso bruto, kg').fill('86.4');
  await tap('.bottom .main-button');
  await page.getByLabel('Mohosos').fill('2');
  await page.getByLabel('Violetas').fill('9');
  await seen('buyer-quality');
  await tap('.bottom .main-button');
  await page.getByText('Precio por kg', { exact: true }).first().waitFor();
  await seen('buyer-price');
  await tap('.bottom .main-button');
  await page.getByText('En la caja').waitFor();
  await seen('buyer-pay');
  await tap('.bottom .main-button');
  await page.locator('.receipt-number').waitFor();
  await shot('buyer-receipt');
  await page.getByText('Mostrar QR grande').click();
  await page.locator('svg.qr').waitFor();
  await page.locator('.receipt').scrollIntoViewIfNeeded();
  await shot('buyer-receipt-qr');
  return { receipt: await numberOn(page), ...counts };
}

/** The next in the queue, in one tap from the receipt; found by name this time. */
async function nextOne(page: Page): Promise<string> {
  const before = await numberOn(page);
  await page.getByText('Siguiente productor').click();
  await page.locator('.list .row').nth(1).click();
  const plots = page.locator('select').first();
  if (await plots.count()) await plots.selectOption({ index: 1 });
  await page.getByLabel('Peso bruto, kg', { exact: true }).fill('52');
  await page.getByLabel('Otra vez el peso bruto, kg').fill('52');
  for (const step of ['Mohosos', 'Precio por kg', 'En la caja']) {
    await page.locator('.bottom .main-button').click();
    await page.getByText(step).first().waitFor();
  }
  await page.locator('.bottom .main-button').click();
  await page.locator('.receipt-number', { hasNotText: before }).waitFor();
  return numberOn(page);
}

const numberOn = async (page: Page): Promise<string> => (await page.locator('.receipt-number').textContent()) ?? '';

async function takesBack(page: Page, shot: Shot): Promise<void> {
  await page.getByText('Anular este recibo').click();
  await page.getByLabel('Motivo').fill('Se pesó el saco de otro productor');
  await shot('buyer-take-back');
  await page.getByRole('button', { name: 'Anular', exact: true }).click();
  await page.locator('.receipt-void').waitFor();
  await page.locator('.receipt').scrollIntoViewIfNeeded();
  await shot('buyer-void');
}

/** Counts the box note by note; ten soles are missing, and it is said why. */
async function countsBox(page: Page, path: string, title: string, shot: Shot): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/phone${path}`);
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByLabel('Billetes de S/ 100.00').fill('12');
  await page.getByLabel('Monedas de S/ 5.00').fill('7');
  await page.locator('.bottom .main-button').click();
  await page.getByText('La caja no cuadra').waitFor();
  await shot(`buyer-count-${path.slice(6)}`);
  await page.getByLabel('¿Por qué no cuadra?').fill('Se dio cambio de más por la mañana');
  await page.locator('.bottom .main-button').click();
  await page.getByText('Guardado en el teléfono.').waitFor();
}
