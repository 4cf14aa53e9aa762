import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriesOfDevice } from '#kernel/pure/series.ts';
import { openPhones, type Seat } from '#programme/openPhones.ts';
import { CocoaBought } from '#programme/purchasing/facts.ts';
import { numbered } from './series.ts';

let field: Awaited<ReturnType<typeof openPhones>>;
let [centre, prices, elmer] = ['', '', ''];

beforeAll(async () => {
  field = await openPhones();
  const { tell, zone, on } = field;
  const buyer = (await tell('partners.organisationJoined', { name: 'Comercializadora', does: 'trader', on })).id;
  const where = { name: 'Satipo', zone, buyer, certified: [], moistureReference: 75_000, on };
  centre = (await tell('purchasing.centreOpened', where)).id;
  const list = [{ state: 'wet', grade: '1', perKg: 550 }];
  prices = (
    await tell('purchasing.pricesListed', { centre, prices: list, qualityPerKg: 0, certifiedPerKg: 0, from: on })
  ).id;
  elmer = (await field.registers(field.seat(await field.joins('Ana', 'technician', [zone])), 'Elmer', zone)).id;
});
afterAll(() => field.close());

const buys = (seat: Seat) =>
  seat.phone.record(
    CocoaBought,
    numbered('A', (receipt) => ({
      ...{ centre, person: elmer, state: 'wet' as const, bags: 1, gross: 50_000, tare: 0, grade: '1' as const, prices },
      ...{ certified: false, payable: 50_000, perKg: 550, amount: 27_500, deducted: 0, paid: 27_500 },
      ...{ payment: 'bank' as const, receipt, on: '2020-06-10' },
    })),
  );
const receipts = async (seat: Seat) =>
  (await seat.store.facts())
    .sort((a, b) => a.fact.at.localeCompare(b.fact.at))
    .map((kept) => (kept.fact.body as { receipt: string }).receipt);
const copyOf = async (from: Seat, to: Seat) =>
  to.store.apply({ meta: await from.phone.meta(), facts: await from.store.facts() });

test('a device counts its receipts in a short series of its own, without gaps, and books do not mix', async () => {
  const ines = field.seat(await field.joins('Inés Rojas', 'buyer', [centre]));
  await ines.phone.sync();
  const { series } = await ines.phone.meta();
  expect(series).toMatch(/^[2-9A-HJ-NP-Z]{3,}$/);
  await Promise.all([buys(ines), buys(ines), buys(ines)]);
  expect(await receipts(ines)).toEqual([1, 2, 3].map((n) => `${series}A-00000${n}`));
  await ines.phone.sync();
  await buys(ines);
  expect((await receipts(ines)).at(-1)).toBe(`${series}A-000004`);
  expect((await ines.phone.meta()).numbers).toEqual({ [`${series}A`]: 4 });
});

test('a number is taken only with its fact: a write that fails leaves no gap', async () => {
  const luz = field.seat(await field.joins('Luz Paz', 'buyer', [centre]));
  await luz.phone.sync();
  const { apply } = luz.store;
  await buys(luz);
  Object.assign(luz.store, { apply: () => Promise.reject(new Error('quota')) });
  await expect(buys(luz)).rejects.toThrow('quota');
  Object.assign(luz.store, { apply });
  await buys(luz);
  expect((await receipts(luz)).map((r) => r.slice(-2))).toEqual(['01', '02']);
});

test('a phone that has never met the server counts in the long series of its own id, and then in the short one', async () => {
  const ana = field.seat(await field.joins('Ana Soto', 'buyer', [centre]));
  await buys(ana);
  const [first] = await receipts(ana);
  expect(first).toMatch(/^[2-9A-HJ-NP-Z]{9}A-000001$/);
  await ana.phone.sync();
  await buys(ana);
  const { series } = await ana.phone.meta();
  expect(first?.startsWith(String(series))).toBe(true);
  expect((await receipts(ana)).at(-1)).toBe(`${series}A-000001`);
});

test('a copied phone goes on in another series, and a restored server gives each device the one it had', async () => {
  const staff = await field.joins('Rita Vega', 'buyer', [centre]);
  const [rita, copy] = [field.seat(staff), field.seat(staff)];
  await rita.phone.sync();
  await copyOf(rita, copy);
  await buys(rita);
  await rita.phone.sync();
  await copy.phone.sync();
  const [one, other] = [await rita.phone.meta(), await copy.phone.meta()];
  expect(other.device).not.toBe(one.device);
  expect(other.series).toBeTruthy();
  expect(other.series).not.toBe(one.series);
  await buys(copy);
  expect(await receipts(copy)).toEqual([`${other.series}A-000001`]);
  await field.ledger.pool.query('delete from sync_device where device = $1', [other.device]);
  await copy.phone.sync();
  const [met] = await field.rows('select series from sync_device where device = $1', [other.device]);
  expect(met).toEqual({ series: other.series });
  const [twice] = await field.rows('select count(*)::int - count(distinct series)::int as n from sync_device');
  expect(twice).toEqual({ n: 0 });
});

test('two devices whose ids give the same short series get different ones', async () => {
  const staff = await field.joins('Olga Ruiz', 'buyer', [centre]);
  const olga = field.seat(staff);
  const [short, longer] = seriesOfDevice((await olga.phone.meta()).device);
  const [other] = await field.rows('select device from sync_device order by device limit 1');
  await field.ledger.pool.query('update sync_device set series = $1 where device = $2', [short, other?.['device']]);
  await olga.phone.sync();
  expect((await olga.phone.meta()).series).toBe(longer);
});
