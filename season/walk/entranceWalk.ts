import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { seeded } from '#kernel/pure/ids.ts';
import { makeFact } from '#kernel/pure/maker.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';

export interface EntranceWalk {
  /** Signed in at the office as administrator. */
  readonly office: Page;
  /** A phone that nobody has used. */
  readonly phone: Page;
  /** `http://127.0.0.1:8431`. */
  readonly address: string;
  /** Somebody else, who takes the phone over with her password. */
  readonly other: { readonly login: string; readonly password: string };
  readonly shots?: ((page: Page, name: string) => Promise<unknown>) | undefined;
}

/** What the walk saw, for the caller to hold it to. */
export interface Entered {
  readonly addressAfterwards: string;
  readonly exported: { readonly author: string; readonly facts: readonly { readonly id: string }[] };
  readonly staff: string;
  readonly shelvesLeft: readonly string[];
}

const pin = '471902';

/**
 * A phone comes in by the office's QR address, works without network behind its PIN, sends what it holds although the PIN
 * is forgotten, is enrolled anew, is handed over and back, and is wiped by the office.
 */
export async function walkEntrance(of: EntranceWalk): Promise<Entered> {
  const { office, phone, address } = of;
  const shot = async (page: Page, name: string) => {
    await page.waitForTimeout(250);
    await of.shots?.(page, name);
  };
  const main = (page: Page) => page.locator('.main-button').last();
  const staff = await aTechnician(office, address);
  const code = await makesCode(office, address, staff, shot);

  await phone.goto(`${address}/phone/#e=${code}`);
  await phone.getByText('Este teléfono será de').waitFor();
  const addressAfterwards = phone.url();
  await shot(phone, 'phone-seat');
  await main(phone).click();
  await arrives(phone, shot);
  await phone.getByText('última vez').waitFor({ timeout: 60_000 });
  await phone.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 });

  // Without network: a record that was saved, the app opened cold, and a PIN that she does not remember.
  await phone.context().setOffline(true);
  await savesOffline(phone, staff);
  const cold = await phone.context().newPage();
  await phone.close();
  await cold.goto(`${address}/phone/`);
  await cold.getByText('1 por enviar').waitFor();
  await shot(cold, 'phone-locked');
  const [download] = await Promise.all([
    cold.waitForEvent('download'),
    cold.getByRole('button', { name: /Guardar en un archivo/ }).click(),
  ]);
  const exported = JSON.parse(readFileSync(await download.path(), 'utf8')) as Entered['exported'];
  for (let guess = 0; guess < 5; guess += 1) {
    await types(cold, '135790');
    await cold.getByText(guess < 4 ? 'No es ese PIN' : 'Demasiados intentos').waitFor();
  }
  await cold.context().setOffline(false);
  await cold.evaluate(() => dispatchEvent(new Event('online')));
  await cold.getByText('Todo enviado').waitFor({ timeout: 60_000 });
  await cold.getByText('Demasiados intentos').waitFor();

  await cold.getByRole('button', { name: 'Olvidé mi PIN' }).click();
  await cold.getByRole('button', { name: 'Escribir el código' }).click();
  await cold.getByLabel('Código de la oficina').fill(await makesCode(office, address, staff));
  await cold.getByRole('button', { name: 'Continuar' }).click();
  await cold.getByText('Este teléfono será de').waitFor();
  await main(cold).click();
  await arrives(cold);

  await handsOver(cold, of, shot);
  await office.goto(`${address}/office/devices/${(await shelfOf(cold, staff)).device}`);
  await office.getByRole('button', { name: 'Dar de baja y borrar' }).waitFor();
  await shot(office, 'device');
  await office.getByRole('button', { name: 'Dar de baja y borrar' }).click();
  await office.getByLabel('Motivo').fill('Se perdió en el camino a Puerto Ocopa');
  await office.getByRole('dialog').getByRole('button', { name: 'Dar de baja y borrar' }).click();
  await office.getByText('Se borrará en su próximo contacto').waitFor();
  await cold.getByRole('button', { name: 'Enviar' }).click();
  await cold.getByText('mandó borrar este teléfono').waitFor({ timeout: 30_000 });
  await shot(cold, 'phone-wiped');
  await cold.waitForTimeout(500);
  const left = await cold.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  return { addressAfterwards, exported, staff, shelvesLeft: left };
}

type Shot = (page: Page, name: string) => Promise<void>;

async function aTechnician(office: Page, address: string): Promise<string> {
  const answer = await office.request.get(`${address}/api/ask/partners.people?q=technician&size=100`);
  const { value } = (await answer.json()) as { value: { rows: { id: string; role: string }[] } };
  return value.rows.filter(({ role }) => role === 'technician').at(-1)?.id as string;
}

async function makesCode(office: Page, address: string, staff: string, shot?: Shot): Promise<string> {
  await office.goto(`${address}/office/staff/${staff}`);
  await office.getByRole('button', { name: 'Enrolar un teléfono' }).click();
  await office.getByRole('button', { name: 'Mostrar el código' }).click();
  await shot?.(office, 'enrol-phone');
  return ((await office.locator('.enrol-code').textContent()) ?? '').replace('-', '');
}

async function types(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.locator('.pin-keys').getByRole('button', { name: digit, exact: true }).click();
}

/** The steps after the code: what guards the records, a PIN typed twice, her people. */
async function arrives(page: Page, shot?: Shot): Promise<void> {
  await page.getByText('Para no perder nada').waitFor();
  await shot?.(page, 'phone-keeping');
  await page.locator('.main-button').click();
  await page.getByText('Elija un PIN').waitFor();
  await shot?.(page, 'phone-pin');
  await types(page, pin);
  await page.getByText('Escríbalo otra vez').waitFor();
  await types(page, pin);
  await page.getByText('Ya se abre sin internet').waitFor({ timeout: 30_000 });
  await shot?.(page, 'phone-ready');
  await page.locator('.main-button').click();
  await page.getByText('Hola,').waitFor();
}

/** Where her shelf stands, as the app keeps it. */
function shelfOf(page: Page, staff: string): Promise<{ device: string; seq: number; prevHash: string | null }> {
  return page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => done(request.result);
    });
    const found = await new Promise((done) => {
      const request = db.transaction('meta').objectStore('meta').get('meta');
      request.onsuccess = () => done(request.result);
    });
    db.close();
    return found as never;
  }, `minka-${staff}`);
}

/** One record on her shelf, as the app writes it. */
async function savesOffline(page: Page, staff: string): Promise<void> {
  const before = await shelfOf(page, staff);
  const session = await page.evaluate(() => JSON.parse(localStorage.getItem('minka.session') ?? '{}'));
  const zone = session.grants.flatMap(({ scopes }: { scopes: string[] }) => scopes)[0] as string;
  const pen = {
    programme: session.programme.id,
    author: staff,
    device: before.device,
    random: seeded(Date.now() % 100_000).bytes,
    now: Date.now,
    seq: before.seq,
    prevHash: before.prevHash,
  };
  const names = { givenNames: 'Zenaida', familyNames: `Xuárez ${Date.now().toString(36)}` };
  const body = { ...names, sex: 'F' as const, zone, district: '120601', consents: [], on: '2022-11-20' };
  const fact = makeFact(pen, ProducerRegistered, body as never);
  await page.evaluate(
    async ({ name, kept, next }) => {
      const db = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result);
      });
      const tx = db.transaction(['fact', 'meta'], 'readwrite');
      tx.objectStore('fact').put(kept);
      tx.objectStore('meta').put(next, 'meta');
      await new Promise<void>((done) => {
        tx.oncomplete = () => done();
      });
      db.close();
    },
    {
      name: `minka-${staff}`,
      kept: { id: fact.id, fact, receipt: null, tries: 0, notBefore: 0 },
      next: { ...before, seq: pen.seq },
    },
  );
}

/** Another person takes the phone with her password; the first one comes back by her PIN, and is not asked to sign in. */
async function handsOver(page: Page, { address, other }: EntranceWalk, shot: Shot): Promise<void> {
  const leaves = async () => {
    await page.goto(`${address}/phone/settings`);
    // The page grows once more when the browser has told what it keeps; a tap before that may miss.
    await page.getByText('MB usados').waitFor();
    await page.getByRole('button', { name: 'Cambiar de usuario' }).click();
    await page.getByText('En este teléfono').waitFor();
  };
  await leaves();
  await shot(page, 'phone-shelves');
  await page.getByLabel('Usuario').fill(other.login);
  await page.getByLabel('Contraseña', { exact: true }).fill(other.password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page.getByText('Hola,').waitFor();
  await page.getByText('última vez').waitFor({ timeout: 60_000 });
  await leaves();
  await page.locator('.shelf-open').first().click();
  await page.getByText('Su PIN').waitFor();
  await types(page, pin);
  await page.getByText('Hola,').waitFor();
  await page.getByRole('button', { name: 'Enviar' }).click();
  await page.getByText('Todo enviado').waitFor();
  if (await page.getByText('entre otra vez').isVisible()) throw new Error('she was asked to sign in again');
}
