import { plusDays } from '#kernel/pure/day.ts';
import { mulDiv } from '#kernel/pure/quantity.ts';
import { DeductionsSettled } from '#programme/fund/facts.ts';
import {
  CashBrought,
  CentreOpened,
  CocoaBought,
  DayClosed,
  PricesApproved,
  PricesListed,
  ScaleCalibrated,
} from '#programme/purchasing/facts.ts';
import { fermentedShare, gradeOf, priceReceipt } from '#programme/purchasing/rules.ts';
import { firstTerms } from '#programme/purchasing/terms.ts';
import { type BuyingDesk, isShort, openDesk } from './buyingDesk.ts';
import { joins } from './partners.ts';
import { type Centre, lastDay, type Producer, type World, workday, type Zone } from './world.ts';

const centrePlan: readonly [name: string, code: string, zone: number, state: 'wet' | 'dry'][] = [
  ['Acopio Satipo', 'SAT', 0, 'wet'],
  ['Acopio Mazamari', 'MAZ', 1, 'wet'],
  ['Acopio Pichanaqui', 'PIC', 2, 'wet'],
  ['Acopio Puerto Bermúdez', 'PBE', 4, 'dry'],
  ['Acopio Tingo María', 'TIN', 5, 'dry'],
];
const strays = ['MAZ-850', 'SAT-4100', 'TIN-3300'];
/** Zones without a centre deliver to a neighbour's. */
const nearest: Readonly<Record<number, number>> = { 3: 0, 6: 5 };

/** Certified collection centres, their lists, scales, cash, and every delivery of three campaigns. */
export function planPurchasing(world: World): void {
  const opened = '2020-04-06';
  const desk = openDesk(world);
  world.agenda.at(opened, () => {
    for (const [name, code, zone, state] of centrePlan)
      openCentre(world, world.zones[zone] as Zone, name, code, state, opened);
    for (const [zone, other] of Object.entries(nearest))
      (world.zones[Number(zone)] as Zone).centre = (world.zones[other] as Zone).centre;
  });
  for (let day = '2020-07-01'; day <= lastDay; day = firstOfQuarterAfter(day)) {
    const on = workday(day);
    world.agenda.at(on, () => {
      for (const centre of centresOf(world)) listPrices(world, centre, on);
    });
  }
  for (let day = workday('2020-08-24'); day <= lastDay; day = workday(plusDays(day, 140))) {
    const on = day;
    world.agenda.at(on, () => {
      for (const centre of centresOf(world)) calibrate(world, centre, on);
    });
  }
  for (const producer of world.producers) planDeliveries(world, desk, producer);
  for (let day = '2021-12-15'; day <= lastDay; day = plusDays(day, 30)) {
    const on = workday(day);
    world.agenda.at(on, () => settleDeductions(world, on));
  }
}

export function centresOf(world: World): Centre[] {
  return [...new Set(world.zones.flatMap((zone) => (zone.centre ? [zone.centre] : [])))];
}

function firstOfQuarterAfter(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return month >= 10 ? `${year + 1}-01-02` : `${year}-${String(month + 3 - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

function openCentre(world: World, zone: Zone, name: string, code: string, state: 'wet' | 'dry', on: string): void {
  const at = zone.communities[0];
  const id = world.teller.tell(world.manager, CentreOpened, on, {
    name,
    zone: zone.id,
    buyer: world.organisations.trader,
    certified: ['Rainforest Alliance', 'Orgánico UE'],
    moistureReference: 75_000,
    ...(at ? { lon: at.lon, lat: at.lat } : {}),
    on,
  });
  const centre: Centre = {
    id,
    name,
    code,
    state,
    buyer: world.admin,
    scale: '',
    prices: { id: '', list: [], qualityPerKg: 0, certifiedPerKg: 0 },
    cash: 0,
    receipts: 0,
    week: [],
    dry: [],
  };
  zone.centre = centre;
  centre.buyer = joins(world, world.admin, 'buyer', [id], code === 'SAT' ? 'acopio' : null, on);
  calibrate(world, centre, on);
  listPrices(world, centre, on);
}

function calibrate(world: World, centre: Centre, on: string): void {
  centre.scale = world.teller.tell(world.manager, ScaleCalibrated, on, {
    centre: centre.id,
    serial: `BAL-${centre.code}`,
    certificate: `INACAL ${on}`,
    on,
  });
}

/** A new list, approved by a second person, in force the same day. Prices follow the market of these years. */
function listPrices(world: World, centre: Centre, on: string): void {
  const { teller } = world;
  const months = (Number(on.slice(0, 4)) - 2020) * 12 + Number(on.slice(5, 7));
  const dry = 690 + months * 5 + world.chance.int(20);
  const wet = Math.round(dry * 0.385);
  const list: Centre['prices']['list'] = [
    { state: 'dry', grade: '1', perKg: dry },
    { state: 'dry', grade: '2', perKg: dry - 35 },
    { state: 'dry', grade: 'SS', perKg: dry - 140 },
    { state: 'wet', grade: '1', perKg: wet },
    { state: 'wet', grade: '2', perKg: wet - 15 },
    { state: 'wet', grade: 'SS', perKg: wet - 60 },
  ];
  const [qualityPerKg, certifiedPerKg] = centre.state === 'dry' ? [30, 25] : [10, 9];
  const id = teller.tell(world.manager, PricesListed, on, {
    centre: centre.id,
    prices: list,
    qualityPerKg,
    certifiedPerKg,
    from: on,
  });
  teller.tell(world.finance, PricesApproved, on, { prices: id, on });
  centre.prices = { id, list, qualityPerKg, certifiedPerKg };
}

/** A delivery every two or three weeks, more in the high season; most producers deliver, some never do. */
function planDeliveries(world: World, desk: BuyingDesk, producer: Producer): void {
  if (producer.loyalty === 0) return;
  let day = workday(
    plusDays(producer.registeredOn < '2020-04-10' ? '2020-04-13' : producer.registeredOn, 12 + world.chance.int(20)),
  );
  while (day <= '2023-01-28') {
    const on = day;
    world.agenda.at(on, () => buy(world, desk, producer, on));
    day = workday(plusDays(day, 13 + world.chance.int(9)));
  }
}

function buy(world: World, desk: BuyingDesk, producer: Producer, on: string): void {
  const { chance, teller } = world;
  const centre = producer.zone.centre;
  if (!centre || producer.id === '') return;
  const plot = producer.plots.length > 1 && chance.chance(0.3) ? producer.plots[1] : producer.plots[0];
  const weight = weighed(world, producer, centre, on);
  const prices = centre.prices;
  // One in twenty who could sells as conventional: in a hurry, or mixed with the neighbour's.
  const willing = producer.index % 3 === 0 || chance.chance(0.95);
  // Three times in the season sacks come and nobody knows from which plot.
  const knownPlot = !strays.includes(`${centre.code}-${centre.receipts + 1}`);
  const listed = willing && plot !== undefined && knownPlot && world.approved(producer, plot.id, on);
  // Ground that the layers do not clear is bought as conventional until somebody has been there.
  const certified = listed && !world.uncleared.has(plot.id);
  const cut = cutTest(world);
  const grade = gradeOf(cut);
  const inputs = {
    state: centre.state,
    gross: weight.gross,
    tare: weight.tare,
    reference: 75_000,
    grade,
    certified,
    debt: producer.debt,
    capPpm: 400_000,
    advanced: desk.advances.get(producer) ?? 0,
    terms: { ...firstTerms, advanceCap: 500_000 },
  };
  const moisture = centre.state === 'dry' ? 68_000 + chance.int(20_000) : null;
  const priced = priceReceipt({
    ...inputs,
    moisture,
    fermented: fermentedShare(cut),
    prices: { prices: prices.list, qualityPerKg: prices.qualityPerKg, certifiedPerKg: prices.certifiedPerKg },
  });
  const deducted =
    producer.debt > 0 && world.fund !== '' ? Math.min(priced.maxDeduction, Math.floor(priced.amount * 0.3)) : 0;
  const advance = priced.maxAdvance;
  const paid = priced.amount - deducted - advance;
  const payment = chance.chance(0.75) ? 'cash' : chance.chance(0.7) ? 'bank' : 'wallet';
  if (payment === 'cash') bringCash(world, centre, paid, on);
  centre.receipts += 1;
  const id = teller.tell(centre.buyer, CocoaBought, on, {
    centre: centre.id,
    person: producer.id,
    ...(plot && knownPlot ? { plot: plot.id } : {}),
    state: centre.state,
    bags: weight.bags,
    gross: weight.gross,
    tare: weight.tare,
    ...desk.beside(centre, on, centre.receipts),
    scale: centre.scale,
    ...(moisture === null ? {} : { moisture }),
    cut,
    grade,
    prices: prices.id,
    certified,
    ...(listed && !certified ? { plain: 'plot-not-clear' as const } : {}),
    payable: priced.payable,
    perKg: priced.perKg,
    amount: priced.amount,
    deducted,
    ...(deducted > 0 ? { fund: world.fund } : {}),
    ...(advance > 0 ? { advance } : {}),
    paid,
    payment,
    receipt: `${centre.code}-${String(centre.receipts).padStart(6, '0')}`,
    on,
  });
  if (payment === 'cash') centre.cash -= paid;
  producer.debt -= deducted;
  if (advance > 0) desk.advances.set(producer, (desk.advances.get(producer) ?? 0) - advance);
  desk.settles(id, centre, on);
  world.deductedThisMonth += deducted;
  const year = on.slice(0, 4);
  const asDry = centre.state === 'dry' ? priced.net : Math.round(priced.net * 0.38);
  producer.delivered.set(year, (producer.delivered.get(year) ?? 0) + asDry);
  const schemes = certified && plot ? world.schemes(producer, plot.id, on) : [];
  centre.week.push({
    id,
    net: priced.net,
    certified,
    knownPlot,
    cleared: !plot || !world.uncleared.has(plot.id),
    schemes,
  });
}

/** Dry grams that her plots give in 2020, 2021 or 2022 (0, 1, 2): better with every year in the programme, as the year allows. */
export function harvestOf(producer: Producer, year: number): number {
  const hectares = producer.plots.reduce((sum, plot) => sum + plot.areaM2, 0) / 10_000;
  const years = Math.max(0, year + 2020.5 - Number(producer.registeredOn.slice(0, 4)));
  return hectares * producer.baseYield * (1 + producer.gain * years) * (producer.luck[year] ?? 1);
}

function weighed(
  world: World,
  producer: Producer,
  centre: Centre,
  on: string,
): { bags: number; gross: number; tare: number } {
  const { chance } = world;
  const month = Number(on.slice(5, 7));
  const season = month >= 4 && month <= 8 ? 1.35 : 0.75;
  const years = Math.min(2, Number(on.slice(0, 4)) - 2020);
  const dry = Math.max(
    4_000,
    (harvestOf(producer, years) / 21) * producer.loyalty * season * (0.7 + chance.next() * 0.6),
  );
  const grams = Math.round((centre.state === 'wet' ? dry / 0.38 : dry) / 100) * 100;
  const bags = Math.max(1, Math.ceil(grams / 55_000));
  const tare = bags * (isShort(centre, centre.receipts + 1) ? 90 : 150);
  return { bags, gross: grams + tare, tare };
}

function cutTest(world: World): {
  beans: number;
  mouldy: number;
  slaty: number;
  infested: number;
  violet: number;
  fermented: number;
} {
  const { chance } = world;
  const poor = chance.chance(0.12);
  const [mouldy, slaty, infested] = [chance.int(poor ? 6 : 3), chance.int(poor ? 10 : 4), chance.int(poor ? 5 : 3)];
  const violet = chance.int(18);
  return { beans: 100, mouldy, slaty, infested, violet, fermented: 100 - mouldy - slaty - infested - violet };
}

function bringCash(world: World, centre: Centre, needed: number, on: string): void {
  if (centre.cash >= needed) return;
  const amount = 2_500_000 + mulDiv(needed, 1, 1);
  world.teller.tell(world.finance, CashBrought, on, {
    centre: centre.id,
    amount,
    document: `R-${centre.code}-${on}`,
    on,
  });
  centre.cash += amount;
}

/** The box is counted at the end of a week of buying. */
export function closeWeek(world: World, centre: Centre, on: string): void {
  world.teller.tell(centre.buyer, DayClosed, on, { centre: centre.id, counted: centre.cash, on });
}

function settleDeductions(world: World, on: string): void {
  if (world.deductedThisMonth === 0 || world.fund === '') return;
  world.teller.tell(world.finance, DeductionsSettled, on, {
    fund: world.fund,
    buyer: world.organisations.trader,
    amount: world.deductedThisMonth,
    document: `TR-${on}`,
    on,
  });
  world.deductedThisMonth = 0;
}
