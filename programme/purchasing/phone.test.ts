import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPhones } from '#programme/openPhones.ts';
import { CocoaBought } from './facts.ts';

let field: Awaited<ReturnType<typeof openPhones>>;

beforeAll(async () => {
  field = await openPhones();
});
afterAll(() => field.close());

test('a buyer weighs and prices without network by what her phone holds of her centre, and of no other', async () => {
  const { tell, zone, on } = field;
  const luis = await field.joins('Luis Vega', 'finance-officer', []);
  const trader = (await tell('partners.organisationJoined', { name: 'Comercializadora', does: 'trader', on })).id;
  const opens = async (name: string) =>
    (await tell('purchasing.centreOpened', { name, zone, buyer: trader, certified: [], moistureReference: 75_000, on }))
      .id;
  const [satipo, pangoa] = [await opens('Satipo'), await opens('Pangoa')];
  const lists = async (centre: string) =>
    (
      await tell(
        'purchasing.pricesListed',
        { centre, prices: [{ state: 'wet', grade: '1', perKg: 550 }], qualityPerKg: 0, certifiedPerKg: 0, from: on },
        { by: luis },
      )
    ).id;
  const prices = await lists(satipo);
  await tell('purchasing.scaleCalibrated', { centre: satipo, serial: 'B-7', on });
  await lists(pangoa);
  const who = { givenNames: 'Elmer', familyNames: 'Quispe Rojas', sex: 'M', zone, district: '120601', on };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const elmer = (await tell('people.producerRegistered', { ...who, consents })).id;
  const ines = field.seat(await field.joins('Inés Rojas', 'buyer', [satipo]));
  await ines.phone.sync();
  const held = async (kind: string) => (await ines.store.documents(kind)).map((d) => d.body);
  expect(await held('purchasing.centre')).toMatchObject([{ id: satipo, moistureReference: 75_000 }]);
  expect(await held('purchasing.scale')).toMatchObject([{ serial: 'B-7' }]);
  expect(await held('purchasing.prices')).toMatchObject([{ id: prices, approved: false }]);
  await tell('purchasing.pricesApproved', { prices, on });
  await ines.phone.sync();
  expect(await held('purchasing.prices')).toMatchObject([{ id: prices, approved: true, until: null }]);
  const weighed = { state: 'wet', bags: 1, gross: 50_000, tare: 0, grade: '1', certified: false } as const;
  const paid = { payable: 50_000, perKg: 550, amount: 27_500, deducted: 0, paid: 27_500, payment: 'bank' } as const;
  const bought = await ines.phone.record(CocoaBought, {
    ...{ ...weighed, ...paid, centre: satipo, person: elmer, prices, receipt: 'IR-0001', on: '2020-06-10' },
  });
  await ines.phone.sync();
  const received = { centre: satipo, code: 'R-1', purchases: [bought.id], on: '2020-06-11' };
  const lot = (await tell('lots.lotReceived', received)).id;
  await ines.phone.sync();
  expect(await held('lots.lot')).toMatchObject([{ id: lot, code: 'R-1', state: 'wet', balance: 50_000 }]);
  // An emptied lot leaves the phone.
  const inputs = [{ lot, grams: 50_000 }];
  const made = { centre: satipo, code: 'F-1', process: 'fermentation', state: 'fermented', inputs, grams: 42_000 };
  await tell('lots.lotMade', { ...made, on: '2020-06-18' });
  await ines.phone.sync();
  expect(await held('lots.lot')).toMatchObject([{ code: 'F-1', state: 'fermented', balance: 42_000 }]);
});
