import type { OpenHouse } from '#apps/server/house.ts';
import { type Seeded, seeded, uuid7 } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { cookieName } from '#kernel/server/http.ts';
import {
  OrganisationJoined,
  ProgrammeFounded,
  RoleGranted,
  StaffJoined,
  ZoneOpened,
} from '#programme/partners/facts.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { PlotRegistered } from '#programme/plots/facts.ts';
import {
  CashBrought,
  CentreOpened,
  CocoaBought,
  PricesApproved,
  PricesListed,
  ScaleCalibrated,
} from '#programme/purchasing/facts.ts';
import { priceReceipt } from '#programme/purchasing/rules.ts';
import { type Speed, send } from './clients.ts';
import { inHouse } from './places.ts';
import { serveOurs } from './serving.ts';

const on = '2021-06-10';
const list = { prices: [{ state: 'dry', grade: '1', perKg: 1600 }], qualityPerKg: 30, certifiedPerKg: 25 } as const;
const producers = 400;

/** A programme with eight centres, their prices in force and cash in their boxes, and people with plots. */
async function openCentres(house: OpenHouse) {
  const chance: Seeded = seeded(9);
  const programme = uuid7(Date.now(), chance.bytes);
  const penOf = (author: string): Pen => {
    const device = uuid7(Date.now(), chance.bytes);
    return { programme, author, device, random: chance.bytes, now: Date.now, seq: 0, prevHash: null };
  };
  const own = penOf(programme);
  await house.ledger.found(programme, 'BUY');
  const founding = { name: 'Bench', code: 'BUY', country: 'PE', startedOn: '2020-01-01', endsOn: '2030-01-01' };
  const zone = makeFact(own, ZoneOpened, { name: 'Satipo', districts: ['120601'], on });
  const trader = makeFact(own, OrganisationJoined, { name: 'Trader', does: 'trader', on });
  const [buyer, second] = ['Compradora', 'Gerente'].map((names) => makeFact(own, StaffJoined, { names, on }));
  const grants = [
    makeFact(own, RoleGranted, { staff: buyer?.id ?? '', role: 'buyer', scopes: [zone.id], on }),
    makeFact(own, RoleGranted, { staff: second?.id ?? '', role: 'programme-manager', scopes: [], on }),
  ];
  const tells = async (facts: readonly unknown[]) => {
    const receipts = await house.ledger.record(programme, facts, { staff: null });
    const wrong = receipts.find(({ outcome }) => outcome !== 'accepted' && outcome !== 'flagged');
    if (wrong) throw new Error(`bench purchases: ${JSON.stringify(wrong)}`);
  };
  await tells([makeFact(own, ProgrammeFounded, founding, { id: programme }), zone, trader, buyer, second, ...grants]);
  const manager = penOf(second?.id ?? '');
  const people = Array.from({ length: producers }, (_, i) =>
    makeFact(own, ProducerRegistered, {
      givenNames: `Productora ${i}`,
      familyNames: `Apellido ${chance.int(1_000_000)}`,
      birthYear: 1950 + (i % 50),
      sex: 'F',
      zone: zone.id,
      district: '120601',
      consents: [{ purpose: 'programme', given: true, evidence: 'signature' }],
      on,
    }),
  );
  const plots = people.map((person) =>
    makeFact(own, PlotRegistered, {
      person: person.id,
      name: 'Chacra',
      crop: 'cocoa',
      declaredM2: 200_000,
      tenure: 'title',
      on,
    }),
  );
  const centres = Array.from({ length: 8 }, (_, i) =>
    makeFact(own, CentreOpened, {
      name: `Centro ${i}`,
      zone: zone.id,
      buyer: trader.id,
      certified: [],
      moistureReference: 75_000,
      on,
    }),
  );
  const scales = centres.map((centre) => makeFact(own, ScaleCalibrated, { centre: centre.id, serial: 'B-7', on }));
  const prices = centres.map((centre) =>
    makeFact(own, PricesListed, { centre: centre.id, ...list, prices: [...list.prices], from: on }),
  );
  await tells([...people, ...plots]);
  await tells([...centres, ...scales, ...prices]);
  await tells(prices.map((of) => makeFact(manager, PricesApproved, { prices: of.id, on })));
  await tells(
    centres.map((centre) =>
      makeFact(own, CashBrought, { centre: centre.id, amount: 900_000_000, document: 'V-1', on }),
    ),
  );
  const pens = centres.map(() => penOf(buyer?.id ?? ''));
  return { programme, buyer: buyer?.id ?? '', people, plots, centres, scales, prices, pens };
}

/** Receipts, one body each, centre after centre. */
function receipts({ people, plots, centres, scales, prices, pens }: Awaited<ReturnType<typeof openCentres>>): string[] {
  return Array.from({ length: 6_400 }, (_, i) => {
    const at = i % 8;
    const who = (i * 7) % producers;
    const gross = 30_000 + (i % 90) * 1_000;
    const weighed = { state: 'dry', gross, tare: 300, moisture: 75_000, grade: '1' } as const;
    const priced = priceReceipt({
      ...weighed,
      reference: 75_000,
      fermented: null,
      certified: false,
      prices: { ...list, prices: [...list.prices] },
      debt: 0,
      capPpm: 0,
    });
    const body = {
      ...weighed,
      centre: centres[at]?.id,
      person: people[who]?.id,
      plot: plots[who]?.id,
      bags: 2,
      scale: scales[at]?.id,
      prices: prices[at]?.id,
      certified: false,
      deducted: 0,
      payable: priced.payable,
      perKg: priced.perKg,
      amount: priced.amount,
      paid: priced.amount,
      payment: 'cash',
      receipt: `C${at}-${String(i).padStart(6, '0')}`,
      on,
    };
    return JSON.stringify({ facts: [makeFact(pens[at] as Pen, CocoaBought, body as never)] });
  });
}

/** Dry cocoa bought for cash at eight scales of eight centres, one receipt a request, priced, posted and answered. */
export async function purchasesPerSecond(dataDir: string): Promise<Speed> {
  const { bodies, cookie } = await inHouse(dataDir, async (house) => {
    const at = await openCentres(house);
    const token = await house.sessions.open({ programme: at.programme, staff: at.buyer });
    return { bodies: receipts(at), cookie: `${cookieName}=${token}` };
  });
  const ours = await serveOurs(dataDir);
  try {
    const load = { address: ours.address, path: '/api/facts', cookie, clients: 8, factsEach: 1 };
    await send({ ...load, bodies: bodies.slice(0, 1_600) });
    return await send({ ...load, bodies: bodies.slice(1_600) });
  } finally {
    await ours.stop();
  }
}
