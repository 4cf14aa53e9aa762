import { plusDays } from '#kernel/pure/day.ts';
import type { Seeded } from '#kernel/pure/ids.ts';
import { LotAdjusted } from '#programme/lots/facts.ts';
import {
  BatchRead,
  BatchStarted,
  LotArrived,
  LotSent,
  LotStored,
  SampleTaken,
  SampleTested,
  StockCounted,
  StoreOpened,
  StoreRuled,
} from '#programme/lots/storeFacts.ts';
import { centresOf } from './purchasing.ts';
import type { Teller, Voice } from './teller.ts';
import { type Centre, firstDay, lastDay, type World } from './world.ts';

/** What happens around the beans, told with chances and devices of its own, so that nothing else of the season moves. */
export interface PostHarvest {
  readonly teller: Teller;
  readonly chance: Seeded;
  readonly voices: Map<string, Voice>;
  /** Where each dry lot lies; without an entry, where it was made. */
  readonly gathered: Set<string>;
  stores: { central: string; hopper: string } | null;
  batches: number;
  moves: number;
  counts: number;
}

export function openPostHarvest(world: World): PostHarvest {
  const teller = world.teller.beside(20_210_607);
  const nothing = { stores: null, batches: 0, moves: 0, counts: 0 };
  return { teller, chance: teller.chance, voices: new Map(), gathered: new Set(), ...nothing };
}

/** The same person with a second device: the store's own. */
function voiceOf(of: PostHarvest, person: Voice): Voice {
  const found = of.voices.get(person.staff) ?? of.teller.voice(person.staff, firstDay);
  of.voices.set(person.staff, found);
  return found;
}

type Lot = { readonly lot: string; readonly grams: number };

/** Every fourth lot of baba has its box written down: turned after two days, then daily, as hot as boxes get. */
export function boxOf(of: PostHarvest, centre: Centre, code: string, on: string, input: Lot): string | null {
  of.batches += 1;
  if (of.batches % 4 !== 1 || input.grams < 60_000) return null;
  const by = voiceOf(of, centre.buyer);
  const inputs = [input];
  const box = 1 + (of.batches % 3);
  const started = { centre: centre.id, code: `${code}-B`, process: 'fermentation', method: 'box' } as const;
  const batch = of.teller.tell(by, BatchStarted, on, { ...started, place: `Cajón ${box}`, inputs, on, at: '17:00' });
  for (const [day, warm] of [
    [2, 405],
    [3, 455],
    [4, 482],
    [5, 476],
  ] as const) {
    const read = plusDays(on, day);
    if (read > lastDay) break;
    const temperature = warm + of.chance.int(18);
    of.teller.tell(by, BatchRead, read, { batch, on: read, at: '07:30', turned: true, temperature });
  }
  return batch;
}

/** And its drying bed: moisture every third day, down to where it is stored. */
export function bedOf(of: PostHarvest, centre: Centre, code: string, on: string, input: Lot): string {
  const by = voiceOf(of, centre.buyer);
  const started = { centre: centre.id, code: `${code}-T`, process: 'drying', method: 'sun' } as const;
  const place = `Tendal ${1 + of.chance.int(4)}`;
  const batch = of.teller.tell(by, BatchStarted, on, { ...started, place, inputs: [input], on });
  for (const [day, moist] of [
    [3, 290_000],
    [6, 140_000],
    [8, 78_000],
  ] as const) {
    const read = plusDays(on, day);
    const moisture = moist - of.chance.int(20_000);
    of.teller.tell(by, BatchRead, read, { batch, on: read, at: '16:00', turned: day < 8, moisture });
  }
  return batch;
}

/** Before a container is filled the other centres' dry lots come to the main store, weighed again by who knows no kilos. */
export function gather(world: World, of: PostHarvest, on: string): void {
  const [home, ...others] = centresOf(world);
  if (!home) return;
  const arrival = plusDays(on, 1);
  const { central } = storesOf(world, of, home, on);
  const receiver = voiceOf(of, world.warehouse);
  for (const centre of others) {
    const waybill = `G-${centre.code}-${on.slice(2).replaceAll('-', '')}`;
    centre.dry = centre.dry.map((dry) => {
      if (of.gathered.has(dry.id) || dry.grams < 100_000) return dry;
      of.gathered.add(dry.id);
      of.moves += 1;
      const bags = Math.ceil(dry.grams / 64_000);
      const sent = { lot: dry.id, to: home.id, grams: dry.grams, bags, waybill, vehicle: 'W3K-814', on };
      const transfer = of.teller.tell(voiceOf(of, centre.buyer), LotSent, on, sent);
      // Scales differ by a little; once a sack broke on the way, and once nobody knows.
      const missing = of.moves === 12 ? 13_000 : of.moves === 31 ? 9_000 : of.chance.int(3_500);
      const grams = dry.grams - Math.round((dry.grams * missing) / 1_000_000);
      const reason = of.moves === 12 ? { reason: 'Un saco se rompió en el camino' } : {};
      const body = { transfer, lot: dry.id, centre: home.id, grams, bags, blind: true, store: central, on: arrival };
      of.teller.tell(receiver, LotArrived, arrival, { ...body, ...reason });
      return { ...dry, grams };
    });
  }
  // A hopper that never runs empty: what leaves it may hold whatever went in before.
  const [own] = on < '2022-02-01' ? [] : home.dry.filter((dry) => dry.heap === 'C' && dry.knownPlot);
  if (own) of.teller.tell(receiver, LotStored, on, { lot: own.id, store: storesOf(world, of, home, on).hopper, on });
}

/** The last lots that leave for the main store; nobody has weighed them there yet. */
export function sendOff(world: World, of: PostHarvest, on: string): void {
  const [home, ...others] = centresOf(world);
  for (const centre of others.slice(0, 2)) {
    for (const dry of centre.dry.filter(({ id }) => !of.gathered.has(id)).slice(-2)) {
      const bags = Math.ceil(dry.grams / 64_000);
      const sent = { lot: dry.id, to: home?.id ?? '', grams: dry.grams, bags, waybill: `G-${centre.code}-230130` };
      of.teller.tell(voiceOf(of, centre.buyer), LotSent, on, { ...sent, vehicle: 'W3K-814', seal: 'P-4471', on });
    }
  }
}

function storesOf(world: World, of: PostHarvest, home: Centre, on: string): { central: string; hopper: string } {
  if (of.stores) return of.stores;
  const by = voiceOf(of, world.manager);
  const opens = (name: string) => of.teller.tell(by, StoreOpened, on, { centre: home.id, name, on });
  const stores = { central: opens('Almacén central'), hopper: opens('Tolva de secos') };
  const rule = (store: string, capacity: number, neverEmptied: boolean, from: string) =>
    of.teller.tell(by, StoreRuled, on, { store, capacity, neverEmptied, from });
  rule(stores.central, 60_000_000, false, on);
  rule(stores.hopper, 1_000_000, true, '2022-02-01');
  of.stores = stores;
  return stores;
}

/** A sample of every blend goes to the laboratory, its counter-sample stays. Answers the grams that left. */
export function sampleOf(world: World, of: PostHarvest, lot: string, code: string, on: string): number {
  const by = voiceOf(of, world.warehouse);
  const grams = 1_500;
  const taken = { lot, grams, code: `${code}-A`, counterCode: `${code}-B`, bags: 12, purpose: 'buyer', on } as const;
  const sample = of.teller.tell(by, SampleTaken, on, taken);
  const moisture = 70_000 + of.chance.int(5_000);
  const rest = { fermented: 790_000 + of.chance.int(120_000), cadmium: 350 + of.chance.int(450) };
  const tested = { sample, laboratory: 'CITEcacao', counter: false, moisture, ...rest, on };
  of.teller.tell(by, SampleTested, on, tested);
  return grams;
}

/** Once a month each centre weighs what lies in it; what is missing beyond the tolerance is looked into. */
export function countStock(world: World, of: PostHarvest, on: string): void {
  for (const centre of centresOf(world)) {
    const lots = centre.dry.filter((dry) => !of.gathered.has(dry.id) && dry.grams > 100_000).slice(0, 10);
    if (lots.length === 0) continue;
    of.counts += 1;
    const spilt = of.counts === 9 ? lots[0] : undefined;
    const weighed = lots.map((dry) => {
      const off = dry === spilt ? -11_000 : of.chance.int(5_000) - 3_500;
      return { lot: dry.id, grams: dry.grams + Math.round((dry.grams * off) / 1_000_000) };
    });
    const by = voiceOf(of, centre.buyer);
    const count = of.teller.tell(by, StockCounted, on, { centre: centre.id, lots: weighed, blind: true, on });
    if (!spilt) continue;
    const delta = (weighed[0]?.grams ?? spilt.grams) - spilt.grams;
    const reason = 'Goteras: se botaron dos bandejas con moho';
    const adjusted = { lot: spilt.id, delta, reason, sameLot: true, because: 'pest', count, on } as const;
    of.teller.tell(by, LotAdjusted, on, adjusted);
    centre.dry = centre.dry.map((dry) => (dry === spilt ? { ...dry, grams: dry.grams + delta } : dry));
  }
}
