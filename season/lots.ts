import { plusDays } from '#kernel/pure/day.ts';
import { LotMade, LotReceived, ShipmentSent } from '#programme/lots/facts.ts';
import {
  bedOf,
  boxOf,
  countStock,
  gather,
  openPostHarvest,
  type PostHarvest,
  sampleOf,
  sendOff,
} from './postHarvest.ts';
import { centresOf, closeWeek } from './purchasing.ts';
import { type Centre, lastDay, type World, workday } from './world.ts';

const container = 12_500_000;

/** Every Saturday what was bought becomes a lot; wet beans ferment and dry; each month's dry lots are blended and shipped. */
export function planLots(world: World): void {
  const around = openPostHarvest(world);
  for (let day = '2020-04-18'; day <= lastDay; day = plusDays(day, 7)) {
    const on = day;
    world.agenda.at(on, () => {
      for (const centre of centresOf(world)) weekOf(world, around, centre, on);
    });
  }
  // What is on the road when the telling ends waits for whoever opens the warehouse's phone.
  world.agenda.at('2023-01-30', () => sendOff(world, around, '2023-01-30'));
  for (let day = '2020-06-27'; day <= lastDay; day = plusDays(day, 28)) {
    const on = workday(plusDays(day, 2));
    if (on > lastDay) continue;
    world.agenda.at(plusDays(on, -10), () => countStock(world, around, plusDays(on, -10)));
    world.agenda.at(plusDays(on, -2), () => gather(world, around, plusDays(on, -2)));
    world.agenda.at(on, () => exportOf(world, around, on));
  }
}

type Heap = 'C' | 'R' | 'N';

/** Organic beans, Rainforest ones and the others never share a lot; sacks of unknown origin stand alone until somebody finds the plot. */
const heapOf = (bought: Centre['week'][number]): Heap => {
  if (!bought.certified) return 'N';
  return bought.schemes.includes('organic') ? 'C' : 'R';
};
const heaps: readonly { letter: string; heap: Heap; knownPlot: boolean }[] = [
  { letter: 'C', heap: 'C', knownPlot: true },
  { letter: 'R', heap: 'R', knownPlot: true },
  { letter: 'N', heap: 'N', knownPlot: true },
  { letter: 'X', heap: 'C', knownPlot: false },
  { letter: 'Z', heap: 'R', knownPlot: false },
  { letter: 'Y', heap: 'N', knownPlot: false },
];
/** Beans of ground that the layers do not clear: kept apart, never in a container. */
const apart = { letter: 'U', heap: 'N', knownPlot: false } as const;
/** What a blend of each gives up knowingly: beans of many zones, some not screened yet, are of none in particular. */
const givesUp = {
  C: ['zone', 'eudr', 'rainforest', 'fairtrade'],
  R: ['zone', 'eudr', 'organic', 'fairtrade'],
  N: ['zone', 'eudr'],
} as const;

function weekOf(world: World, around: PostHarvest, centre: Centre, on: string): void {
  closeWeek(world, centre, on);
  const bought = centre.week.splice(0);
  const uncleared = bought.filter((p) => !p.cleared);
  if (uncleared.length > 0) lotOf(world, around, centre, on, uncleared, apart);
  for (const heap of heaps) {
    const own = bought.filter((p) => p.cleared && heapOf(p) === heap.heap && p.knownPlot === heap.knownPlot);
    if (own.length > 0) lotOf(world, around, centre, on, own, heap);
  }
}

function lotOf(
  world: World,
  around: PostHarvest,
  centre: Centre,
  on: string,
  bought: Centre['week'],
  { letter, heap, knownPlot }: (typeof heaps)[number],
): void {
  const { teller, chance } = world;
  const week = `${centre.code}-${on.slice(2).replaceAll('-', '')}${letter}`;
  const grams = bought.reduce((sum, p) => sum + p.net, 0);
  const purchases = bought.map((p) => p.id);
  const lot = teller.tell(centre.buyer, LotReceived, on, { centre: centre.id, code: week, purchases, on });
  if (centre.state === 'dry') {
    centre.dry.push({ id: lot, grams, heap, knownPlot });
    return;
  }
  const fermented = Math.round(grams * (0.86 + chance.next() * 0.06));
  const boxed = plusDays(on, 6);
  const dried = plusDays(on, 15);
  const batch = boxOf(around, centre, week, on, { lot, grams });
  if (dried > lastDay) return;
  world.agenda.at(boxed, () => {
    const box = teller.tell(centre.buyer, LotMade, boxed, {
      centre: centre.id,
      code: `${week}-F`,
      process: 'fermentation',
      state: 'fermented',
      inputs: [{ lot, grams }],
      grams: fermented,
      ...(batch ? { batch } : { days: 6, turns: 4 }),
      on: boxed,
    });
    const bed = batch && bedOf(around, centre, week, boxed, { lot: box, grams: fermented });
    world.agenda.at(dried, () => {
      const out = Math.round(fermented * (0.42 + chance.next() * 0.025));
      const dry = teller.tell(centre.buyer, LotMade, dried, {
        centre: centre.id,
        code: `${week}-S`,
        process: 'drying',
        state: 'dry',
        inputs: [{ lot: box, grams: fermented }],
        grams: out,
        moisture: 68_000 + chance.int(6_000),
        ...(bed ? { batch: bed } : { days: 9 }),
        on: dried,
      });
      centre.dry.push({ id: dry, grams: out, heap, knownPlot });
    });
  });
}

/** The month's dry lots of all centres, each heap by itself. What has no origin stays, but for one sack that slipped in. */
function exportOf(world: World, around: PostHarvest, on: string): void {
  world.tally.exports += 1;
  for (const heap of ['C', 'R', 'N'] as const) {
    // Once a Rainforest lot fills up a conventional container: its kilos go to the account of the certificate.
    const fills = heap === 'N' && world.tally.exports === 20;
    const inputs = centresOf(world).flatMap((centre) => {
      const spare = fills ? centre.dry.find((d) => d.heap === 'R') : undefined;
      const taken = centre.dry.filter(
        (d) => d === spare || (d.heap === heap && (d.knownPlot || (heap === 'N' && world.tally.exports === 12))),
      );
      centre.dry = centre.dry.filter((d) => !taken.includes(d));
      return taken.map((d) => ({ lot: d.id, grams: d.grams }));
    });
    if (inputs.length > 0) ship(world, around, on, inputs, heap, fills);
  }
}

/** A blend, selected, and shipped by the container; what is left is split off and stays. */
function ship(
  world: World,
  around: PostHarvest,
  on: string,
  inputs: { lot: string; grams: number }[],
  letter: Heap,
  fills: boolean,
): void {
  const { teller } = world;
  const [home] = centresOf(world);
  if (!home) return;
  const grams = inputs.reduce((sum, i) => sum + i.grams, 0);
  const code = `EXP-${on.slice(2, 7).replace('-', '')}-${on.slice(8)}${letter}`;
  const blend = teller.tell(world.warehouse, LotMade, on, {
    centre: home.id,
    code: `${code}-M`,
    process: 'blending',
    state: 'dry',
    inputs,
    grams,
    givesUp: fills ? [...givesUp.N, 'rainforest'] : [...givesUp[letter]],
    ...(fills ? { massBalance: true } : {}),
    on,
  });
  const left = grams - sampleOf(world, around, blend, code, on);
  const clean = Math.round(left * 0.997);
  const selected = teller.tell(world.warehouse, LotMade, on, {
    centre: home.id,
    code: `${code}-E`,
    process: 'selection',
    state: 'selected',
    inputs: [{ lot: blend, grams: left }],
    grams: clean,
    on,
  });
  const containers = Math.max(1, Math.floor(clean / container));
  const shipped = Math.min(clean, containers * container);
  const parts = Array.from({ length: containers }, (_, i) =>
    i < containers - 1 ? container : shipped - container * (containers - 1),
  );
  parts.forEach((part, i) => {
    const lot = teller.tell(world.warehouse, LotMade, on, {
      centre: home.id,
      code: `${code}-${i + 1}`,
      process: 'splitting',
      state: 'selected',
      inputs: [{ lot: selected, grams: part }],
      grams: part,
      on,
    });
    teller.tell(world.warehouse, ShipmentSent, on, {
      code: `${code}-C${i + 1}`,
      centre: home.id,
      buyer: world.organisations.chocolate,
      inputs: [{ lot, grams: part }],
      container: `MSCU${String(4_000_000 + ((world.tally.exports * 7919 + i * 2 + { C: 0, N: 1, R: 2 }[letter]) % 999_999))}`,
      on,
    });
  });
}
