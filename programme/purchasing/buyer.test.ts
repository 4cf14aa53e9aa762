import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takenBack } from '#kernel/phone/effects.ts';
import type { HeldDocument } from '#kernel/phone/keeping.ts';
import { Voided } from '#kernel/pure/fact.ts';
import { openPhones, type Seat } from '#programme/openPhones.ts';
import { receiptGaps } from './auditQueries.ts';
import { CashTaken, DayClosed } from './facts.ts';
import {
  type BoxDoc,
  type CentreDoc,
  cashNow,
  customerOf,
  customersNow,
  listFor,
  type PricesDoc,
  type ScaleDoc,
} from './phone/buying.ts';
import { countBody, emptyCounting } from './phone/cash.ts';
import { type Around, type Delivery, emptyDelivery, figuresOf, wrongsOf } from './phone/delivery.ts';
import { purchaseReceipt } from './phone/purchaseReceipt.ts';
import { saveDelivery } from './phone/saving.ts';
import { boughtHere, sumsOf } from './phone/today.ts';
import { purchase } from './queries.ts';

const today = '2021-06-10';
let field: Awaited<ReturnType<typeof openPhones>>;
let ines: Seat;
let [centre, elmer, plot, luis, goods, fundId] = ['', '', '', '', '', ''];

beforeAll(async () => {
  field = await openPhones();
  const { tell, zone, on } = field;
  luis = await field.joins('Luis Vega', 'finance-officer', []);
  const organisation = async (name: string, does: string) =>
    (await tell('partners.organisationJoined', { name, does, on })).id;
  const [buyer, owner] = [await organisation('Comercializadora', 'trader'), await organisation('Coop', 'cooperative')];
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const who = { givenNames: 'Elmer', familyNames: 'Quispe Ñahui', sex: 'M', zone, district: '120601', consents, on };
  // Registered before the centre opens: it finds the producers of its zone.
  elmer = (await tell('people.producerRegistered', who)).id;
  const where = { name: 'Satipo', zone, buyer, certified: ['RA'], moistureReference: 75_000, on };
  centre = (await tell('purchasing.centreOpened', where)).id;
  const land = { person: elmer, name: 'La Esperanza', crop: 'cocoa', declaredM2: 200_000, tenure: 'title', on };
  plot = (await tell('plots.plotRegistered', land)).id;
  const [w, s, e, n] = [-74.6, -11.2, -74.596, -11.196];
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  await tell('plots.boundaryMapped', { plot, ring, method: 'walk', accuracyCm: 400, on });
  const list = [
    { state: 'dry', grade: '1', perKg: 1600 },
    { state: 'dry', grade: '2', perKg: 1500 },
    { state: 'dry', grade: 'SS', perKg: 1100 },
    { state: 'wet', grade: '1', perKg: 550 },
    { state: 'wet', grade: '2', perKg: 500 },
  ];
  const prices = { centre, prices: list, qualityPerKg: 30, certifiedPerKg: 25, from: '2021-04-01' };
  const listed = (await tell('purchasing.pricesListed', prices, { by: luis })).id;
  await tell('purchasing.pricesApproved', { prices: listed, on: '2021-04-01' });
  await tell('purchasing.scaleCalibrated', { centre, serial: 'B-7', on: '2021-03-15' });
  await tell('purchasing.cashBrought', { centre, amount: 50_000_000, document: 'V-1', on: '2021-04-02' });
  const fund = {
    name: 'Fondo',
    owner,
    ceiling: 900_000,
    deductionCap: 400_000,
    interestRate: 120_000,
    on: '2021-01-10',
  };
  fundId = (await tell('fund.fundOpened', fund)).id;
  const kit = { fund: fundId, name: 'Secador', sort: 'dryingKit', price: 30_000, on: '2021-01-11' };
  goods = (await tell('fund.goodsListed', kit)).id;
  await tell('fund.contributionReceived', {
    ...{ fund: fundId, source: owner, amount: 900_000, restricted: false, document: 'D-1', on: '2021-01-11' },
  });
  await tell('fund.goodsBought', { goods, quantity: 10, cost: 200_000, document: 'F-1', on: '2021-01-12' });
  const handed = { person: elmer, goods, quantity: 1, unitPrice: 30_000, payment: 'credit', on: '2021-02-01' };
  await tell('fund.goodsDelivered', handed);
  ines = field.seat(await field.joins('Inés Rojas', 'buyer', [centre]));
  await ines.phone.sync();
});
afterAll(() => field.close());

const held = async <B>(kind: string) => (await ines.store.documents(kind)).map(({ body }) => body as B);

/** What the screens read, by the same functions. */
async function picture(person = elmer) {
  const [facts, meta] = [await ines.store.facts(), await ines.phone.meta()];
  const [box] = await held<BoxDoc>('purchasing.box');
  const customers = customersNow(await ines.store.documents('purchasing.customer'), centre, facts, meta.through);
  const around: Around = {
    centre: (await held<CentreDoc>('purchasing.centre'))[0] as CentreDoc,
    prices: listFor(await held<PricesDoc>('purchasing.prices'), centre, today),
    scales: await held<ScaleDoc>('purchasing.scale'),
    customer: customerOf(customers, person) ?? null,
    box: box ?? null,
    today,
  };
  const voided = takenBack(facts, meta.through);
  const cash = cashNow(box, centre, facts, meta.through);
  return { around, cash, voided, facts, bought: boughtHere(facts, meta.through, voided, centre) };
}

/** Domain 6.1 and 6.3, as the buyer types it. */
const example = (of: Partial<Delivery> = {}): Delivery => ({
  ...emptyDelivery,
  ...{ id: ines.phone.newId(), person: elmer, plot, state: 'dry', moisture: '8,6', certified: true, payment: 'cash' },
  weighings: [{ bags: '8', first: '412', second: '412.0' }],
  ...{ mouldy: '1', violet: '10', fermented: '85' },
  ...of,
});
const stored = async (id: string) => field.ask(purchase, { id });

test('the worked example on the phone, without network: 405.9 kg and S/ 6,717.65, S/ 300.00 of it for the fund', async () => {
  const { around } = await picture();
  const f = figuresOf(example(), around);
  expect(f.priced).toMatchObject({ net: 410_800, payable: 405_900, perKg: 1655, amount: 671_765 });
  expect(f).toMatchObject({ grade: '1', certified: true, debt: 30_000, deducted: 30_000, after: 0, paid: 641_765 });
  for (const step of [0, 1, 2, 3, 4]) expect([...wrongsOf({ ...example(), step }, around)]).toEqual([]);
  const draft = example();
  const id = await saveDelivery(ines.phone, ines.store, draft, around);
  // The page died before the draft was put away, and the buyer taps again.
  expect(await saveDelivery(ines.phone, ines.store, draft, around)).toBe(id);
  const before = await picture();
  expect([before.cash, before.around.customer?.owed.principal]).toEqual([50_000_000 - 641_765, 0]);
  expect(sumsOf(before.bought, today)).toMatchObject({ receipts: 1, paid: 641_765, dry: 410_800, uncounted: 1 });
  await ines.phone.sync();
  expect(await stored(id)).toMatchObject({ payable: 405_900, amount: 671_765, deducted: 30_000, agrees: true });
  const after = await picture();
  expect([after.cash, after.around.customer?.owed.principal, after.bought[0]?.status]).toEqual([
    before.cash,
    0,
    'accepted',
  ]);
  expect(after.around.customer).toMatchObject({
    certified: true,
    years: [{ year: 2021, asDry: 410_800, purchases: 1 }],
  });
  expect(sumsOf(after.bought, today).uncounted).toBe(0);
});

test('a receipt that is taken back keeps its number, says ANULADO, and gives cash and debt back', async () => {
  const { around, cash } = await picture();
  const id = await saveDelivery(ines.phone, ines.store, example({ payment: 'bank' }), around);
  await ines.phone.sync();
  await ines.phone.record(Voided, { fact: id, reason: 'otro productor', on: today });
  const offline = await picture();
  const one = offline.bought.find((b) => b.id === id);
  expect([one?.void, offline.cash]).toEqual([true, cash]);
  const say = (key: string) => key;
  const names = { say, language: 'es' as const, centre: 'Satipo', producer: 'Elmer', plot: null, buyer: 'Inés' };
  const paper = purchaseReceipt(id, one?.body as never, { ...names, reference: 75_000, list: null, void: true });
  expect([paper.number, paper.void]).toEqual([one?.body.receipt, true]);
  await ines.phone.sync();
  expect(await stored(id)).toMatchObject({ void: true, receipt: one?.body.receipt });
  expect((await picture()).around.customer?.years[0]).toMatchObject({ purchases: 1 });
  expect((await field.ask(receiptGaps, {})).rows).toEqual([]);
});

test('a number that is missing in a device’s series, and one that comes twice, are flagged in words', async () => {
  const like = (await picture()).bought.find((b) => !b.void)?.body;
  const tells = (receipt: string, series = 'ZZZA') =>
    field.tell('purchasing.cocoaBought', { ...like, receipt, series, deducted: 0, fund: undefined, paid: 1 });
  expect((await tells('ZZZA-000001')).codes).toEqual([]);
  const gap = await tells('ZZZA-000004');
  expect(gap.flags).toMatchObject([{ code: 'purchasing.receipt-gap', params: { series: 'ZZZA', first: 2, last: 3 } }]);
  expect((await tells('ZZZA-000004')).codes).toEqual(['purchasing.receipt-twice']);
  expect((await tells('ZZZA-000005')).codes).toEqual([]);
  await ines.phone.sync();
});

test('what cannot be bought as certified says why, and wet beans are never paid for their moisture', async () => {
  const { around } = await picture();
  const claim = (of: Partial<Around>, d: Partial<Delivery> = {}) => {
    const f = figuresOf(example(d), { ...around, ...of });
    return [f.certified, f.plain];
  };
  expect(claim({})).toEqual([true, null]);
  expect(claim({}, { certified: false })).toEqual([false, 'not-on-list']);
  expect(claim({}, { plot: '-' })).toEqual([false, 'plot-unknown']);
  expect(claim({ centre: { ...around.centre, certified: [] } })).toEqual([false, 'centre']);
  expect(claim({}, { weighings: [{ bags: '900', first: '49000', second: '49000' }] })).toEqual([false, 'over-volume']);
  const customer = around.customer && {
    ...around.customer,
    plots: [{ ...around.customer.plots[0], verdict: 'unmapped' }],
  };
  expect(claim({ customer: customer as never })).toEqual([false, 'plot-not-clear']);
  const wet = figuresOf(example({ state: 'wet', moisture: '55' }), around);
  expect([wet.moisture, wet.priced?.payable]).toEqual([null, 410_800]);
});

test('a weight counts when it was typed twice alike, and no step is left with something missing', async () => {
  const { around } = await picture();
  const wrong = (step: number, of: Partial<Delivery>) => [...wrongsOf({ ...example(of), step }, around)];
  expect(wrong(1, { weighings: [{ bags: '1', first: '51,4', second: '51.3' }] })).toEqual(['twice']);
  expect(wrong(1, { weighings: [{ bags: '0', first: '', second: '' }], state: '' })).toEqual([
    ...['state', 'bags', 'weight', 'twice'],
  ]);
  expect(wrong(1, { tareBy: 'weighed', tare: '500' })).toEqual(['tare']);
  expect(wrong(2, { moisture: '' })).toEqual(['moisture']);
  expect(wrong(2, { mouldy: '101' })).toEqual(['cut']);
  expect(wrong(2, { cutMade: false })).toEqual(['grade']);
  expect(wrong(4, { payment: '' })).toEqual(['payment']);
  expect([...wrongsOf({ ...example(), step: 3 }, { ...around, prices: null })]).toEqual(['no-list']);
});

const delivery = fc.record({
  state: fc.constantFrom('wet' as const, 'dry' as const),
  weights: fc.array(fc.record({ bags: fc.integer({ min: 1, max: 9 }), hectos: fc.integer({ min: 15, max: 900 }) }), {
    minLength: 1,
    maxLength: 3,
  }),
  tareBy: fc.constantFrom('plastic' as const, 'jute' as const),
  moisture: fc.integer({ min: 50, max: 119 }),
  cutMade: fc.boolean(),
  counts: fc.tuple(fc.nat(5), fc.nat(9), fc.nat(7), fc.nat(30)),
  certified: fc.boolean(),
  share: fc.constantFrom('cap' as const, 'half' as const, 'none' as const),
  payment: fc.constantFrom('cash' as const, 'bank' as const, 'wallet' as const),
});
type Random = typeof delivery extends fc.Arbitrary<infer T> ? T : never;

const typed = (r: Random): Delivery => ({
  ...example(),
  ...{ state: r.state, tareBy: r.tareBy, cutMade: r.cutMade, grade: '1', certified: r.certified, share: r.share },
  weighings: r.weights.map(({ bags, hectos }) => {
    const kilos = `${Math.floor((hectos + bags * 10) / 10)},${(hectos + bags * 10) % 10}`;
    return { bags: String(bags), first: kilos, second: kilos.replace(',', '.') };
  }),
  moisture: String(r.moisture / 10),
  ...{ mouldy: String(r.counts[0]), slaty: String(r.counts[1]), infested: String(r.counts[2]) },
  ...{ violet: String(r.counts[3]), fermented: '', payment: r.payment },
});

test('whatever is delivered, the phone’s figures are the server’s: nothing is flagged, and cash, debt and season agree', async () => {
  const act = { person: elmer, goods, quantity: 9, unitPrice: 90_000, payment: 'credit', on: '2021-06-01' };
  await field.tell('fund.goodsDelivered', act);
  const interest = { fund: fundId, person: elmer, on: '2021-06-02' };
  for (const late of [true, false])
    await field.tell('fund.interestAccrued', { ...interest, amount: 300, late }, { by: luis });
  await ines.phone.sync();
  expect((await picture()).around.customer?.owed).toEqual({ late: 300, interest: 300, principal: 810_000 });
  const randoms = fc.sample(delivery, { numRuns: 40, seed: 7 });
  let saved = 0;
  for (const random of randoms) {
    const { around } = await picture();
    const draft = typed(random);
    if (figuresOf(draft, around).priced?.listed !== true) continue;
    const id = await saveDelivery(ines.phone, ines.store, draft, around);
    saved += 1;
    if (saved % 7 === 0) await ines.phone.record(Voided, { fact: id, reason: 'prueba', on: today });
  }
  expect(saved).toBeGreaterThan(25);
  const offline = await picture();
  await ines.phone.sync();
  const online = await picture();
  expect(online.bought.filter((b) => b.status !== 'accepted').map((b) => [b.status, b.body.receipt])).toEqual([]);
  expect(online.cash).toBe(offline.cash);
  const [box] = await held<BoxDoc>('purchasing.box');
  expect(box?.cash).toBe(offline.cash);
  const { owed, years, plots, certified } = offline.around.customer ?? {};
  expect(online.around.customer).toMatchObject({ owed, years, plots, certified });
  for (const { id, body } of online.bought) {
    expect(await stored(id)).toMatchObject({
      agrees: true,
      amount: body.amount,
      payable: body.payable,
      paid: body.paid,
    });
  }
});

test('the day is closed note by note; what differs needs a reason and a second person, and then the book has it', async () => {
  await ines.phone.record(CashTaken, { centre, amount: 1_000_000, use: 'bank', document: 'V-9', on: today });
  await ines.phone.sync();
  const { cash } = await picture();
  const whole = Math.floor(cash / 10) * 10;
  const pieces = { 20000: String(Math.floor(whole / 20_000)), 10: String((whole % 20_000) / 10 - 50) };
  const body = countBody({ ...emptyCounting, pieces, note: 'faltó sencillo' }, centre, today);
  expect(body.counted).toBe(whole - 500);
  const count = await ines.phone.record(DayClosed, { ...body, expected: cash });
  await ines.phone.sync();
  const kept = (await ines.store.facts()).find((k) => k.id === count.id);
  expect(kept?.receipt?.flags.map((flag) => flag.code)).toEqual(['purchasing.cash-differs']);
  const difference = body.counted - cash;
  const confirms = (by: string) =>
    field.tell('purchasing.differenceConfirmed', { cashCount: count.id, difference, on: today }, { by });
  expect((await confirms(ines.staff)).codes).toEqual(['purchasing.own-count']);
  expect((await confirms(luis)).outcome).toBe('accepted');
  expect((await confirms(luis)).codes).toEqual(['purchasing.difference-already-confirmed']);
  await ines.phone.sync();
  const [box] = await held<BoxDoc>('purchasing.box');
  expect(box).toMatchObject({ cash: body.counted, count: { counted: body.counted, confirmed: difference } });
  const bad = await field.tell('purchasing.dayOpened', {
    centre,
    counted: 5,
    notes: [{ value: 10, count: 1 }],
    on: today,
  });
  expect(bad.codes).toContain('purchasing.notes-differ');
});

test('a centre’s phone holds its customers and no others; who moves away leaves it, who delivered stays', async () => {
  const { tell, on } = field;
  const pangoa = (await tell('partners.zoneOpened', { name: 'Pangoa', districts: ['120606'], on })).id;
  const people = async () =>
    (await ines.store.documents('purchasing.customer')).map(
      ({ body }: HeldDocument) => (body as { person: string }).person,
    );
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const registers = async (givenNames: string, zone: string) =>
    (
      await tell('people.producerRegistered', {
        ...{ givenNames, familyNames: 'Soto Paz', sex: 'F', zone, district: '120606', consents, on },
      })
    ).id;
  const [nelly, rosa] = [await registers('Nelly', field.zone), await registers('Rosa', pangoa)];
  await ines.phone.sync();
  expect(new Set(await people())).toEqual(new Set([elmer, nelly]));
  for (const person of [nelly, elmer]) await tell('people.producerCorrected', { person, zone: pangoa, on });
  // A visitor of another zone delivers by her card: from then on she is known here.
  const { around } = await picture(rosa);
  expect(around.customer).toBeNull();
  await saveDelivery(ines.phone, ines.store, example({ person: rosa, plot: '-' }), around);
  await ines.phone.sync();
  await ines.phone.sync();
  expect(new Set(await people())).toEqual(new Set([elmer, rosa]));
});

test('the book holds, and a replay gives the same tables', async () => {
  expect(await field.ledger.verify(field.programme)).toMatchObject({ ok: true });
  const { tables } = await field.ledger.rebuild(field.programme);
  expect(tables.filter((t) => !t.identical)).toEqual([]);
});
