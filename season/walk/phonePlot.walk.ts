import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictureIn } from '#kernel/pure/picture.ts';
import { cheap, look, openWindow, signIn, spills, stumbles, wide } from './looking.ts';
import { type Started, small, startTold } from './started.ts';

// A technician walks a plot with her phone, on a small season.
let minka: Started;

beforeAll(async () => {
  minka = await startTold(small);
});

afterAll(() => minka?.close());

const [lon, lat] = [-74.7102, -11.3021];
/** So many metres east and north of the corner post. */
const place = (east: number, north: number, accuracy = 5) => ({
  longitude: lon + east / (111_320 * Math.cos((lat * Math.PI) / 180)),
  latitude: lat + north / 110_600,
  accuracy,
});

test('a plot is walked without signal, the page is killed half way, and the photo that follows tells no place', async () => {
  const { page, context, complaints } = await openWindow(minka.browser, cheap);
  const wrong: string[] = [];
  const shot = async (name: string) => {
    await look(page, name);
    wrong.push(...(await stumbles(page)).map((what) => `${name}: ${what}`));
    if (await spills(page)) wrong.push(`${name}: wider than the phone`);
  };
  const main = page.locator('.main-button');
  await context.grantPermissions(['geolocation']);
  await context.setGeolocation(place(0, 0, 24));
  const address = minka.address;
  await page.goto(`${address}/phone/`);
  await page.getByLabel('Usuario').fill('tecnica@demo');
  await page.getByLabel('Contraseña', { exact: true }).fill('minka-demo');
  await main.click();
  await page.getByText('Hola,').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 30_000 });
  await page.getByText('última vez').waitFor({ timeout: 120_000 });
  await page.locator('a[href="/phone/people"]').first().click();
  await page.locator('.list .row').first().click();
  await page.getByText('Levantar parcela').waitFor();
  await context.setOffline(true);
  await shot('plot-producer');
  await page.getByText('Levantar parcela').click();
  await page.getByLabel('hectáreas').fill('2');
  await shot('plot-how');
  await page.getByRole('button', { name: 'Caminando' }).click();
  await page.getByText('Espere a 10 m').waitFor();
  await shot('plot-waiting');
  await main.click();
  await walksTo(page, 0, 90, (d) => place(d, 0));
  await shot('plot-walking');
  // The battery pulls the page away; what was walked is there again.
  await page.reload();
  await page.getByText('11 puntos').waitFor();
  await walksTo(page, 0, 90, (d) => place(90, d));
  await walksTo(page, 0, 90, (d) => place(90 - d, 90));
  await page.getByText('Oscurecer pantalla').click();
  await shot('plot-dark');
  await page.locator('.dark').click();
  await context.setGeolocation(place(300, 300, 60));
  await page.getByText('No se marca').waitFor();
  await walksTo(page, 0, 81, (d) => place(0, 90 - d));
  await page.getByText('0.8').first().waitFor();
  await main.click();
  await page.getByText('¿Por qué?').waitFor();
  await page.getByLabel('¿Por qué?').selectOption('guessed');
  await page.getByLabel('Nombre de la parcela').fill('La Lomada');
  await page.getByLabel('Año de siembra').fill('2015');
  await page.getByLabel('Tenencia').selectOption('title');
  await page.getByRole('button', { name: 'Tomar foto' }).click();
  await shot('plot-camera');
  await page.locator('input[type=file]').setInputFiles({
    name: 'IMG_2034.jpg',
    mimeType: 'image/jpeg',
    buffer: await photoWithPlace(page),
  });
  await page.locator('.photos .thumb').waitFor();
  await page.getByRole('button', { name: 'Cerrar la cámara' }).click();
  await shot('plot-facts');
  await main.click();
  await page.getByText('La parcela quedó guardada').waitFor();
  await shot('plot-saved');
  const plot = new URL(page.url()).pathname.split('/').at(-1) as string;

  await context.setOffline(false);
  await page.goto(`${address}/phone/plots/${plot}`);
  await page.locator('.tag-accepted, .tag-flagged').first().waitFor({ timeout: 60_000 });
  await shot('plot-accepted');
  await page.locator('.back').click();
  await page.getByText('La Lomada').waitFor();
  await page.getByText('La Lomada').scrollIntoViewIfNeeded();
  await shot('plot-of-producer');
  const photos = async () =>
    page.evaluate(async (about) => {
      const answer = await fetch(`/api/ask/ledger.photos?about=${about}`, { headers: { 'x-minka': 'phone' } });
      return (await answer.json()).value as { sha256: string; arrived: boolean; place?: object; bytes: number }[];
    }, plot);
  await expect.poll(async () => (await photos())[0]?.arrived, { timeout: 30_000 }).toBe(true);
  const [photo] = await photos();
  expect(photo?.bytes).toBeLessThanOrEqual(200 * 1024);
  const bytes = await page.evaluate(
    async (sha) => [...new Uint8Array(await (await fetch(`/api/files/${sha}`)).arrayBuffer())],
    photo?.sha256,
  );
  const file = Uint8Array.from(bytes);
  expect(pictureIn(file)).toEqual({ type: 'image/jpeg', told: false });
  expect(Buffer.from(file).includes('Exif')).toBe(false);
  expect(Buffer.from(file).includes(hidden)).toBe(false);
  expect([...wrong, ...complaints()]).toEqual([]);

  const office = await openWindow(minka.browser, wide);
  await signIn(office.page, minka.office, 'monitoreo@demo', 'minka-demo');
  await office.page.goto(`${minka.office}plots/${plot}`);
  await office.page.locator('.gallery img').waitFor();
  expect(office.complaints()).toEqual([]);
});

/** Nine metres a step, as the receiver tells it. */
async function walksTo(page: Page, from: number, to: number, at: (d: number) => ReturnType<typeof place>) {
  for (let d = from; d <= to; d += 9) {
    await page.context().setGeolocation(at(d));
    await page.waitForTimeout(70);
  }
}

const hidden = 'GPSLatitude 11.3021 S';

/** A photo of four megapixels as a phone's camera writes it, with the place beside the picture. */
async function photoWithPlace(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2400, 1800];
    const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
    for (let i = 0; i < 6000; i += 1) {
      pen.fillStyle = `hsl(${(i * 47) % 360} 60% ${30 + (i % 40)}%)`;
      pen.fillRect((i * 379) % 2400, (i * 211) % 1800, 60, 60);
    }
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.95));
    return [...new Uint8Array(await (blob as Blob).arrayBuffer())];
  });
  const told = Buffer.concat([Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0'), Buffer.from(hidden)]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(told.length + 2);
  const jpeg = Buffer.from(drawn);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, told, jpeg.subarray(2)]);
}
