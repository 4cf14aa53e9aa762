import type { Locator, Page } from 'playwright-core';

export interface PhoneWalk {
  /** Where the server listens: `http://127.0.0.1:8431`. */
  readonly address: string;
  readonly login: string;
  readonly password: string;
  /** Takes a picture under this name; nothing when no pictures are wanted. */
  readonly shots?: ((name: string) => Promise<unknown>) | undefined;
}

/** What the walk recorded, for the caller to look up on the server. */
export interface WalkedPhone {
  readonly producer: string;
  /** Where the card of her visit is. */
  readonly card: string;
  /** The session that was planned; nobody is asked any more why it was not held. */
  readonly plan: string | null;
  readonly givenNames: string;
  readonly familyNames: string;
}

const familyNames = 'Shuan Capcha';

/**
 * A technician's day on her phone: signs in once with network; without it opens the app again, registers a producer with
 * her consent, holds the planned training where she is present, and makes the first visit of today's list; then the network
 * returns and everything is accepted.
 */
export async function walkPhone(page: Page, of: PhoneWalk): Promise<WalkedPhone> {
  const shot = async (name: string) => {
    await page.waitForTimeout(250);
    await of.shots?.(name);
  };
  const main = () => page.locator('.main-button');
  await page.goto(`${of.address}/phone/`);
  await shot('phone-sign-in');
  await page.getByLabel('Usuario').fill(of.login);
  await page.getByLabel('Contraseña', { exact: true }).fill(of.password);
  await main().click();
  await page.getByText('Hola,').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 });
  await page.getByText('última vez').waitFor({ timeout: 120_000 });
  await shot('phone-home');

  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('Hola,').waitFor();
  const givenNames = `Yolanda ${Date.now().toString(36).slice(-4)}`;
  const producer = await registers(page, givenNames, shot);
  const plan = await holdsTraining(page, givenNames, shot);
  const card = await visits(page, shot);

  await page.context().setOffline(false);
  await page.goto(`${of.address}/phone/`);
  await page.getByText('Todo enviado').waitFor({ timeout: 60_000 });
  await page.goto(`${of.address}/phone/tray`);
  await page.getByText(givenNames).first().waitFor();
  await page.locator('.tag-saved, .tag-sent').first().waitFor({ state: 'detached', timeout: 60_000 });
  await shot('phone-tray-sent');
  await page.goto(`${of.address}/phone/people/${producer}`);
  await page.locator('.tag-accepted, .tag-flagged').first().waitFor();
  await shot('phone-producer-accepted');
  await page.goto(`${of.address}/phone/settings`);
  await page.getByText('Versión').waitFor();
  await shot('phone-settings');
  return { producer, card, plan, givenNames, familyNames };
}

async function registers(page: Page, givenNames: string, shot: (name: string) => Promise<void>): Promise<string> {
  const main = page.locator('.main-button');
  await page.locator('a[href="/phone/people"]').click();
  await page.locator('.list .row').first().waitFor();
  await shot('phone-producers');
  const taken = await documentOfFirst(page);
  await main.click();
  // Whoever is registered already is shown as soon as her document stands there.
  await page.getByLabel('Número de documento').fill(taken);
  await page.getByText('¿Es la misma persona?').waitFor();
  await shot('phone-register-same');
  await page.getByText('Vi los dos documentos').click();
  await page.getByLabel('Número de documento').fill('1234567');
  await shot('phone-register-document');
  await page.getByLabel('Número de documento').fill(validDni('45120987'));
  await page.getByText('El dígito verificador coincide').waitFor();
  await page.getByLabel('Nombres').fill(givenNames);
  await page.getByLabel('Apellidos').fill(familyNames);
  await page.getByText('Mujer').click();
  await page.getByLabel('Año de nacimiento').fill('1984');
  await shot('phone-register-who');
  // The page dies in her hand; what she had typed is there again.
  await page.reload();
  await page.getByLabel('Apellidos').waitFor();
  if ((await page.getByLabel('Apellidos').inputValue()) !== familyNames) throw new Error('the draft was lost');
  // On a server that was walked over before, she is there already; the phone asks, and this is somebody else.
  const other = page.getByText('Es un familiar');
  for (let others = 0; others < 3 && (await other.isVisible()); others += 1) await other.click();
  await main.click();
  await page.getByText('5', { exact: true }).click();
  await page.getByText('Acepta todo').click();
  await shot('phone-register-consent');
  await main.click();
  const district = page.getByLabel('Distrito');
  await page.getByLabel('Comunidad').fill('Alto Kivinaki');
  if ((await district.isVisible()) && (await district.inputValue()) === '') await district.selectOption({ index: 1 });
  await shot('phone-register-where');
  await main.click();
  await page.getByText('quedó guardado en el teléfono').waitFor();
  const code = await page.locator('.member-code').textContent();
  await shot('phone-producer-card');
  await page.getByText('Ver ficha').click();
  await page.locator('.facts').first().waitFor();
  await shot('phone-producer-saved');
  const producer = new URL(page.url()).pathname.split('/').at(-1) as string;
  await page.locator('.back').click();
  await findsByCode(page, code ?? '');
  return producer;
}

/** Her card is read, here by its large code: this browser has no camera. */
async function findsByCode(page: Page, code: string): Promise<void> {
  await page.getByText('Buscar con carné').click();
  await page.getByLabel('Código, DNI o celular').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Buscar', exact: true }).click();
  await page.getByRole('heading', { name: code }).waitFor();
}

async function documentOfFirst(page: Page): Promise<string> {
  const under = await page.locator('.list .row-under').allTextContents();
  const found = under.map((text) => /\d{8}/.exec(text)?.[0]).find((dni) => dni !== undefined);
  if (!found) throw new Error('nobody with a document on this phone');
  return found;
}

async function holdsTraining(
  page: Page,
  present: string,
  shot: (name: string) => Promise<void>,
): Promise<string | null> {
  const main = page.locator('.main-button');
  await page.locator('.back').click();
  await page.locator('.back').click();
  await page.locator('a[href="/phone/trainings/new"]').click();
  const planned = page.locator('.list button.row').first();
  const none = page.getByText('Empezar la lista');
  await planned.or(none).waitFor();
  await shot('phone-training-which');
  // The planned session in one tap; on a server that was walked over before, it is held already.
  if (await planned.isVisible()) await planned.click();
  else {
    await none.click();
    await page.getByLabel('Tema').selectOption({ index: 1 });
  }
  const missed = page.locator('a[href*="/trainings/missed/"]');
  const plan = (await missed.isVisible()) ? await pathOf(missed) : null;
  await main.click();
  await page.getByText(/Vinieron todos/).click();
  await page.locator('.list .check').nth(1).click();
  await page.getByLabel('Nombre o documento').fill(present.toUpperCase());
  await page.locator('.list .check').first().click();
  await page.getByLabel('Nombre o documento').fill('');
  await page.getByText('Agregar persona sin ficha').click();
  await page.getByLabel('Nombres y apellidos').fill('Luz Mahuanca Ñari');
  await page.getByText('Mujer', { exact: true }).click();
  await page.getByText('Anotar', { exact: true }).click();
  await shot('phone-training-who');
  await main.click();
  await page.getByLabel('Si no hay foto, ¿por qué?').fill('Se acabó la batería');
  await shot('phone-training-check');
  await main.click();
  await page.getByText('La capacitación quedó guardada').waitFor();
  await shot('phone-training-sheet');
  await main.click();
  return plan;
}

const pathOf = async (link: Locator): Promise<string> =>
  ((await link.getAttribute('href')) ?? '').slice('/phone'.length);

/** The first of today's list: earlier commitments closed, a practice scored, two new commitments, the card to share. */
async function visits(page: Page, shot: (name: string) => Promise<void>): Promise<string> {
  const main = page.locator('.main-button');
  await page.locator('a[href="/phone/visits"]').click();
  await page.locator('.list .row').first().waitFor();
  await shot('phone-visits-due');
  await page.locator('.list .row').first().click();
  await page.getByText('Hacer visita').click();
  await page.locator('.scores').first().waitFor();
  await main.click();
  await page.getByLabel('¿Por qué sin ubicación?').fill('No hay señal de GPS');
  const owed = page.locator('fieldset.choices', { hasText: 'Cumplido' });
  for (let i = 0; i < (await owed.count()); i += 1) await owed.nth(i).getByText('Cumplido').click();
  await page.locator('.scores').first().locator('.score').nth(1).click();
  await shot('phone-visit-seen');
  await main.click();
  await page.getByLabel('Agregar compromiso').selectOption({ index: 1 });
  await page.getByLabel('Agregar compromiso').selectOption({ index: 1 });
  await page.locator('fieldset', { hasText: 'Próxima visita' }).getByText('En 2 meses').click();
  await shot('phone-visit-agreed');
  await main.click();
  await page.getByText('La visita quedó guardada').waitFor();
  await shot('phone-visit-card');
  return new URL(page.url()).pathname.slice('/phone'.length);
}

/** The number with its check digit, as new cards print it (python-stdnum pe.cui). */
function validDni(dni: string): string {
  const sum = [3, 2, 7, 6, 5, 4, 3, 2].reduce((total, weight, i) => total + weight * Number(dni[i]), 0);
  return `${dni}-${'65432110987'.charAt(sum % 11)}`;
}
