import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takenBack } from '#kernel/phone/effects.ts';
import { Voided } from '#kernel/pure/fact.ts';
import { PlantsLost, PlantsReady, SeedlingsSold, StageReached } from '#programme/nursery/facts.ts';
import { type BatchDoc, batchesNow, type CloneDoc } from '#programme/nursery/phone/stock.ts';
import { openPhones, type Seat } from '#programme/openPhones.ts';
import { customerOf, customersNow } from './phone/buying.ts';
import {
  type Around,
  emptySale,
  type FundDoc,
  figuresOf,
  type Sale,
  saveSale,
  soldHere,
  wrongsOf,
} from './phone/selling/sale.ts';
import { seedlingReceipt } from './phone/selling/seedlingReceipt.ts';

const today = '2021-10-10';
let field: Awaited<ReturnType<typeof openPhones>>;
let hugo: Seat;
let [nursery, rosa, plot, fund, first, second] = ['', '', '', '', '', ''];

beforeAll(async () => {
  field = await openPhones();
  const { tell, zone, on } = field;
  const organisation = { name: 'Coop', does: 'cooperative', on };
  const owner = (await tell('partners.organisationJoined', organisation)).id;
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const who = { givenNames: 'Rosa', familyNames: 'Huamán', sex: 'F', zone, district: '120601', consents, on };
  rosa = (await tell('people.producerRegistered', who)).id;
  const land = { person: rosa, name: 'El Mirador', crop: 'cocoa', declaredM2: 10_000, tenure: 'title', on };
  plot = (await tell('plots.plotRegistered', land)).id;
  const opened = { name: 'Fondo', owner, ceiling: 90_000, deductionCap: 400_000, on: '2021-01-10' };
  fund = (await tell('fund.fundOpened', opened)).id;
  const built = { name: 'Vivero Río Negro', zone, host: rosa, capacity: 30_000, on };
  nursery = (await tell('nursery.nurseryBuilt', built)).id;
  const clone = async (name: string) =>
    (await tell('nursery.cloneListed', { name, synonyms: [], selfCompatible: true, on })).id;
  const sow = async (bed: string, name: string) =>
    (await tell('nursery.batchSown', { nursery, clone: await clone(name), bed, seeds: 1000, on: '2021-03-20' })).id;
  [first, second] = [await sow('A1', 'CCN 51'), await sow('A2', 'ICS 95')];
  hugo = field.seat(await field.joins('Hugo Pari', 'nursery-operator', [nursery]));
  await hugo.phone.sync();
});
afterAll(() => field.close());

/** What the screens read, by the same functions. */
async function picture() {
  const [facts, meta] = [await hugo.store.facts(), await hugo.phone.meta()];
  const documents = (kind: string) => hugo.store.documents(kind);
  const batches = batchesNow(await documents('nursery.batch'), facts, meta.through);
  const customers = customersNow(await documents('purchasing.customer'), nursery, facts, meta.through);
  const voided = takenBack(facts, meta.through);
  const around: Around = {
    nursery,
    batches: [...batches.values()],
    clones: new Map((await documents('nursery.clone')).map(({ id, body }) => [id, body as CloneDoc])),
    customer: customerOf(customers, rosa) ?? null,
    fund: ((await documents('fund.fund'))[0]?.body as FundDoc | undefined) ?? null,
    today,
  };
  return { around, batches, facts, sold: soldHere(facts, meta.through, voided, nursery) };
}

/** What the office says of a batch, as the phone's document has it after a contact. */
const office = async (batch: string) =>
  (await hugo.store.documents('nursery.batch')).find(({ id }) => id === batch)?.body as BatchDoc;
const figures = (batch: BatchDoc | undefined) =>
  batch && [batch.stage, batch.alive, batch.ready, batch.sold, batch.lost];

const example = (of: Partial<Sale> = {}): Sale => ({
  ...emptySale,
  ...{ id: hugo.phone.newId(), step: 3, person: rosa, plot, price: '2,50', payment: 'credit' },
  plants: { [first]: '100', [second]: '50' },
  ...of,
});

test('counts, losses and labelling without network: the bench on the phone is the office’s after the contact', async () => {
  const on = today;
  for (const batch of [first, second]) {
    await hugo.phone.record(StageReached, { batch, stage: 'germinated', alive: 900, cause: 'germination', on });
    await hugo.phone.record(StageReached, { batch, stage: 'grafted', alive: 850, cause: 'disease', on });
    await hugo.phone.record(PlantsLost, { batch, plants: 20, cause: 'drought', on });
    await hugo.phone.record(PlantsReady, { batch, plants: 800, on });
    await hugo.phone.record(PlantsLost, { batch, plants: 40, cause: 'theft', on });
  }
  const { batches } = await picture();
  expect(figures(batches.get(first))).toEqual(['ready', 0, 790, 0, 210]);
  expect(batches.get(first)?.waits).toBe(5);
  await hugo.phone.sync();
  for (const batch of [first, second]) expect(figures(await office(batch))).toEqual(figures(batches.get(batch)));
  expect((await picture()).batches.get(first)?.waits).toBe(0);
});

test('a sale on credit without network: stock falls at once, the number is the device’s next, the office agrees', async () => {
  const { around } = await picture();
  const draft = example();
  expect(figuresOf(draft, around)).toMatchObject({ plants: 150, amount: 37_500, owes: 0, after: 37_500, room: 90_000 });
  expect([...wrongsOf(draft, around)]).toEqual([]);
  const id = await saveSale(hugo.phone, hugo.store, draft, around);
  // The page died before the draft was put away, and the operator taps again.
  expect(await saveSale(hugo.phone, hugo.store, draft, around)).toBe(id);
  const offline = await picture();
  expect(figures(offline.batches.get(first))).toEqual(['ready', 0, 690, 100, 210]);
  expect([offline.around.customer?.owed.principal, offline.around.customer?.plots[0]?.given]).toEqual([37_500, 150]);
  expect(offline.sold).toMatchObject([{ id, status: 'saved', void: false }]);
  expect(offline.sold[0]?.body.receipt).toMatch(/V-000001$/);
  await hugo.phone.sync();
  const after = await picture();
  expect(after.sold[0]?.status).toBe('accepted');
  expect(figures(await office(first))).toEqual(figures(offline.batches.get(first)));
  expect(after.around.customer).toEqual(offline.around.customer);
});

test('nothing is sold that does not stand ready, nor lent above the ceiling', async () => {
  const { around } = await picture();
  const wrong = (of: Partial<Sale>) => [...wrongsOf(example(of), around)].map(([field, { code }]) => [field, code]);
  expect(wrong({ plants: { [first]: '691' }, payment: 'cash' })).toEqual([[first, 'purchasing.sell.wrong.stock']]);
  expect(wrong({ plants: {} })).toEqual([['plants', 'purchasing.sell.wrong.none']]);
  expect(wrong({ plants: { [first]: '210' } })).toEqual([]);
  expect(wrong({ plants: { [first]: '211' } })).toEqual([['payment', 'purchasing.sell.wrong.ceiling']]);
  expect(wrong({ plants: { [first]: '211' }, payment: 'cash' })).toEqual([]);
  expect(wrong({ payment: '', price: '0' }).map(([field]) => field)).toEqual(['price', 'payment']);
});

test('a sale that is taken back keeps its number, says ANULADO, and gives plants and debt back', async () => {
  const before = await picture();
  const id = await saveSale(hugo.phone, hugo.store, example({ plants: { [second]: '10' } }), before.around);
  await hugo.phone.sync();
  await hugo.phone.record(Voided, { fact: id, reason: 'otro lote', on: today });
  const offline = await picture();
  const one = offline.sold.find((sale) => sale.id === id);
  expect([one?.void, figures(offline.batches.get(second))]).toEqual([true, figures(before.batches.get(second))]);
  expect(offline.around.customer?.owed).toEqual(before.around.customer?.owed);
  const say = (key: string) => key;
  const names = { say, language: 'es' as const, nursery: 'Río Negro', producer: 'Rosa', plot: null, seller: 'Hugo' };
  const paper = seedlingReceipt(id, one?.body as never, { ...names, batch: (b) => b, termDays: 365, void: true });
  expect([paper.number, paper.void]).toEqual([one?.body.receipt, true]);
  await hugo.phone.sync();
  expect(figures(await office(second))).toEqual(figures(before.batches.get(second)));
  expect((await picture()).around.customer?.owed).toEqual(before.around.customer?.owed);
});

test('whatever is sold, the phone’s figures are the server’s: nothing is flagged, and plants and debt agree', async () => {
  await field.tell('fund.repaymentReceived', {
    ...{ fund, person: rosa, amount: 40_000, how: 'cash', receipt: 'P-1', on: today },
  });
  await hugo.phone.sync();
  expect((await picture()).around.customer).toMatchObject({ back: 2500, owed: { principal: 0 } });
  const sale = fc.record({
    plants: fc.tuple(fc.nat(30), fc.nat(30)),
    price: fc.integer({ min: 50, max: 400 }),
    payment: fc.constantFrom('cash' as const, 'credit' as const),
  });
  let saved = 0;
  for (const { plants, price, payment } of fc.sample(sale, { numRuns: 25, seed: 11 })) {
    const { around } = await picture();
    const draft = example({
      ...{ payment, plot: '', price: (price / 100).toFixed(2) },
      plants: { [first]: String(plants[0]), [second]: String(plants[1]) },
    });
    if (wrongsOf(draft, around).size > 0) continue;
    const id = await saveSale(hugo.phone, hugo.store, draft, around);
    saved += 1;
    if (saved % 7 === 0) await hugo.phone.record(Voided, { fact: id, reason: 'prueba', on: today });
  }
  expect(saved).toBeGreaterThan(10);
  const offline = await picture();
  await hugo.phone.sync();
  const after = await picture();
  for (const batch of [first, second])
    expect(figures(await office(batch))).toEqual(figures(offline.batches.get(batch)));
  expect(after.around.customer).toEqual(offline.around.customer);
  const flagged = (await hugo.store.facts()).filter(({ fact, receipt }) => {
    return fact.kind === SeedlingsSold.kind && (receipt?.flags.length ?? 0) > 0;
  });
  expect(flagged.map(({ receipt }) => receipt?.flags)).toEqual([]);
  const numbers = after.sold.map(({ body }) => Number(body.receipt.slice(-6))).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
});
