import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KeptFact } from '#kernel/phone/keeping.ts';
import { memoryStore } from '#kernel/phone/memoryStore.ts';
import { correcting, dayOf, type Mending, replacedBy } from '#kernel/phone/mending.ts';
import {
  type Arriving,
  arrivalBody,
  type Closing,
  closingBody,
  type Reading,
  readingBody,
  type Starting,
  type Counting as StockCounting,
  startBody,
  countBody as stockBody,
} from '#programme/lots/phone/storing.ts';
import {
  type Counting as Batch,
  countBody as batchBody,
  lossBody,
  readyBody,
} from '#programme/nursery/phone/counting.ts';
import { openPhones } from '#programme/openPhones.ts';
import { visitedBody } from '#programme/plots/phone/land.ts';
import { type Mapping, mappingFacts } from '#programme/plots/phone/mapping.ts';
import { type Counting, countBody } from '#programme/purchasing/phone/cash.ts';
import { type Holding, sessionBody, sheetFacts } from '#programme/training/phone/trainings.ts';
import { VisitMade } from '#programme/visits/facts.ts';
import { type Visiting, visitBody } from '#programme/visits/phone/visiting.ts';
import { corrections, openCorrection } from './corrections.ts';

const on = '2020-02-20';
const today = '2020-03-01';
const file = { id: 'f', sha256: 'a', bytes: 9, width: 4, height: 3, at: '2020-02-20T10:00:00Z' };
const kept = (kind: string, body: object, id = 'old', files: readonly object[] = []): KeptFact =>
  ({
    id,
    fact: { id, kind, at: `${on}T10:00:00Z`, seq: 1, files, body },
    receipt: null,
    tries: 0,
    notBefore: 0,
  }) as never;

/** The draft that the form opens with. */
async function reopened(of: KeptFact, counts: boolean, others: readonly KeptFact[] = []) {
  const store = memoryStore();
  await store.apply({ facts: [of, ...others] });
  const { href } = await openCorrection({ kept: of, counts, store, newId: () => 'new' });
  const [key] = await store.drafts();
  return { href, form: (key === undefined ? {} : await store.draft(key)) as never, store };
}

const visit = {
  ...{
    person: 'p',
    plot: 'q',
    purpose: 'harvest',
    minutes: 45,
    lon: -74.5,
    lat: -11.2,
    accuracyM: 6,
    nextOn: '2020-05-01',
  },
  ...{
    adoption: [{ practice: 'shade', score: 2 }],
    advice: [{ practice: 'pruning', due: '2020-04-01', note: 'alta' }],
  },
  ...{ closed: [{ practice: 'liming', state: 'dropped', why: 'sin cal' }], awayWhy: 'en su casa', on },
};
const sheet = {
  ...{
    module: 'm',
    on,
    zone: 'z',
    place: 'Local',
    lon: -74.5,
    lat: -11.2,
    startsAt: 540,
    plan: 'pl',
    audience: 'producers',
  },
  ...{ trainer: 't', minutes: 120, unnamed: 0, expected: ['a', 'b'], noPhoto: 'sin batería' },
  present: [
    { person: 'a', evidence: 'qr' },
    { person: 'b', evidence: 'signature' },
  ],
};
const boundary = {
  plot: 'old',
  ring: [
    [-74.5, -11.2],
    [-74.501, -11.2],
    [-74.501, -11.201],
    [-74.5, -11.2],
  ],
  method: 'tap',
  on,
};
const plot = { person: 'p', name: 'Alta', crop: 'cocoa', declaredM2: 15_000, plantedYear: 2012, tenure: 'title', on };
const count = {
  centre: 'c',
  counted: 4500,
  notes: [
    { value: 2000, count: 2 },
    { value: 500, count: 1 },
  ],
  note: 'vuelto',
  on,
};

/** What the form would record again without a word being changed. */
const seen = {
  ...{ case: 's', plot: 'q', found: 'shaded-crop', plantedYear: 2008, shadeTrees: 40, note: 'guabas' },
  ...{ lon: -74.5, lat: -11.2, accuracyM: 6, on },
};
const saidAgain: readonly [kind: string, body: object, again: (form: never) => unknown][] = [
  ['visits.visitMade', visit, (form: Visiting) => visitBody(form, today)],
  ['training.sessionHeld', sheet, (form: Holding) => sessionBody(form, { staff: 't', promoter: null }, ['a', 'b'])],
  ['plots.boundaryMapped', { ...boundary, because: 'smaller' }, (form: Mapping) => mappingFacts(form, today)[0]?.body],
  ['plots.plotRegistered', plot, (form: Mapping) => mappingFacts(form, today)[0]?.body],
  [
    'nursery.stageReached',
    { batch: 'b', stage: 'taken', alive: 80, cause: 'disease', on },
    (c: Batch) => batchBody(c, today),
  ],
  ['nursery.plantsLost', { batch: 'b', plants: 7, cause: 'pest', on }, (c: Batch) => lossBody(c, today)],
  ['nursery.plantsReady', { batch: 'b', plants: 60, on }, (c: Batch) => readyBody(c, today)],
  ['purchasing.dayOpened', count, (c: Counting) => countBody(c, 'c', today)],
  [
    'purchasing.dayClosed',
    { ...count, expected: 4000 },
    (c: Counting) => ({ ...countBody(c, 'c', today), expected: c.expected }),
  ],
  [
    'lots.lotArrived',
    {
      transfer: 't',
      lot: 'l',
      centre: 'c',
      grams: 387_250,
      bags: 6,
      blind: true,
      moisture: 75_000,
      reason: 'saco roto',
      on,
    },
    (a: Arriving) => arrivalBody(a, { id: 't', lot: 'l', to: 'c' }, today),
  ],
  [
    'lots.batchStarted',
    {
      ...{ centre: 'c', code: 'k', process: 'fermentation', method: 'box', place: 'Cajón 1' },
      ...{ inputs: [{ lot: 'l', grams: 300_000 }], on, at: '16:00' },
    },
    (s: Starting) => startBody(s, { centre: 'c', code: 'k' }, today),
  ],
  [
    'lots.batchRead',
    { batch: 'b', on, at: '07:30', turned: true, temperature: 455, moisture: 75_000, place: 'Cajón 2' },
    (r: Reading) => readingBody(r, 'b', { today, time: '12:00' }),
  ],
  [
    'lots.lotMade',
    {
      ...{ centre: 'c', code: 'k-S', process: 'drying', state: 'dry', inputs: [{ lot: 'l', grams: 9_000 }] },
      ...{ grams: 3_800, moisture: 72_000, batch: 'b', on },
    },
    (c: Closing) =>
      closingBody(
        c,
        { id: 'b', centre: 'c', code: 'k', process: 'drying', inputs: [{ lot: 'l', grams: 9_000 }] },
        today,
      ),
  ],
  [
    'lots.stockCounted',
    { centre: 'c', lots: [{ lot: 'l', grams: 399_500 }], blind: true, on },
    (c: StockCounting) => stockBody(c, 'c', today),
  ],
  ['plots.caseVisited', seen, (form) => visitedBody(form, 'q', on)],
];

test.each(saidAgain)('%s comes back as a form with everything that was said', async (kind, body, again) => {
  const { form } = await reopened(kept(kind, body), false);
  expect(again(form)).toEqual(body);
});

const onlyDrafts: readonly [string, object, object][] = [
  ['visits.visitAsked', { person: 'p', matter: 'soil', on }, { matter: 'soil' }],
  [
    'training.sessionMissed',
    { plan: 'pl', reason: 'rain', note: 'río crecido', on },
    { reason: 'rain', note: 'río crecido' },
  ],
  [
    'training.sessionPlanned',
    { module: 'm', zone: 'z', on, communities: ['Alto'] },
    { module: 'm', communities: ['Alto'] },
  ],
  ['purchasing.cashBrought', { centre: 'c', amount: 12_050, document: 'F1', on }, { amount: '120.50', document: 'F1' }],
  [
    'purchasing.cashTaken',
    { centre: 'c', amount: 500, use: 'bank', document: 'F2', on },
    { amount: '5.00', use: 'bank' },
  ],
];

test.each([...onlyDrafts, ...saidAgain.map(([kind, body]) => [kind, body, {}] as const)])(
  '%s: what took effect is corrected on its own day, what did not is said anew, and it leaves the tray with that',
  async (kind, body, said) => {
    for (const counts of [true, false]) {
      const of = kept(kind, body);
      const { form } = await reopened(of, counts);
      // A plot that stands is mended by its boundary, on its page.
      if (kind === 'plots.plotRegistered' && counts) continue;
      expect(form).toMatchObject(said);
      expect(correcting(form)).toEqual(counts ? { corrects: 'old' } : {});
      expect(replacedBy(form)).toEqual(['old']);
      expect(dayOf(form as Mending, today)).toBe(on);
    }
  },
);

test('a sheet that came back brings those who walked in, and they leave the tray with it', async () => {
  const walked = kept('training.walkedIn', { session: 'old', names: 'Ana Ríos', sex: 'F', on }, 'walked');
  const { form } = await reopened(kept('training.sessionHeld', sheet, 'old', [file]), false, [walked]);
  expect(replacedBy(form)).toEqual(['old', 'walked']);
  const [, second] = sheetFacts(form, 'id', {}, {});
  expect(second?.body).toMatchObject({ session: 'id', names: 'Ana Ríos', sex: 'F' });
  expect((form as Holding).photos).toEqual([file]);
});

test('a receipt is not said anew: its page takes it back with a reason', async () => {
  for (const [kind, page] of [
    ['purchasing.cocoaBought', '/purchases/old'],
    ['nursery.seedlingsSold', '/seedlings/old'],
  ] as const) {
    const { href, store } = await reopened(kept(kind, { on }), true);
    expect([href, await store.drafts()]).toEqual([page, []]);
  }
});

test('a form of the same name that somebody began is not thrown away for a correction', async () => {
  const store = memoryStore();
  await store.saveDraft('visits.visit', { person: 'other' });
  const of = kept('visits.visitMade', visit);
  const asked = { kept: of, counts: false, store, newId: () => 'new' };
  expect(await openCorrection(asked)).toEqual({ href: '/visits/new', begun: true });
  expect(await store.draft('visits.visit')).toEqual({ person: 'other' });
  await store.saveDraft('visits.visit', null);
  expect(await openCorrection(asked)).toMatchObject({ begun: false });
  await store.saveDraft('visits.visit', { ...((await store.draft('visits.visit')) as object), minutes: 50 });
  expect(await openCorrection(asked)).toMatchObject({ begun: false });
  expect(await store.draft('visits.visit')).toMatchObject({ minutes: 50 });
});

test('whatever a phone records has its way to be mended', () => {
  const phone = ['people.producerRegistered', 'people.producerCorrected', 'people.consentChanged', 'training.walkedIn'];
  const receipts = ['purchasing.cocoaBought', 'nursery.seedlingsSold'];
  const kinds = [...saidAgain, ...onlyDrafts].map(([kind]) => kind);
  expect(Object.keys(corrections).sort()).toEqual([...phone, ...receipts, ...kinds].sort());
});

let field: Awaited<ReturnType<typeof openPhones>>;
beforeAll(async () => {
  field = await openPhones();
});
afterAll(() => field.close());

test('a visit flagged for its place is corrected on the phone: it counts once, as it is said now, and the tray is empty', async () => {
  const seat = field.seat(await field.joins('Nilda Campos', 'technician', [field.zone]));
  const rosa = await field.registers(seat, 'Rosa', field.zone);
  const body = { ...visit, person: rosa.id, plot: undefined, purpose: 'other', closed: [], on: field.on, minutes: 900 };
  const made = await seat.phone.record(VisitMade, JSON.parse(JSON.stringify(body)));
  expect(await seat.phone.sync()).toBe('done');
  const flagged = (await seat.store.facts()).find((k) => k.id === made.id) as KeptFact;
  expect(flagged.receipt?.outcome).toBe('flagged');
  await openCorrection({ kept: flagged, counts: true, store: seat.store, newId: () => seat.phone.newId() });
  const form = { ...((await seat.store.draft('visits.visit')) as Visiting), minutes: 60 };
  const again = visitBody(form, today) as never;
  await seat.phone.recordAll([{ kind: VisitMade, body: again, extras: correcting(form) }], replacedBy(form));
  expect((await seat.store.facts()).filter((k) => !k.handled && k.id === made.id)).toEqual([]);
  expect(await seat.phone.sync()).toBe('done');
  const rows = await field.rows('select minutes, void from visits_visit where person = $1 order by void', [rosa.id]);
  expect(rows).toEqual([
    { minutes: 60, void: false },
    { minutes: 900, void: true },
  ]);
});
