import { expect, test, vi } from 'vitest';
import { encoded, escpos, escposRaster } from './escpos.ts';
import { print, rememberedPrinter, waysOf } from './printing.ts';
import { paperRows, type Receipt, wrapped } from './receipt.ts';

const receipt: Receipt = {
  title: 'Ñuñoa',
  under: ['Acopio Satipo'],
  number: 'K7QA-000012',
  parts: [[{ label: 'Peso', amount: '405.9 kg' }], [{ label: 'A pagar', amount: 'S/ 6,717.65', bold: true }]],
  foot: ['¿Algo está mal? Avísanos.'],
  qr: 'R1.K7QA',
  void: false,
  language: 'es',
};
const hex = (bytes: Iterable<number>) => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join(' ');
const latin = (bytes: Uint8Array) => new TextDecoder('windows-1252').decode(bytes);

test('ñ, accents, ¿ and the sign of the euro are the bytes of WPC1252; what the page lacks loses its accent', () => {
  expect(hex(encoded('ñÑáéíóúü¿¡€–”'))).toBe('f1 d1 e1 e9 ed f3 fa fc bf a1 80 96 94');
  expect(latin(Uint8Array.from(encoded('Señor Ñahui: ¿cuánto?')))).toBe('Señor Ñahui: ¿cuánto?');
  expect(latin(Uint8Array.from(encoded('n\u0303 ā 木')))).toBe('ñ a ?');
});

test('a receipt begins with ESC @ and code page 16, ends with feed and cut, and carries its QR code', () => {
  const bytes = escpos(receipt, { width: 32, cut: true });
  expect(hex(bytes.slice(0, 5))).toBe('1b 40 1b 74 10');
  expect(hex(bytes.slice(5, 20))).toBe('1b 61 01 1b 45 01 1d 21 11 d1 75 f1 6f 61 0a');
  expect(hex(bytes.slice(-7))).toBe('1b 64 04 1d 56 42 00');
  expect(hex(bytes)).toContain('1d 28 6b 04 00 31 41 32 00 1d 28 6b 03 00 31 43 06 1d 28 6b 03 00 31 45 31');
  expect(hex(bytes)).toContain('1d 28 6b 0a 00 31 50 30 52 31 2e 4b 37 51 41 1d 28 6b 03 00 31 51 30');
  expect(latin(bytes)).toContain(`${'A pagar'.padEnd(21)}S/ 6,717.65\n`);
  expect(hex(escpos(receipt, { width: 32, cut: false }).slice(-3))).toBe('1b 64 04');
});

test('what was taken back is printed ANULADO, above and below, and keeps its number', () => {
  const rows = paperRows({ ...receipt, void: true }, 32).map((row) => row.text);
  expect(rows.filter((text) => text === '*** ANULADO ***')).toHaveLength(2);
  expect(rows).toContain('K7QA-000012');
  expect(paperRows(receipt, 32).map((row) => row.text)).not.toContain('*** ANULADO ***');
});

test('no row is wider than the paper, however long a name is, and nothing is lost', () => {
  const long = 'Asociación de Productores Agropecuarios Ecológicos Supercalifragilisticoespialidosos del Perené';
  expect(wrapped(long, 32).join('').replaceAll(' ', '')).toBe(long.replaceAll(' ', ''));
  const wide = { ...receipt, title: long, parts: [[{ label: long, amount: 'S/ 1,000,000.00' }]] };
  for (const row of paperRows(wide, 32)) expect(row.text.length).toBeLessThanOrEqual(row.large ? 16 : 32);
  expect(wrapped('', 32)).toEqual(['']);
});

test('a picture goes one bit a dot, dark ones set, in bands that a small memory takes', () => {
  const pixels = { width: 10, height: 130, data: new Uint8ClampedArray(10 * 130 * 4).fill(255) };
  pixels.data.set([0, 0, 0, 255], 0);
  pixels.data.set([0, 0, 0, 255], 9 * 4);
  // Transparent black is white paper.
  pixels.data.set([0, 0, 0, 0], 4);
  const bytes = escposRaster(pixels, false);
  expect(hex(bytes.slice(5, 15))).toBe('1d 76 30 00 02 00 80 00 80 40');
  expect(bytes.length).toBe(5 + 8 + 128 * 2 + 8 + 2 * 2 + 3);
  expect(hex(bytes.slice(5 + 8 + 256, 5 + 8 + 256 + 8))).toBe('1d 76 30 00 02 00 02 00');
});

test('Bluetooth LE writes are 20 bytes or fewer, in order, and the printer is asked for once', async () => {
  const written: Uint8Array[] = [];
  const into = {
    properties: { write: false, writeWithoutResponse: true },
    writeValueWithResponse: () => Promise.reject(new Error('not this one')),
    writeValueWithoutResponse: async (bytes: Uint8Array) => void written.push(bytes),
  };
  const dead = { ...into, properties: { write: false, writeWithoutResponse: false } };
  const services = [{ getCharacteristics: async () => [dead] }, { getCharacteristics: async () => [dead, into] }];
  const gatt = { connected: false, connect: async () => ({ getPrimaryServices: async () => services }) };
  const requestDevice = vi.fn(async () => ({ gatt }));
  const browser = { bluetooth: { requestDevice } };
  const bytes = Uint8Array.from({ length: 45 }, (_, i) => i);
  await print(browser, 'bluetooth', bytes);
  await print(browser, 'bluetooth', bytes);
  expect(written.map((part) => part.length)).toEqual([20, 20, 5, 20, 20, 5]);
  expect(hex(written.slice(0, 3).flatMap((part) => [...part]))).toBe(hex(bytes));
  expect(requestDevice).toHaveBeenCalledTimes(1);
});

test('a serial printer is opened once, written to in order, and a printer that went away is asked for again', async () => {
  const parts: number[] = [];
  let broken = false;
  const writer = {
    write: async (part: Uint8Array) => {
      if (broken) throw new Error('gone');
      parts.push(part.length);
    },
    releaseLock: () => undefined,
  };
  const port = { writable: null as unknown, open: vi.fn() };
  port.open.mockImplementation(async () => {
    port.writable = { getWriter: () => writer };
  });
  const requestPort = vi.fn(async () => port as never);
  const browser = { serial: { getPorts: async () => [], requestPort } };
  await print(browser, 'serial', new Uint8Array(600));
  await print(browser, 'serial', new Uint8Array(10));
  expect([parts, port.open.mock.calls.length, requestPort.mock.calls.length]).toEqual([[512, 88, 10], 1, 1]);
  broken = true;
  await expect(print(browser, 'serial', new Uint8Array(1))).rejects.toThrow('gone');
  broken = false;
  await print(browser, 'serial', new Uint8Array(1));
  expect(requestPort).toHaveBeenCalledTimes(2);
});

test('how this phone prints is remembered, and a way that the browser lost is not', () => {
  const store = (kept: unknown) => ({ getItem: () => JSON.stringify(kept) });
  expect(waysOf({})).toEqual([]);
  expect(rememberedPrinter(store({}), [])).toBeNull();
  const kept = { way: 'bluetooth', width: 48, picture: true };
  expect(rememberedPrinter(store(kept), ['serial', 'bluetooth'])).toEqual(kept);
  expect(rememberedPrinter(store(kept), ['serial'])).toEqual({ way: 'serial', width: 32, picture: false });
});
